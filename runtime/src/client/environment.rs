//! Where the API is served.

/// One of Pinterest's servers of the API. Each has tokens of its own.
///
/// The sandbox serves about half of the operations; a client of the sandbox refuses the others before it sends
/// anything, unless `sandbox_check` is turned off.
///
/// ```
/// use pinterest_v5_runtime::{ClientBuilder, Core, Environment};
///
/// let client: Core = ClientBuilder::new()
///     .environment(Environment::Sandbox)
///     .access_token("pina_...") // one of the sandbox's own
///     .build()?;
/// # Ok::<(), pinterest_v5_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Environment {
    /// The real thing: <https://api.pinterest.com/v5>.
    #[default]
    Production,
    /// For trying things out: <https://api-sandbox.pinterest.com/v5>.
    Sandbox,
}

impl Environment {
    /// The URL that the paths of operations begin at.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Production => "https://api.pinterest.com/v5",
            Self::Sandbox => "https://api-sandbox.pinterest.com/v5",
        }
    }

    /// The environment with this name: `production` or `sandbox`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "production" => Some(Self::Production),
            "sandbox" => Some(Self::Sandbox),
            _ => None,
        }
    }
}

//! What a local Pinterest is like.

use crate::random::{below, mix};

/// How a local Pinterest behaves.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch, and none depends on another"
)]
#[derive(Clone, Debug)]
pub struct Settings {
    /// Decides every made-up value.
    pub seed: u64,
    /// Which of Pinterest's servers it stands for.
    pub environment: Environment,
    /// What access the app has.
    pub tier: Tier,
    /// Whose Pinterest it is.
    pub username: String,
    /// The app that may ask for tokens.
    pub app_id: String,
    /// Its secret.
    pub app_secret: String,
    /// Whether only tokens are taken that were given here; else any that begins with `pina_` has all scopes.
    pub strict_tokens: bool,
    /// How long access tokens live, in seconds.
    pub token_life: i64,
    /// Whether each login gives a refresh token that is renewed with each use; else only one that asks for it.
    pub continuous_refresh: bool,
    /// Whether quotas are enforced; the headers tell of them all the same.
    pub limits: bool,
    /// Whether answers have the known peculiarities of the real ones.
    pub quirks: bool,
    /// How long a job takes, in milliseconds.
    pub job_time: i64,
    /// How many requests are remembered.
    pub log: usize,
}

/// One of Pinterest's servers. Each has tokens of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// The one for everybody.
    Production,
    /// The one to try things out, without half of the operations.
    Sandbox,
}

/// What access an app has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// A thousand calls a day, and no Pins in production.
    Trial,
    /// Quotas by the minute.
    Standard,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            environment: Environment::Production,
            tier: Tier::Standard,
            username: "soup_club".to_owned(),
            app_id: "1".to_owned(),
            app_secret: "secret".to_owned(),
            strict_tokens: false,
            token_life: 2_592_000,
            continuous_refresh: true,
            limits: false,
            quirks: true,
            job_time: 2_000,
            log: 1_000,
        }
    }
}

impl Settings {
    /// The id of the account.
    #[must_use]
    pub fn user_id(&self) -> String {
        (549_755_813_888 + below(mix(self.seed, "user"), 1_000_000)).to_string()
    }
}

impl Environment {
    /// Whether it is the sandbox.
    #[must_use]
    pub fn is_sandbox(self) -> bool {
        self == Self::Sandbox
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Production => Self::Sandbox,
            Self::Sandbox => Self::Production,
        }
    }

    /// What its tokens have behind their prefix.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::Production => "prod_",
            Self::Sandbox => "sand_",
        }
    }
}

//! Which server a client calls, and settings from the environment of the process.

use super::{ClientBuilder, Core, Credential, Environment};

impl<C: From<Core>> ClientBuilder<C> {
    /// A builder with the settings of the process's environment. Variables that are empty or not set
    /// change nothing; settings made afterwards win.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `PINTEREST_ACCESS_TOKEN` | [`access_token`](Self::access_token) |
    /// | `PINTEREST_CLIENT_ID`, `PINTEREST_CLIENT_SECRET` | [`app_credentials`](Self::app_credentials) |
    /// | `PINTEREST_CONVERSION_TOKEN` | [`conversion_token`](Self::conversion_token) |
    /// | `PINTEREST_ENVIRONMENT` | [`environment`](Self::environment): `production` or `sandbox` |
    /// | `PINTEREST_BASE_URL` | [`base_url`](Self::base_url) |
    pub fn from_env() -> Self {
        Self::from_vars(|name| std::env::var_os(name)?.into_string().ok())
    }

    fn from_vars(var: impl Fn(&str) -> Option<String>) -> Self {
        let var = |name| var(name).filter(|value| !value.is_empty());
        let mut builder = Self::new();
        let (id, secret) = (var("PINTEREST_CLIENT_ID"), var("PINTEREST_CLIENT_SECRET"));
        builder.credentials = [
            var("PINTEREST_ACCESS_TOKEN").map(Credential::access_token),
            id.zip(secret)
                .map(|(id, secret)| Credential::app(id, secret)),
            var("PINTEREST_CONVERSION_TOKEN").map(Credential::conversion_token),
        ]
        .into_iter()
        .flatten()
        .collect();
        builder.base_url = var("PINTEREST_BASE_URL");
        if let Some(name) = var("PINTEREST_ENVIRONMENT") {
            match Environment::from_name(&name) {
                Some(environment) => builder.environment = environment,
                None => builder.refuse("PINTEREST_ENVIRONMENT is neither production nor sandbox"),
            }
        }
        builder
    }

    /// Which of Pinterest's servers to call; production if not set.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Whether a client of the sandbox refuses the operations that the sandbox is said not to serve,
    /// instead of sending them; it does if not set.
    pub fn sandbox_check(mut self, yes: bool) -> Self {
        self.sandbox_check = yes;
        self
    }

    /// Another server, whatever the environment. Plain http is for loopback hosts only.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientBuilder, Core};

    fn from(vars: &[(&str, &str)]) -> ClientBuilder<Core> {
        ClientBuilder::from_vars(|name| {
            let (_, value) = vars.iter().find(|(known, _)| *known == name)?;
            Some((*value).to_owned())
        })
    }

    #[test]
    fn variables_set_what_they_name() {
        let builder = from(&[
            ("PINTEREST_ACCESS_TOKEN", "access"),
            ("PINTEREST_CLIENT_ID", "id"),
            ("PINTEREST_CLIENT_SECRET", "secret"),
            ("PINTEREST_CONVERSION_TOKEN", ""),
            ("PINTEREST_ENVIRONMENT", "sandbox"),
        ]);
        let shown = format!("{:?}", builder.credentials);
        assert!(
            shown.contains("AccessToken") && shown.contains(r#"id: "id""#),
            "{shown}"
        );
        assert!(!shown.contains("ConversionToken"), "{shown}");
        let core = builder.build().unwrap();
        assert_eq!(core.base_url(), "https://api-sandbox.pinterest.com/v5");
    }

    #[test]
    fn a_base_url_goes_before_the_environment_and_wrong_names_are_refused() {
        let both = [
            ("PINTEREST_ENVIRONMENT", "production"),
            ("PINTEREST_BASE_URL", "http://localhost:9"),
        ];
        assert_eq!(
            from(&both).build().unwrap().base_url(),
            "http://localhost:9"
        );
        let error = from(&[("PINTEREST_ENVIRONMENT", "Sandbox")])
            .build()
            .unwrap_err();
        assert!(error.to_string().contains("PINTEREST_ENVIRONMENT"));
    }
}

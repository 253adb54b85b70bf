//! Which server a client calls, and settings from the environment of the process.

use std::ffi::OsString;

use super::{ClientBuilder, Core, Credential, Environment};

const VARIABLES: [&str; 6] = [
    "PINTEREST_ACCESS_TOKEN",
    "PINTEREST_CLIENT_ID",
    "PINTEREST_CLIENT_SECRET",
    "PINTEREST_CONVERSION_TOKEN",
    "PINTEREST_ENVIRONMENT",
    "PINTEREST_BASE_URL",
];

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
    ///
    /// A variable that is not UTF-8, and one of the app's id and secret without the other, are refused by
    /// [`build`](Self::build).
    pub fn from_env() -> Self {
        Self::from_vars(|name| std::env::var_os(name))
    }

    fn from_vars(var: impl Fn(&str) -> Option<OsString>) -> Self {
        let mut builder = Self::new();
        let [token, id, secret, conversion, environment, base_url] =
            VARIABLES.map(|name| match var(name).map(OsString::into_string) {
                None => None,
                Some(Ok(value)) => Some(value).filter(|value| !value.is_empty()),
                Some(Err(_)) => {
                    builder.refuse(format!("{name} is not UTF-8"));
                    None
                }
            });
        if id.is_some() != secret.is_some() {
            builder.refuse(
                "of PINTEREST_CLIENT_ID and PINTEREST_CLIENT_SECRET only one is set; set both, or neither",
            );
        }
        let app = id.zip(secret);
        builder.credentials = [
            token.map(Credential::access_token),
            app.map(|(id, secret)| Credential::app(id, secret)),
            conversion.map(Credential::conversion_token),
        ]
        .into_iter()
        .flatten()
        .collect();
        builder.base_url = base_url;
        match environment.as_deref().map(Environment::from_name) {
            None => {}
            Some(Some(environment)) => builder.environment = environment,
            Some(None) => builder.refuse("PINTEREST_ENVIRONMENT is neither production nor sandbox"),
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
            Some((*value).into())
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
    fn half_of_an_app_is_refused() {
        for name in ["PINTEREST_CLIENT_ID", "PINTEREST_CLIENT_SECRET"] {
            let error = from(&[(name, "x")]).build().unwrap_err();
            assert!(error.to_string().contains("only one is set"), "{error}");
            from(&[(name, "")]).build().unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_utf8_is_refused() {
        use std::os::unix::ffi::OsStringExt;

        for name in super::VARIABLES {
            let garbled = |asked: &str| {
                (asked == name).then(|| std::ffi::OsString::from_vec(b"sandbox\xff".to_vec()))
            };
            let error = ClientBuilder::<Core>::from_vars(garbled)
                .build()
                .unwrap_err();
            assert!(
                error.to_string().contains(&format!("{name} is not UTF-8")),
                "{error}"
            );
        }
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

//! From settings to a client. Every fault is reported by `build`, the first one first.

use std::marker::PhantomData;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use super::credentials::Credentials;
use super::reqwest::ReqwestTransport;
use super::{Core, Environment, Error, Result, Transport, base_url, core};
use crate::Secret;

const TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Collects what a client needs and builds it.
///
/// With no setting at all it makes a client of the production environment that can call only what
/// takes no credential.
#[must_use = "call `build` to get a client"]
pub struct ClientBuilder<C = Core> {
    credentials: Credentials,
    environment: Environment,
    base_url: Option<String>,
    headers: HeaderMap,
    network: Network,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    fault: Option<String>,
    client: PhantomData<fn() -> C>,
}

/// What carries the requests.
enum Network {
    Own,
    Client(reqwest::Client),
    Transport(Box<dyn Transport>),
}

impl<C: From<Core>> ClientBuilder<C> {
    /// A builder without settings.
    pub fn new() -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("pinterest-v5/", env!("CARGO_PKG_VERSION"))),
        );
        Self {
            credentials: Credentials::default(),
            environment: Environment::default(),
            base_url: None,
            headers,
            network: Network::Own,
            timeout: None,
            connect_timeout: None,
            fault: None,
            client: PhantomData,
        }
    }

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
        builder.credentials = Credentials {
            access_token: var("PINTEREST_ACCESS_TOKEN").map(Secret::from),
            client_id: var("PINTEREST_CLIENT_ID"),
            client_secret: var("PINTEREST_CLIENT_SECRET").map(Secret::from),
            conversion_token: var("PINTEREST_CONVERSION_TOKEN").map(Secret::from),
        };
        builder.base_url = var("PINTEREST_BASE_URL");
        if let Some(name) = var("PINTEREST_ENVIRONMENT") {
            match Environment::from_name(&name) {
                Some(environment) => builder.environment = environment,
                None => builder.refuse("PINTEREST_ENVIRONMENT is neither production nor sandbox"),
            }
        }
        builder
    }

    /// The access token of a user or of the app, sent as bearer.
    pub fn access_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.access_token = Some(token.into());
        self
    }

    /// The app's id and secret, for the operations that hand out tokens.
    pub fn app_credentials(
        mut self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        self.credentials.client_id = Some(client_id.into());
        self.credentials.client_secret = Some(client_secret.into());
        self
    }

    /// The conversion token of an ad account. Where an operation takes one, it goes before the access
    /// token.
    pub fn conversion_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.conversion_token = Some(token.into());
        self
    }

    /// Which of Pinterest's servers to call; production if not set.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Another server, whatever the environment. Plain http is for loopback hosts only.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// A `reqwest` client of your own. Let it follow no redirects: no call here wants any.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.network = Network::Client(client);
        self
    }

    /// A transport of your own, in place of the network.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.network = Network::Transport(Box::new(transport));
        self
    }

    /// How long an exchange may take, from connecting to the last byte; 60 seconds if not set, or
    /// what a client of your own says.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long connecting may take; 10 seconds if not set. A client or transport of your own has its
    /// own setting for it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The `User-Agent` header.
    pub fn user_agent(self, value: impl AsRef<str>) -> Self {
        self.header(USER_AGENT.as_str(), value)
    }

    /// A header for every request.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (name.parse::<HeaderName>(), value.as_ref().parse()) {
            (Ok(AUTHORIZATION), _) => {
                self.refuse("the client writes the authorization header; use `access_token`");
            }
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.refuse(format!("`{name}` with this value is not a header")),
        }
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When a setting cannot be used, with the kind [`Configuration`](crate::ErrorKind::Configuration).
    pub fn build(self) -> Result<C> {
        if let Some(fault) = self.fault {
            return Err(Error::configuration(fault));
        }
        self.credentials.check().map_err(Error::configuration)?;
        let base_url = match &self.base_url {
            Some(url) => base_url::check(url).map_err(Error::configuration)?,
            None => self.environment.base_url().to_owned(),
        };
        let core = Core::new(core::Shared {
            transport: transport(self.network, self.timeout, self.connect_timeout)?,
            base_url,
            headers: self.headers,
            credentials: self.credentials,
        });
        Ok(C::from(core))
    }

    fn refuse(&mut self, fault: impl Into<String>) {
        self.fault.get_or_insert(fault.into());
    }
}

impl<C: From<Core>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

fn transport(
    network: Network,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
) -> Result<Box<dyn Transport>> {
    match (network, timeout, connect_timeout) {
        (Network::Own, timeout, connect) => Ok(Box::new(
            ReqwestTransport::new(
                timeout.unwrap_or(TIMEOUT),
                connect.unwrap_or(CONNECT_TIMEOUT),
            )
            .map_err(Error::http_client)?,
        )),
        (Network::Client(client), timeout, None) => {
            Ok(Box::new(ReqwestTransport::with_client(client, timeout)))
        }
        (Network::Transport(transport), None, None) => Ok(transport),
        (Network::Client(_), _, Some(_)) => Err(Error::configuration(
            "`connect_timeout` has no effect on a client of your own; set it there",
        )),
        (Network::Transport(_), ..) => Err(Error::configuration(
            "timeouts have no effect on a transport of your own; set them there",
        )),
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
        let credentials = &builder.credentials;
        assert_eq!(credentials.access_token, Some("access".into()));
        assert_eq!(credentials.client_id.as_deref(), Some("id"));
        assert_eq!(credentials.client_secret, Some("secret".into()));
        assert_eq!(credentials.conversion_token, None);
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

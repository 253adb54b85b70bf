//! What carries the requests.

use http::Uri;

use super::{BodyLimits, ClientBuilder, Core, Error, Result, Timeouts};
use crate::client::reqwest::ReqwestTransport;
use crate::{Secret, Transport};

/// What carries the requests.
pub(super) enum Network {
    Own { proxy: Option<Secret> },
    Client(reqwest::Client),
    Transport(Box<dyn Transport>),
}

impl<C: From<Core>> ClientBuilder<C> {
    /// The proxy that all requests go through, such as `http://user:password@host:8080`; if not set, the
    /// one in the environment variables that are usual for it, such as `HTTPS_PROXY`. Calls to a loopback
    /// host by plain http go through none.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        match &mut self.network {
            Network::Own { proxy } => *proxy = Some(url.into()),
            _ => self
                .refuse("`proxy` has no effect on a client or transport of your own; set it there"),
        }
        self
    }

    /// A `reqwest` client of your own. Let it follow no redirects and repeat nothing:
    /// [`ReqwestTransport::new`] says why. A `reqwest` without a feature for TLS of its own has none of ours either:
    /// install a provider of rustls before you make the client.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.network(Network::Client(client))
    }

    /// A transport of your own, in place of the network.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.network(Network::Transport(Box::new(transport)))
    }

    fn network(mut self, network: Network) -> Self {
        if matches!(self.network, Network::Own { proxy: Some(_) }) {
            self.refuse("`proxy` has no effect on a client or transport of your own; set it there");
        }
        self.network = network;
        self
    }
}

impl Default for Network {
    fn default() -> Self {
        Self::Own { proxy: None }
    }
}

impl Network {
    /// The transport, and the limits that are left to set by whoever calls it.
    pub(super) fn transport(
        self,
        (limits, bodies): (Timeouts, BodyLimits),
        base: &Uri,
    ) -> Result<(Box<dyn Transport>, Timeouts)> {
        let attempt = limits.attempt.or(Some(Timeouts::ATTEMPT));
        let own = matches!(self, Self::Own { .. });
        if !own && (limits.connect.is_some() || limits.read.is_some()) {
            return Err(Error::configuration(
                "`connect_timeout` and the limit of silence have no effect on a client or transport of \
                 your own; set them there",
            ));
        }
        match self {
            Self::Own { proxy } => {
                let plain = base.scheme_str() == Some("http");
                check(plain, proxy.is_some())?;
                let transport = ReqwestTransport::with_settings(limits, proxy.as_ref(), plain)?;
                let transport = transport.with_limits(bodies);
                Ok((Box::new(transport), Timeouts { attempt, ..limits }))
            }
            // It may well have a limit of its own.
            Self::Client(client) => {
                let transport = ReqwestTransport::new(client).with_limits(bodies);
                Ok((Box::new(transport), limits))
            }
            Self::Transport(transport) => Ok((transport, Timeouts { attempt, ..limits })),
        }
    }
}

fn check(plain: bool, proxy: bool) -> Result<()> {
    let tls = cfg!(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls",
        target_family = "wasm"
    ));
    if plain && proxy {
        let reason = "plain http is for loopback hosts, where no proxy can be between";
        return Err(Error::configuration(reason));
    }
    if !plain && !tls {
        let reason =
            "https needs one of the features `rustls` and `native-tls`, or a client of your own";
        return Err(Error::configuration(reason));
    }
    provider()
}

/// Whether there is cryptography for rustls; `reqwest` would panic without.
#[cfg(all(
    feature = "rustls-no-provider",
    not(feature = "rustls"),
    not(feature = "native-tls"),
    not(target_family = "wasm")
))]
fn provider() -> Result<()> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let reason = "the feature `rustls-no-provider` leaves the cryptography to the program: call `install_default` of a \
                      provider of rustls before a client is built, or use the feature `rustls`";
        return Err(Error::configuration(reason));
    }
    Ok(())
}

#[cfg(not(all(
    feature = "rustls-no-provider",
    not(feature = "rustls"),
    not(feature = "native-tls"),
    not(target_family = "wasm")
)))]
#[expect(clippy::unnecessary_wraps, reason = "the other form of it can fail")]
fn provider() -> Result<()> {
    Ok(())
}

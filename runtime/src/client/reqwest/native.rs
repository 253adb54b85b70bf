//! Connections of one's own.

use std::error::Error as StdError;

use ::reqwest::redirect::Policy;
use ::reqwest::{Client, Proxy, retry};

use crate::client::{Error, Result, TransportError};
use crate::{Secret, Timeouts};

/// A client that follows no redirects, because no call wants any, and makes no retries, because those
/// are not for this layer to make.
pub(super) fn client(timeouts: Timeouts, proxy: Option<&Secret>, plain: bool) -> Result<Client> {
    let mut builder = Client::builder()
        .redirect(Policy::none())
        .retry(retry::never())
        .connect_timeout(timeouts.connect.unwrap_or(Timeouts::CONNECT));
    if let Some(limit) = timeouts.read {
        builder = builder.read_timeout(limit);
    }
    // A proxy, one of the environment's too, would read the credentials, and take its own loopback
    // for ours.
    if plain {
        builder = builder.no_proxy();
    } else if let Some(url) = proxy {
        // The parser's words could quote the password.
        let fault = |_| Error::configuration("the URL of the proxy cannot be used");
        builder = builder.proxy(Proxy::all(url.expose()).map_err(fault)?);
    }
    builder.build().map_err(Error::http_client)
}

pub(super) fn transport_error(error: ::reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::connect(error)
    } else if was_not_begun(&error) {
        TransportError::unprocessed(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::exchange(error)
    }
}

/// HTTP/2 tells of a request that the server has not begun with: a stream that it refused, or one that
/// came after a connection's orderly end (RFC 9113, 8.7).
fn was_not_begun(error: &::reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let ended = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
            let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            return error.is_remote() && (ended || refused);
        }
        cause = error.source();
    }
    false
}

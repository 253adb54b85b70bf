//! Connections of one's own.

use std::error::Error as StdError;

use ::reqwest::redirect::Policy;
use ::reqwest::{Client, Proxy, Response, retry};
use bytes::{Bytes, BytesMut};

use super::shown;
use crate::client::body_limits::{Excess, too_large};
use crate::client::{Error, Result, TransportError};
use crate::options::finite;
use crate::{Secret, Timeouts};

/// A client that follows no redirects, because no call wants any, and makes no retries, because those
/// are not for this layer to make.
pub(super) fn client(timeouts: Timeouts, proxy: Option<&Secret>, plain: bool) -> Result<Client> {
    let mut builder = Client::builder()
        .redirect(Policy::none())
        .retry(retry::never());
    if let Some(limit) = finite(timeouts.connect.unwrap_or(Timeouts::CONNECT)) {
        builder = builder.connect_timeout(limit);
    }
    if let Some(limit) = finite(timeouts.read.unwrap_or(Timeouts::READ)) {
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
    #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
    {
        builder =
            builder.tls_backend_preconfigured(super::tls::config().map_err(Error::http_client)?);
    }
    builder.build().map_err(Error::http_client)
}

/// The body, counted while it comes.
pub(super) async fn body(
    mut response: Response,
    (most, excess): (usize, Excess),
) -> Result<Bytes, TransportError> {
    let announced = response.content_length().unwrap_or(0);
    if excess == Excess::Refuse && usize::try_from(announced).is_ok_and(|length| length > most) {
        return Err(too_large(most));
    }
    let mut all = BytesMut::new();
    let mut next = response.chunk().await.map_err(shown)?;
    while let Some(piece) = next {
        let room = most - all.len();
        match excess {
            Excess::Refuse if piece.len() > room => return Err(too_large(most)),
            Excess::CutOff if piece.len() >= room => {
                all.extend_from_slice(piece.get(..room).unwrap_or_default());
                break;
            }
            _ => {}
        }
        next = response.chunk().await.map_err(shown)?;
        if all.is_empty() && next.is_none() {
            // The most frequent case: it is not copied.
            return Ok(piece);
        }
        all.extend_from_slice(&piece);
    }
    Ok(all.freeze())
}

pub(super) fn transport_error(error: ::reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::connect(error)
    } else if was_not_begun(&error) {
        TransportError::unprocessed(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else if causes(&error).any(is_large_head) {
        TransportError::too_large(error)
    } else {
        TransportError::exchange(error)
    }
}

/// More headers, or longer ones, than the parser takes: a hundred, and some hundred kilobytes. It says so in its text
/// alone; a test over a socket notices when that changes.
fn is_large_head(error: &(dyn StdError + 'static)) -> bool {
    error.to_string().contains("message head is too large")
}

#[cfg(not(feature = "http2"))]
fn was_not_begun(_: &::reqwest::Error) -> bool {
    false
}

/// HTTP/2 reports a request that the server has not begun with: a stream that it refused, or one that
/// came after a connection's orderly end (RFC 9113, 8.7).
#[cfg(feature = "http2")]
fn was_not_begun(error: &::reqwest::Error) -> bool {
    let mut errors = causes(error).filter_map(|error| error.downcast_ref::<h2::Error>());
    errors.next().is_some_and(|error| {
        let ended = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (ended || refused)
    })
}

fn causes(error: &::reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

//! The connections of the browser, which has its own settings for them and tells little of what failed.

use ::reqwest::{Client, Response};
use bytes::Bytes;

use super::shown;
use crate::client::body_limits::{Excess, too_large};
use crate::client::{Error, Result, TransportError};
use crate::{Secret, Timeouts};

pub(super) fn client(timeouts: Timeouts, proxy: Option<&Secret>, _plain: bool) -> Result<Client> {
    if timeouts.connect.is_some() || timeouts.read.is_some() || proxy.is_some() {
        let reason =
            "a browser makes its connections itself; only `timeout` and `total` work there";
        return Err(Error::configuration(reason));
    }
    Client::builder().build().map_err(Error::http_client)
}

/// The body, which the browser holds whole.
pub(super) async fn body(
    response: Response,
    (most, excess): (usize, Excess),
) -> Result<Bytes, TransportError> {
    let body = response.bytes().await.map_err(shown)?;
    match excess {
        Excess::Refuse if body.len() > most => Err(too_large(most)),
        Excess::CutOff if body.len() > most => {
            Ok(Bytes::copy_from_slice(body.get(..most).unwrap_or_default()))
        }
        _ => Ok(body),
    }
}

pub(super) fn transport_error(error: ::reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::exchange(error)
    }
}

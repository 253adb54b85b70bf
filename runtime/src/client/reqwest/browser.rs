//! The connections of the browser, which has its own settings for them and tells little of what failed.

use ::reqwest::Client;

use crate::client::{Error, Result, TransportError};
use crate::{Secret, Timeouts};

pub(super) fn client(timeouts: Timeouts, proxy: Option<&Secret>, _plain: bool) -> Result<Client> {
    if timeouts.connect.is_some() || timeouts.read.is_some() || proxy.is_some() {
        let reason =
            "a browser makes its connections itself; only `timeout` and `total` work there";
        return Err(Error::configuration(reason));
    }
    Ok(Client::new())
}

pub(super) fn transport_error(error: ::reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::exchange(error)
    }
}

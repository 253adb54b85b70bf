//! Bodies of 2xx answers that are not what the operation promises.

use std::fmt;

use serde_json::Value;

use super::{Cause, Error, ErrorKind, show};
use crate::MissingItem;
use crate::client::Response;
use crate::client::exchange::Exchange;
use crate::read::{DecodeError, NotRead};

impl Error {
    /// Where the body is not what the operation promises, as `items[3].privacy`; `$` is the body itself.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Decode(DecodeError::Deviation(deviation)) => Some(deviation.path()),
            _ => None,
        }
    }

    /// The item of a list, as the server sent it, that could not be read.
    #[must_use]
    pub fn item_json(&self) -> Option<&Value> {
        match &self.0.cause {
            Cause::Decode(DecodeError::Deviation(deviation)) => deviation.json(),
            _ => None,
        }
    }

    /// The bookmark of a page that could not be read, to go on behind it.
    #[must_use]
    pub fn next_bookmark(&self) -> Option<String> {
        let body: Value = serde_json::from_slice(self.body()?).ok()?;
        let bookmark = body["bookmark"].as_str()?;
        (!bookmark.is_empty()).then(|| bookmark.to_owned())
    }

    /// An item of a page that could not be read.
    pub(crate) fn item<T>(operation: &'static str, page: &Response<T>, item: &MissingItem) -> Self {
        let cause = DecodeError::Deviation(item.deviation().clone());
        Self::decode(operation, page.without_body().into_exchange(), cause)
    }

    pub(in crate::client) fn decode(
        operation: &'static str,
        exchange: Exchange,
        cause: DecodeError,
    ) -> Self {
        let kind = match &cause {
            DecodeError::Deviation(_) => ErrorKind::Decode,
            DecodeError::NotRead(NotRead::Empty) => ErrorKind::EmptyBody,
            DecodeError::NotRead(NotRead::Html) => ErrorKind::Html,
            DecodeError::NotRead(NotRead::Truncated) => ErrorKind::Truncated,
            DecodeError::NotRead(NotRead::TooDeep) => ErrorKind::TooDeep,
            DecodeError::NotRead(NotRead::NotJson) => ErrorKind::NotJson,
        };
        let mut error = Self::new(kind, Some(operation), Cause::Decode(cause));
        error.0.attempts = exchange.attempts;
        error.0.exchange = Some(exchange);
        error
    }

    /// What came in place of what was promised.
    pub(super) fn fmt_decode(
        &self,
        cause: &DecodeError,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        match cause {
            DecodeError::Deviation(deviation) if deviation.is_within_list() => {
                write!(f, "an element of a list could not be read: {deviation}")
            }
            DecodeError::Deviation(_) => {
                write!(f, "the body is not what the operation promises: {cause}")
            }
            DecodeError::NotRead(_) => match self.response() {
                Some(response) => write!(f, "{cause} ({})", show::what_came(response)),
                None => write!(f, "{cause}"),
            },
        }
    }
}

//! Errors of transfers: what storages answer, and what happens on the way from and to them.

use bytes::Bytes;
use http::StatusCode;

use super::{Cause, Error, ErrorKind};
use crate::client::HeaderNames;
use crate::client::core::Shared;
use crate::client::exchange::Exchange;
use crate::retry::retry_after;
use crate::transfer::{Refusal, TransferFailure};

impl Error {
    /// How many bytes a transfer had moved when it failed: those that came of a download or were written of
    /// it, those that were read from the source of an upload.
    #[must_use]
    pub fn transferred(&self) -> Option<u64> {
        self.0.moved
    }

    /// The word with which a storage says why it refused, such as `AccessDenied` or `EntityTooLarge`.
    #[must_use]
    pub fn storage_code(&self) -> Option<&str> {
        self.failure().and_then(TransferFailure::code)
    }

    /// Whether a storage does not take the link, or the fields of an upload, any longer: they are good for
    /// minutes only, and new ones have to be asked for. Status 403, whatever the reason is that the storage
    /// gives for it.
    #[must_use]
    pub fn is_expired_link(&self) -> bool {
        let forbidden = self.status() == Some(StatusCode::FORBIDDEN);
        self.kind() == ErrorKind::Storage
            && (forbidden || self.storage_code() == Some("ExpiredToken"))
    }

    /// A response of a storage with a status other than 2xx. Its body is not kept: it repeats what was
    /// signed.
    pub(in crate::client) fn storage(
        operation: &'static str,
        head: http::response::Parts,
        body: &[u8],
        shared: &Shared,
    ) -> Self {
        let names = HeaderNames {
            request_id: shared.header_names.storage_request_id.clone(),
            ..shared.header_names.clone()
        };
        let asked = (head.status, &head.headers);
        let wait = retry_after(asked, &names, None, shared.clock.now());
        let Refusal { code, message } = Refusal::read(body);
        let mut error = Self::transfer(operation, TransferFailure::Refused(code));
        let response = http::Response::from_parts(head, Bytes::new());
        error.0.exchange = Some(Exchange::new(response, &names, 0));
        error.0.retry_after = wait;
        error.0.message = message;
        error
    }

    pub(crate) fn transfer(operation: &'static str, failure: TransferFailure) -> Self {
        let kind = match failure {
            TransferFailure::Refused(_) => ErrorKind::Storage,
            TransferFailure::Source { .. } | TransferFailure::Sink { .. } => ErrorKind::Io,
            TransferFailure::Row { ref fault, .. } if fault.is_of_one_row() => ErrorKind::Decode,
            _ => ErrorKind::Transfer,
        };
        let moved = failure.transferred();
        let error = Self::new(kind, Some(operation), Cause::Transfer(failure));
        error.having_transferred(moved)
    }

    /// The same error, after so many bytes.
    pub(crate) fn having_transferred(mut self, moved: Option<u64>) -> Self {
        self.0.moved = moved;
        self
    }

    fn failure(&self) -> Option<&TransferFailure> {
        match &self.0.cause {
            Cause::Transfer(failure) => Some(failure),
            _ => None,
        }
    }
}

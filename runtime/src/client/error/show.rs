//! What an error shows of itself.

use std::error::Error as StdError;
use std::fmt;

use super::{Cause, Error};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        match &self.0.cause {
            Cause::Reason(reason) => f.write_str(reason)?,
            Cause::HttpClient(_) => f.write_str("the HTTP client could not be built")?,
            Cause::Renewal(failure) => f.write_str(failure.reason)?,
            Cause::Transport(cause) => cause.fmt(f)?,
            Cause::Decode(cause) => write!(f, "unexpected body at `{}`", cause.path())?,
            Cause::Job(end) => f.write_str(&end.reason)?,
            Cause::Response => f.write_str("the server refused the call")?,
            #[cfg(not(target_family = "wasm"))]
            Cause::File(_) => f.write_str("the file could not be read")?,
            #[cfg(feature = "transfers")]
            Cause::Transfer(fault) => fault.fmt(f)?,
        }
        #[cfg(feature = "transfers")]
        if self.is_expired_link() {
            f.write_str("; the link has had its time, ask the API for another")?;
        }
        let facts = self.facts();
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        Ok(())
    }
}

impl Error {
    /// What identifies the exchange, and what to do next.
    fn facts(&self) -> Vec<String> {
        let status = self
            .status()
            .map(|status| format!("status {}", status.as_u16()));
        let code = self.code().map(|code| format!("code {code}"));
        let id = self.request_id().map(|id| format!("request {id}"));
        let attempts = Some(self.attempts()).filter(|attempts| *attempts > 1);
        let attempts = attempts.map(|attempts| format!("{attempts} attempts"));
        let wait = self
            .retry_after()
            .map(|wait| format!("retry after {} s", wait.as_secs_f32().ceil()));
        [status, code, id, attempts, wait]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("text", &format_args!("{self}"))
            .field("source", &self.source().map(ToString::to_string))
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.cause {
            Cause::Reason(_) | Cause::Response | Cause::Job(_) => None,
            Cause::HttpClient(cause) => Some(&**cause),
            Cause::Renewal(failure) => failure.source(),
            // Its text is already that of this error.
            Cause::Transport(cause) => cause.source(),
            Cause::Decode(cause) => Some(cause),
            #[cfg(not(target_family = "wasm"))]
            Cause::File(cause) => Some(cause),
            #[cfg(feature = "transfers")]
            Cause::Transfer(fault) => fault.cause(),
        }
    }
}

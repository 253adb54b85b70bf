//! When a stream gives up.
//!
//! Takes what became of each page, and says whether it is of use to go on. Invariant: a list that the server cannot
//! give ends for whoever polls on after each error.

use http::StatusCode;

use crate::{Error, ErrorKind};

/// How many empty pages there may be in a row.
const MOST_EMPTY: usize = 100;

/// What happened in a row.
#[derive(Default)]
pub(super) struct Persistence {
    empty: usize,
    /// The last page could not be read, or was refused.
    failed: bool,
}

impl Persistence {
    /// Whether there were too many empty pages in a row, with this one.
    pub(super) fn page(&mut self, is_empty: bool) -> bool {
        self.failed = false;
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        self.empty >= MOST_EMPTY
    }

    /// Whether asking again is of no use: another try has met the same.
    pub(super) fn is_over(&mut self, error: &Error) -> bool {
        let before = self.failed;
        self.failed = is_lasting(error);
        before && self.failed
    }
}

/// Whether the next try is likely to meet the same.
fn is_lasting(error: &Error) -> bool {
    let passing = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS];
    match error.kind() {
        ErrorKind::Decode
        | ErrorKind::EmptyBody
        | ErrorKind::Html
        | ErrorKind::Truncated
        | ErrorKind::TooDeep
        | ErrorKind::NotJson
        | ErrorKind::ResponseTooLarge => true,
        _ => error
            .status()
            .is_some_and(|status| status.is_client_error() && !passing.contains(&status)),
    }
}

//! Calls that the API would not take.

use std::fmt;

use super::{Cause, Error, ErrorKind};
use crate::Violation;

impl Error {
    /// Everything in the call that the API would not take; empty for other errors.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match &self.0.cause {
            Cause::Violations(violations) => violations,
            _ => &[],
        }
    }

    pub(crate) fn invalid(operation: &'static str, violations: Vec<Violation>) -> Self {
        let cause = Cause::Violations(violations);
        Self::new(ErrorKind::Request, Some(operation), cause)
    }
}

/// Of how many violations the text speaks.
const SHOWN_VIOLATIONS: usize = 10;

pub(super) fn show(violations: &[Violation], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("the API would not take the call: ")?;
    for (index, violation) in violations.iter().take(SHOWN_VIOLATIONS).enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}{violation}")?;
    }
    match violations.len().saturating_sub(SHOWN_VIOLATIONS) {
        0 => {}
        more => write!(f, " and {more} more")?,
    }
    f.write_str("; `unchecked()` sends it all the same")
}

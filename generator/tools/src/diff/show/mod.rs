//! Reports of a diff.
//!
//! Takes a finished [`Diff`]; gives text. Invariant: the same diff gives the same bytes, and every change is in each
//! report that is not a summary.

mod breaks;
mod changelog;
mod json;
mod markdown;
mod numbers;
mod review;
mod surface;
mod words;

pub(super) use changelog::changelog;
pub(super) use json::json;
pub(super) use markdown::{markdown, summary};
pub(super) use review::review;
pub use surface::Surface;

use super::{Change, Class, Diff};

/// The changes of a class.
fn of(diff: &Diff, class: Class) -> Vec<&Change> {
    diff.changes
        .iter()
        .filter(|change| change.class == class)
        .collect()
}

//! Answers that tell of several items at once, some of which may have failed.
//!
//! Takes an answer that reports failures item by item under a status of success; gives one view of it,
//! [`Bulk`]. [`BulkCall`] splits a list that is too long for one call, [`OneCall`] sends a list of one item. Invariant: every item that was sent
//! has an outcome.

mod answer;
mod call;
mod failure;
mod list;
mod one;
mod outcomes;
mod parts;

pub use self::answer::{BulkAnswer, BulkItem, Members, Messages, Reasons};
pub use self::call::BulkCall;
pub use self::failure::{BulkError, FailureReason, ItemFailure};
pub use self::list::BulkList;
pub use self::one::OneCall;
pub use self::outcomes::Bulk;

//! Whether a failed attempt is made again, and when.
//!
//! A failed attempt -> [`RetryPolicy`], which reads [`RetryRules`] -> a wait, or none and the error is the
//! call's. The loop itself is in `client::execute`, which asks the [`RetryBudget`] afterwards. Nothing else in
//! this crate repeats anything.

pub(crate) mod backoff;
mod budget;
mod hint;
mod policy;
mod rules;

pub(crate) use self::budget::Bucket;
pub use self::budget::RetryBudget;
pub(crate) use self::hint::{is_credible, named_wait, retry_after};
pub use self::policy::RetryPolicy;
pub(crate) use self::rules::Meaning;
pub use self::rules::{Answer, RetryRules, WaitText};

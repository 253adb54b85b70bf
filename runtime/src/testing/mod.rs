//! A kit for tests of programs that use the client: a network that answers by rules, and answers without a call.
//!
//! Nothing here opens a connection. What a test expects and does not get makes it fail, with the rule that came nearest.
//!
//! - [`Scenario`]: what is asked for and what is answered, counted, in order if that matters
//! - [`Scenario::calls`]: what was sent
//! - [`TestClock`]: the time of a scenario, for which nobody waits
//! - [`value`]: a value of any type that answers have, from the members that matter
//! - [`Sample`]: a value of any type that answers have, from nothing: `Pin::sample()`
//! - [`Page::of`](crate::Page::of), [`Response::for_test`](crate::Response::for_test),
//!   [`Error::for_test`](crate::Error::for_test)

mod clock;
mod differences;
mod rule;
mod sample;
mod scenario;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::clock::TestClock;
pub use self::differences::Call;
pub use self::rule::On;
pub use self::sample::Sample;
pub use self::scenario::Scenario;

/// A value of an answer's type with these members, as if the server had sent them.
///
/// ```
/// use pinterest_v5_runtime::{Page, testing::value};
/// use serde_json::json;
///
/// let page: Page<String> = value(json!({ "items": ["a"], "bookmark": null }));
/// assert_eq!(page.items, ["a"]);
/// ```
///
/// # Panics
///
/// If they are no such value; the text says where.
#[must_use]
#[track_caller]
pub fn value<T: DeserializeOwned>(members: Value) -> T {
    serde_json::from_value(members).unwrap_or_else(|error| {
        panic!("the members are no {}: {error}", std::any::type_name::<T>())
    })
}

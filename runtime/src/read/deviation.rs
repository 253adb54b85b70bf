//! Where an answer is not what the description promises.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A place at which an answer is not what the API's description promises, and what was made of it.
///
/// It names the place and the kinds of what was expected and found, never a value: it can be logged. Only
/// [`json`](Self::json) has what came, where that could not be given otherwise.
#[derive(Clone, PartialEq)]
pub struct Deviation {
    path: String,
    expected: String,
    found: Cow<'static, str>,
    left_out: Option<Box<Value>>,
}

/// What a [`Deviation`] has found where a required member is not there.
pub(super) const NOTHING: &str = "nothing";

impl Deviation {
    /// An empty path is the body itself.
    pub(super) fn new(
        path: String,
        expected: impl Into<String>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        let path = if path.is_empty() {
            "$".to_owned()
        } else {
            path
        };
        Self {
            path,
            expected: expected.into(),
            found: found.into(),
            left_out: None,
        }
    }

    /// The same, for which an element of a list or an entry of a map was left out.
    pub(super) fn leaving_out(mut self, json: Value) -> Self {
        self.left_out = Some(Box::new(json));
        self
    }

    /// Whether something was left out of a list.
    pub(crate) fn is_within_list(&self) -> bool {
        self.left_out.is_some() && self.path.contains('[')
    }

    /// Where in the body, as `items[3].privacy`; `$` is the body itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected there, in a few words.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was there, in a few words: `null`, `a string`, `nothing`.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The element of a list, the entry of a map, or the required member of an answer about one thing, that had to be
    /// left out; null for a member that is missing. `None` if the place was read in
    /// another way, or is a member that is absent now.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.left_out.as_deref()
    }
}

/// Shows no value.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            expected,
            found,
            ..
        } = self;
        if found == NOTHING {
            write!(f, "{expected} `{path}` is missing")
        } else {
            write!(f, "`{path}` should be {expected} and is {found}")
        }
    }
}

/// Shows no value.
impl fmt::Debug for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deviation")
            .field("path", &self.path)
            .field("expected", &self.expected)
            .field("found", &self.found)
            .field("left_out", &self.left_out.is_some())
            .finish()
    }
}

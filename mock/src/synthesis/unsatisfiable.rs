//! Schemas that allow no value.

use std::fmt;

/// Why no value could be made up.
#[derive(Debug)]
pub struct Unsatisfiable {
    path: Vec<String>,
    reason: String,
}

impl Unsatisfiable {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            reason: reason.into(),
        }
    }

    pub(super) fn within(mut self, member: &str) -> Self {
        self.path.insert(0, member.to_owned());
        self
    }

    pub(super) fn is_recursion(&self) -> bool {
        self.reason == "the schema contains itself"
    }
}

impl std::error::Error for Unsatisfiable {}

impl fmt::Display for Unsatisfiable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "no value for `/{}`: {}",
            self.path.join("/"),
            self.reason
        )
    }
}

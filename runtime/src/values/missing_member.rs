//! What an answer lacks that is required of a copy.

use std::fmt;

/// An answer has no value for a member that is required where its thing is created again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingMember(&'static str);

impl MissingMember {
    /// The member with this name on the wire.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// What the member is called on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0;
        write!(
            f,
            "the answer has no `{name}`, which is required to create a copy: make the new one with `new`"
        )
    }
}

impl std::error::Error for MissingMember {}

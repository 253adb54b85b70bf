//! Text of at most 39 bytes, held in place so that it is copied and not cloned.
//!
//! Invariant: the bytes are UTF-8, since they are those of a whole text.

use std::fmt;

/// No day and no moment has a longer text.
const LONGEST: usize = 39;

/// A short text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ShortText {
    bytes: [u8; LONGEST],
    len: u8,
}

impl ShortText {
    pub(super) const EMPTY: Self = Self {
        bytes: [0; LONGEST],
        len: 0,
    };

    /// The text, unless it is too long.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let len = u8::try_from(text.len()).ok()?;
        Some(Self { bytes, len })
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = &self.bytes[..usize::from(self.len)];
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl fmt::Debug for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

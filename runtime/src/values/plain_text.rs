//! Text that is nothing else yet.
//!
//! Takes text, borrowed or owned; gives what identifiers and open enums are made from and compared with. Invariant: no
//! identifier and no enum is one, so that none becomes another by way of its text.

use std::borrow::Cow;

/// Text, borrowed or owned: an identifier or an open enum is made from it, and can be compared with it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not plain text")]
pub trait PlainText {
    /// The text.
    fn plain_text(&self) -> &str;
}

impl PlainText for str {
    fn plain_text(&self) -> &str {
        self
    }
}

impl PlainText for String {
    fn plain_text(&self) -> &str {
        self
    }
}

impl<T: PlainText + ?Sized> PlainText for &T {
    fn plain_text(&self) -> &str {
        (**self).plain_text()
    }
}

/// What an identifier is made from: text, or a whole number.
#[diagnostic::on_unimplemented(
    message = "no identifier is made from `{Self}`",
    note = "text and `u64` become identifiers; an identifier of another kind is another thing"
)]
pub trait IdText {
    /// The text.
    fn id_text(&self) -> Cow<'_, str>;
}

impl<T: PlainText> IdText for T {
    fn id_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.plain_text())
    }
}

impl IdText for u64 {
    fn id_text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

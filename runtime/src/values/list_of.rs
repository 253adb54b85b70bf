//! Lists of what becomes something else.
//!
//! Takes lists, borrowed or owned; gives the items that they are of. Invariant: no emitted struct is one, so that a struct
//! can be made from every list by one implementation.

/// A list of what becomes `T`, borrowed or owned: a struct that needs nothing but a list is made from it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of what becomes `{T}`",
    note = "`Vec`, arrays and slices are lists, owned or borrowed"
)]
pub trait ListOf<T> {
    /// The items.
    fn items(self) -> Vec<T>;
}

impl<T, I: Into<T>> ListOf<T> for Vec<I> {
    fn items(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<T, I: Into<T>, const COUNT: usize> ListOf<T> for [I; COUNT] {
    fn items(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<T, I: Clone + Into<T>> ListOf<T> for &[I] {
    fn items(self) -> Vec<T> {
        self.iter().cloned().map(Into::into).collect()
    }
}

impl<T, I: Clone + Into<T>> ListOf<T> for &Vec<I> {
    fn items(self) -> Vec<T> {
        self.as_slice().items()
    }
}

impl<T, I: Clone + Into<T>, const COUNT: usize> ListOf<T> for &[I; COUNT] {
    fn items(self) -> Vec<T> {
        self.as_slice().items()
    }
}

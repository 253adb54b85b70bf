//! Setters for values that may not be there.

/// Gives every setter a form that takes an option: `.maybe(value, Type::setter)`.
///
/// With `None` nothing is set. It is one method for all setters of all types, as a second method for each would cost
/// the compiler a tenth of its time.
///
/// ```
/// use pinterest_v5_runtime::Maybe;
///
/// #[derive(Default)]
/// struct PinCreate { title: Option<String> }
///
/// impl PinCreate {
///     fn title(mut self, title: impl Into<String>) -> Self {
///         self.title = Some(title.into());
///         self
///     }
/// }
///
/// let title = Some("Soup");
/// assert_eq!(PinCreate::default().maybe(title, PinCreate::title).title.as_deref(), Some("Soup"));
/// ```
pub trait Maybe: Sized {
    /// Hands the value to the setter, if there is one.
    #[must_use]
    fn maybe<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<S> Maybe for S {}

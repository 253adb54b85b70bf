//! How much an answer may differ from what the description promises.

/// What becomes of an answer that is not what the API's description promises.
///
/// The live API deviates from its description: a number arrives as text, a list as its one element, null
/// where nothing says so. Valid answers cost nothing extra; only one that cannot be read as promised is read
/// again. Then a value of another form that leaves no doubt is converted (`"12"` to 12, `3.0` to 3, one
/// object to a list of it), an optional member that cannot be read is absent, and an element of a list or
/// an entry of a map that cannot be read is left out. Where all of an answer would be lost with a required
/// member, that is left out too: it reads as an empty text, id, enum value, list or object, which says
/// nothing. No number and no boolean is empty, so an answer that lacks one of those is an error. Each is a [`Deviation`](crate::Deviation): it is listed by
/// [`Response::deviations`](crate::Response::deviations), counted by [`Core::deviations`](crate::Core::deviations),
/// and with the feature `tracing` an event reports the answer.
///
/// The default is [`Complete`](Self::Complete). To fail at any deviation would cost a page of 250 Pins for one
/// count, each time that Pinterest changes something. To leave out elements without a word would let a
/// program that compares lists, and deletes what is missing in one, delete what is there. So by default
/// nothing fails that can be read, and no element is lost where it does not show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decoding {
    /// Any deviation is an error. For tests, and for programs that compare Pinterest with its description.
    Strict,
    /// As `Lenient`, but the bare body of a call (`.await`) is an error if anything was left out, as the body
    /// could not tell. Where there is a place to tell, the others are given: in the [`Response`](crate::Response)
    /// of `.send()`, in each [`Page`](crate::Page) of a stream of pages, and between the items of a stream of items.
    #[default]
    Complete,
    /// What can be read is given, everywhere. What was left out shows in the deviations alone.
    Lenient,
}

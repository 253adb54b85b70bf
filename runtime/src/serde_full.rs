//! Why a type that only travels one way lacks the other half of serde.

/// What such a type would have to be; nothing is. The compiler shows the name of what is missing, so it is the advice.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has only the half of serde that it travels in",
    label = "switch on the Cargo feature `serde-full` of `pinterest-v5` for the other half"
)]
pub trait EnableTheCargoFeatureSerdeFull<'a> {}

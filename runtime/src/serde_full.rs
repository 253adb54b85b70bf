//! Why a type is only read or only written: nothing meets these bounds, and the compiler shows their texts.

/// What a type that only goes to the server would need to be read.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is only sent: to read it, switch on the Cargo feature `serde-full` of `pinterest-v5`",
    label = "has no `Deserialize` without the feature `serde-full`",
    note = "with `serde-full` every type has both halves of serde"
)]
pub trait WriteOnly<'a> {}

/// What a type that only comes from the server would need to be written.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is only received: to write it, switch on the Cargo feature `serde-full` of `pinterest-v5`",
    label = "has no `Serialize` without the feature `serde-full`",
    note = "with `serde-full` every type has both halves of serde"
)]
pub trait ReadOnly<'a> {}

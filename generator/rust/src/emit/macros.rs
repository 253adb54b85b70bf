//! The macros of the runtime that emitted files call, and what each adds to what a user can name.

/// What a macro adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// What a request answers with.
    Answer,
    /// The facts of an operation.
    Facts,
    /// Methods or a view beside what is there already.
    View,
    /// Serde, and conversions into a union.
    Serde,
}

/// Every macro whose calls add something.
const MACROS: &[(&str, Adds)] = &[
    ("call", Adds::Answer),
    ("operation", Adds::Facts),
    ("day_range", Adds::View),
    ("pages", Adds::View),
    ("bulk", Adds::View),
    ("bulk_item", Adds::View),
    ("bulk_call", Adds::View),
    ("row", Adds::View),
    ("enum_from", Adds::View),
    ("copied", Adds::View),
    ("job", Adds::View),
    ("job_start", Adds::View),
    ("job_link", Adds::View),
    ("upload", Adds::View),
    ("image", Adds::View),
    ("cover", Adds::View),
    ("with_image", Adds::View),
    ("with_video", Adds::View),
    ("object", Adds::Serde),
    ("tagged_union", Adds::Serde),
    ("untagged_union", Adds::Serde),
];

/// A macro by its whole path, for a call that is there with some Cargo features only: an import would be unused without them.
pub(super) fn outside(name: &str) -> String {
    format!("pinterest_v5_runtime::{name}")
}

/// What a macro adds, by its name.
#[must_use]
pub fn adds(name: &str) -> Option<Adds> {
    let mut macros = MACROS.iter();
    macros
        .find(|(known, _)| *known == name)
        .map(|(_, adds)| *adds)
}

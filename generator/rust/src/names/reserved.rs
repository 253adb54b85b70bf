//! Names that types must not have, because emitted files or the macros that they call use them for something else.

/// What emitted files import from the runtime and elsewhere, and the files of `types` that are no type's.
const IMPORTED: &[&str] = &[
    "BTreeMap",
    "BulkCall",
    "BulkList",
    "Client",
    "Column",
    "Core",
    "Date",
    "Hashed",
    "Id",
    "Json",
    "ListStyle",
    "Mod",
    "OneCall",
    "OneOrMany",
    "Operation",
    "Page",
    "Patch",
    "PersonalData",
    "Request",
    "Response",
    "Row",
    "Secret",
    "Source",
    "Timestamp",
    "MicroAmount",
    "UnrecognizedInteger",
    "UnrecognizedValue",
    "UnrecognizedVariant",
    "Upload",
    "Value",
];

/// The prelude of every edition, and what `Self` and derives use.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Types whose module would be called like a crate, so that a path could mean either.
const CRATES: &[&str] = &[
    "Alloc",
    "PinterestV5Runtime",
    "ProcMacro",
    "SerdeJson",
    "Std",
    "Test",
];

/// Every reserved name.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    [IMPORTED, PRELUDE, CRATES].into_iter().flatten().copied()
}

pub(super) fn is_reserved(name: &str) -> bool {
    names().any(|one| one == name)
}

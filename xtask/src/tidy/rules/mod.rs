//! The rules: tables only, each row with its reason.

pub(super) mod boundaries;
pub(super) mod terms;
pub(super) mod texts;

use super::Exception;

/// The most lines of a file that somebody writes.
pub(super) const FILE: usize = 300;

/// The most lines of a snapshot, which a reviewer reads at once.
pub(super) const SNAPSHOT: usize = 410;

/// What half of the files stay below.
pub(super) const MEDIAN: usize = 120;

/// The most lines of a function, comments and empty lines aside, by the beginning of its path.
pub(super) const FUNCTION: &[(&str, usize, &str)] = &[
    (
        "runtime/src/",
        40,
        "users read it when something goes wrong",
    ),
    ("", 60, "what Clippy checks, for what it does not see"),
];

/// What is excused, and why.
pub(super) const EXCEPTIONS: &[Exception] = &[
    (
        "word",
        "xtask/src/tidy/rules/texts.rs",
        "the table of those words",
    ),
    (
        "word",
        "xtask/src/tidy/tests.rs",
        "what breaks the rules on purpose",
    ),
    (
        "private-host",
        "xtask/src/tidy/tests.rs",
        "what breaks the rules on purpose",
    ),
    (
        "term",
        "xtask/src/tidy/rules/terms.rs",
        "the table of those words",
    ),
    (
        "term",
        "xtask/src/tidy/tests.rs",
        "what breaks the rules on purpose",
    ),
    (
        "import-cycle",
        "mock/src/",
        "its calls and the state that they act on are not parted yet",
    ),
    (
        "module-head",
        "runtime/src/macros/",
        "such a file is one macro, and what it says is the macro's documentation",
    ),
];

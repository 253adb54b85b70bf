//! Words of our own for what the field has a standard term for.

/// Where they are looked for: what reviewers and maintainers read.
pub(crate) const PLACES: &[&str] = &[
    "generator/",
    "runtime/src/",
    "xtask/src/",
    "docs/",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
];

/// A word or phrase, and what is written instead. A word is found as a part of a name too, such as `is_told`.
pub(crate) const TERMS: &[(&str, &str)] = &[
    ("brings", "needs; companions"),
    ("circles", "cycles"),
    ("demand", "require"),
    ("demanded", "required"),
    ("demands", "requires; required-one-of"),
    ("heirs", "subtypes"),
    ("live with", "accept"),
    ("lived with", "accepted"),
    ("look on", "observe"),
    ("looks on", "observes"),
    ("look into a run", "debug the pipeline"),
    ("meet nothing", "match nothing"),
    ("meets nothing", "matches nothing"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("mends", "fixes"),
    ("patient", "idle timeout"),
    ("stand", "are"),
    ("stands", "is"),
    ("stood", "was"),
    ("teller", "status source"),
    ("tellers", "status sources"),
    ("told", "reported; printed; distinguished"),
    ("under way", "in progress"),
];

/// Words that name no item of ours, and what does; in a sentence they may have their ordinary meaning.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("circle", "cycle"),
    ("gate", "queue"),
    ("gone", "removed"),
    ("handle", "job id; group client"),
    ("heir", "subtype"),
    ("kept", "locked"),
    ("lane", "window"),
    ("moved", "renamed"),
    ("pin", "override"),
    ("tell", "report; print"),
];

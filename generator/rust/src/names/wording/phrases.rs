//! The tables of the wording: which words of a description are about the transport and not about the thing.

/// Turns of phrase, and what they say.
pub(super) const PHRASES: &[(&[&str], &[&str])] = &[
    (&["read", "or", "update"], &["update"]),
    (&["update", "with", "required", "body"], &["update"]),
    (&["batch", "update"], &["update"]),
    (&["input", "create"], &["create"]),
    (&["response", "model"], &["response"]),
    (&["response", "array"], &["response"]),
    (&["array", "response"], &["response"]),
    (&["request", "schema"], &["request"]),
    (&["post", "params"], &["post"]),
    (&["updatable"], &["update"]),
    (&["batch", "write"], &[]),
    (&["analytics", "metrics"], &["analytics"]),
    (&["filter", "keys"], &["filter"]),
];

/// Words that say how a thing travels.
pub(super) const TRAVEL: &[&str] = &[
    "request",
    "response",
    "body",
    "post",
    "vertical",
    "verticals",
];

/// Words at the end that say only that there is something.
pub(super) const AT_END: &[&str] = &["data", "item", "items", "object", "element", "get"];

/// Words at the end of a list of values that say only that it is one.
pub(super) const AT_END_OF_VALUES: &[&str] = &["item", "items", "enum", "options"];

/// Plurals that name one thing.
pub(super) const ONE_THING: &[&str] = &[
    "attributes",
    "details",
    "metrics",
    "options",
    "settings",
    "stats",
];

/// Verbs that become of a thing what is sent.
pub(super) const VERBS: &[&str] = &["create", "update", "upsert", "delete"];

/// Words at the end that say, beside a verb, only that something is done.
pub(super) const BEFORE_VERB: &[&str] = &["operation", "record"];

/// Words at the end of what is about several things, before it is called an outcome.
pub(super) const OUTCOME_NOISE: &[&str] = &[
    "action",
    "array",
    "data",
    "element",
    "error",
    "exception",
    "exceptions",
    "item",
    "items",
    "operation",
    "processed",
    "processing",
    "record",
    "result",
    "results",
];

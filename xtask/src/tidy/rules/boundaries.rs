//! Who may name whom.

/// Crates that only some places know.
pub(crate) const CRATES: &[(&str, &[&str], &str)] = &[
    (
        "serde_yaml",
        &["generator/src/source/"],
        "text formats are read in `source`",
    ),
    (
        "saphyr_parser",
        &["generator/src/source/"],
        "text formats are read in `source`",
    ),
    (
        "toml",
        &[
            "generator/src/source/",
            "generator/src/rust/names/config.rs",
            "generator/src/rust/emit/manifest.rs",
            "generator/src/diagnostics/fix.rs",
        ],
        "TOML is read in `source` and `names`, and quoted in the manifest and in what settles a finding",
    ),
    (
        "openapiv3",
        &["generator/src/model/lower/"],
        "only `lower` knows the typed description",
    ),
    (
        "serde_json_path",
        &["generator/src/spec/overlay/"],
        "JSONPath is what overlays select by",
    ),
    (
        "heck",
        &[
            "generator/src/rust/names/",
            "generator/src/rust/emit/docs.rs",
            "generator/src/rust/emit/operation.rs",
            "generator/src/rust/emit/conversions.rs",
        ],
        "only `names` makes names; `emit` cases words that the runtime and Pinterest's site have",
    ),
    (
        "prettyplease",
        &["generator/src/rust/layout.rs"],
        "only `layout` knows how text is laid out",
    ),
    (
        "quote",
        &[
            "generator/src/rust/emit/",
            "generator/src/rust/layout.rs",
            "generator/src/rust/names/ident.rs",
            "generator/src/output/report/",
            "generator/src/tools/diff/symbols/",
        ],
        "tokens are made by `emit`; a name is a token, and what tells of emitted files reads tokens",
    ),
    (
        "syn",
        &[
            "generator/src/rust/emit/",
            "generator/src/rust/layout.rs",
            "generator/src/rust/names/ident.rs",
            "generator/src/output/report/",
            "generator/src/tools/diff/symbols/",
        ],
        "items are made by `emit`; what tells of emitted files reads them",
    ),
    (
        "reqwest",
        &[
            "mock/src/record.rs",
            "runtime/src/client/reqwest/",
            "runtime/src/client/builder/network.rs",
            "tests/bench/src/",
        ],
        "everything else works with any transport; a recorder in front of a server and what is written by hand for comparison do not",
    ),
    (
        "pinterest_v5",
        &[
            "examples/",
            "tests/bench/src/",
            "tests/src/",
            "generator/src/rust/emit/",
        ],
        "generation works while the emitted crate does not compile",
    ),
    (
        "generator",
        &["xtask/src/"],
        "the client and the mock are independent of what made them",
    ),
];

/// Parts of the standard library that only some places use.
pub(crate) const STANDARD: &[(&str, &[&str], &str)] = &[
    (
        "std::fs",
        &[
            "generator/src/source/",
            "generator/src/spec/overlay/read.rs",
            "generator/src/output/files/",
            "generator/src/rust/reflow/tests.rs",
            "mock/src/keeper.rs",
            "mock/src/main.rs",
            "mock/src/record.rs",
            "mock/src/replay.rs",
            "runtime/src/auth/file_store.rs",
            "stores/src/logins/keychain.rs",
            "tests/src/conformance/decode.rs",
            "xtask/src/",
        ],
        "stages work in memory",
    ),
    (
        "SystemTime::now",
        &["mock/src/clock.rs", "runtime/src/clock.rs"],
        "the clock is passed in",
    ),
    (
        "Instant::now",
        &["runtime/src/clock.rs", "stores/src/limits/"],
        "the clock is passed in; where a server's clock counts, only how long ago something was is measured here",
    ),
    (
        "std::thread",
        &[
            "generator/src/rust/parallel.rs",
            "runtime/src/client/blocking.rs",
            "runtime/src/testing/scenario.rs",
            "tests/src/",
        ],
        "nothing sleeps, and the order of output is fixed",
    ),
    (
        "std::env",
        &[
            "examples/src/lib.rs",
            "runtime/src/client/builder/environment.rs",
            "tests/src/",
            "xtask/src/",
        ],
        "the same inputs give the same bytes",
    ),
    (
        "std::process",
        &["mock/src/main.rs", "tests/src/", "xtask/src/"],
        "libraries start nothing",
    ),
];

/// What each part of the generator may name of the others, in the order in which data passes them. `lib.rs`,
/// `pipeline.rs` and what is below it name all.
pub(crate) const PARTS: &[(&str, &[&str], &str)] = &[
    ("source", &[], "it knows text, not its meaning"),
    (
        "diagnostics",
        &["source"],
        "every part reports, and none is known here",
    ),
    (
        "spec",
        &["diagnostics", "source"],
        "it judges and changes the raw value, before any reading of it",
    ),
    (
        "model",
        &["diagnostics", "source"],
        "it knows neither overlays nor Rust",
    ),
    (
        "rust",
        &["diagnostics", "model", "source"],
        "it reads the API, not the description",
    ),
    (
        "output",
        &["diagnostics", "model", "rust", "spec"],
        "it knows texts and what they say, not where they come from",
    ),
    (
        "tools",
        &[
            "diagnostics",
            "model",
            "output",
            "pipeline",
            "rust",
            "source",
            "spec",
        ],
        "they look at everything, and nothing knows them",
    ),
];

/// Dependencies that a crate must do without, even indirectly named ones.
pub(crate) const MANIFESTS: &[(&str, &str, &str)] = &[
    (
        "runtime/Cargo.toml",
        "pinterest-v5-stores",
        "who shares nothing has no dependency for it",
    ),
    (
        "runtime/Cargo.toml",
        "redis",
        "who shares nothing has no dependency for it",
    ),
    (
        "runtime/Cargo.toml",
        "sqlx",
        "who shares nothing has no dependency for it",
    ),
    (
        "xtask/Cargo.toml",
        "pinterest-v5",
        "generation works while the emitted crate does not compile",
    ),
    (
        "generator/Cargo.toml",
        "pinterest-v5",
        "it is what the generator makes",
    ),
    (
        "generator/Cargo.toml",
        "pinterest-v5-runtime",
        "the generator writes calls of it and makes none",
    ),
    ("generator/Cargo.toml", "reqwest", "only the runtime sends"),
    ("generator/Cargo.toml", "tokio", "only the runtime waits"),
    (
        "mock/Cargo.toml",
        "generator",
        "it could not find a wrong reading of the description if it shared it",
    ),
    (
        "mock/Cargo.toml",
        "pinterest-v5",
        "it judges any client, and knows the description only",
    ),
    (
        "runtime/Cargo.toml",
        "generator",
        "it knows nothing of the description",
    ),
    ("generated/Cargo.toml", "reqwest", "only the runtime sends"),
];

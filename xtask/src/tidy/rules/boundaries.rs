//! Who may name whom.

/// Crates that only some places know.
pub(crate) const CRATES: &[(&str, &[&str], &str)] = &[
    (
        "toml",
        &[
            "generator/source/src/",
            "generator/rust/src/lock/entries.rs",
            "generator/rust/src/names/config.rs",
            "generator/rust/src/emit/manifest.rs",
            "generator/diagnostics/src/fix.rs",
        ],
        "TOML is read in `source` and `names`, and written in the lock, in the manifest and in what settles a finding",
    ),
    (
        "openapiv3",
        &["generator/model/src/lower/"],
        "only `lower` knows the typed description",
    ),
    (
        "serde_json_path",
        &["generator/spec/src/overlay/"],
        "JSONPath is what overlays select by",
    ),
    (
        "heck",
        &[
            "generator/rust/src/names/",
            "generator/rust/src/emit/docs.rs",
            "generator/rust/src/emit/operation.rs",
            "generator/rust/src/emit/conversions.rs",
        ],
        "only `names` makes names; `emit` cases words that the runtime and Pinterest's site have",
    ),
    (
        "prettyplease",
        &["generator/rust/src/layout.rs"],
        "only `layout` knows how text is laid out",
    ),
    (
        "quote",
        &[
            "generator/rust/src/emit/",
            "generator/rust/src/layout.rs",
            "generator/rust/src/names/ident.rs",
            "generator/output/src/report/",
            "generator/tools/src/diff/symbols/",
        ],
        "tokens are made by `emit`; a name is a token, and what tells of emitted files reads tokens",
    ),
    (
        "syn",
        &[
            "generator/rust/src/emit/",
            "generator/rust/src/layout.rs",
            "generator/rust/src/names/ident.rs",
            "generator/output/src/report/",
            "generator/tools/src/diff/symbols/",
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
            "generator/rust/src/emit/",
        ],
        "generation works while the emitted crate does not compile",
    ),
];

/// Parts of the standard library that only some places use.
pub(crate) const STANDARD: &[(&str, &[&str], &str)] = &[
    (
        "std::fs",
        &[
            "generator/source/src/",
            "generator/spec/src/overlay/read.rs",
            "generator/output/src/files/",
            "generator/rust/src/reflow/tests.rs",
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
        &[
            "runtime/src/clock.rs",
            "stores/src/limits/",
            "xtask/src/bench/process.rs",
        ],
        "the clock is passed in; where a server's clock counts, only how long ago something was is measured, and benches measure time",
    ),
    (
        "std::thread",
        &[
            "generator/rust/src/parallel.rs",
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

/// The generator and its parts.
const GENERATOR: &[&str] = &[
    "diagnostics",
    "generator",
    "model",
    "output",
    "rust",
    "source",
    "spec",
    "tools",
];

/// Dependencies that the crates below a place must do without, even indirectly named ones.
pub(crate) const MANIFESTS: &[(&str, &[&str], &str)] = &[
    (
        "runtime/",
        &["pinterest-v5-stores", "redis", "sqlx"],
        "who shares nothing has no dependency for it",
    ),
    ("runtime/", GENERATOR, "it knows nothing of the description"),
    (
        "xtask/Cargo.toml",
        &["pinterest-v5"],
        "generation works while the emitted crate does not compile",
    ),
    (
        "generator/",
        &["pinterest-v5", "pinterest-v5-runtime"],
        "it writes calls of them and makes none",
    ),
    (
        "generator/",
        &["reqwest", "tokio"],
        "only the runtime sends and waits",
    ),
    (
        "mock/",
        GENERATOR,
        "it could not find a wrong reading of the description if it shared it",
    ),
    (
        "mock/",
        &["pinterest-v5"],
        "it judges any client, and knows the description only",
    ),
    ("generated/", &["reqwest"], "only the runtime sends"),
];

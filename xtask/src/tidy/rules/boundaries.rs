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
            "generator/src/names/config.rs",
            "generator/src/emit/manifest.rs",
            "generator/src/diagnostics/fix.rs",
        ],
        "TOML is read in `source` and `names`, and quoted in the manifest and in what settles a finding",
    ),
    (
        "openapiv3",
        &["generator/src/lower/"],
        "only `lower` knows the typed description",
    ),
    (
        "serde_json_path",
        &["generator/src/overlay/"],
        "JSONPath is what overlays select by",
    ),
    (
        "heck",
        &[
            "generator/src/names/",
            "generator/src/emit/docs.rs",
            "generator/src/emit/operation.rs",
            "generator/src/emit/conversions.rs",
        ],
        "only `names` makes names; `emit` cases words that the runtime and Pinterest's site have",
    ),
    (
        "prettyplease",
        &["generator/src/layout.rs"],
        "only `layout` knows how text is laid out",
    ),
    (
        "quote",
        &[
            "generator/src/emit/",
            "generator/src/layout.rs",
            "generator/src/names/ident.rs",
            "generator/src/report/",
            "generator/src/diff/symbols/",
        ],
        "tokens are made by `emit`; a name is a token, and what tells of emitted files reads tokens",
    ),
    (
        "syn",
        &[
            "generator/src/emit/",
            "generator/src/layout.rs",
            "generator/src/names/ident.rs",
            "generator/src/report/",
            "generator/src/diff/symbols/",
        ],
        "items are made by `emit`; what tells of emitted files reads them",
    ),
    (
        "fs4",
        &["generator/src/files/"],
        "only `files` writes, so only it locks",
    ),
    (
        "reqwest",
        &[
            "runtime/src/client/reqwest/",
            "runtime/src/client/builder/network.rs",
            "tests/bench/src/",
        ],
        "everything else works with any transport; what is written by hand for comparison does not",
    ),
    (
        "pinterest_v5",
        &[
            "examples/",
            "tests/bench/src/",
            "tests/src/",
            "generator/src/emit/",
        ],
        "generation works while the emitted crate does not compile",
    ),
    (
        "generator",
        &["xtask/src/", "tests/src/"],
        "the client is independent of what made it",
    ),
];

/// Parts of the standard library that only some places use.
pub(crate) const STANDARD: &[(&str, &[&str], &str)] = &[
    (
        "std::fs",
        &[
            "generator/src/source/",
            "generator/src/overlay/read.rs",
            "generator/src/files/",
            "runtime/src/auth/file_store.rs",
            "tests/src/",
            "xtask/src/",
        ],
        "stages work in memory",
    ),
    (
        "SystemTime::now",
        &["runtime/src/clock.rs"],
        "the clock is passed in",
    ),
    (
        "Instant::now",
        &["runtime/src/clock.rs"],
        "the clock is passed in",
    ),
    (
        "std::thread",
        &["runtime/src/client/blocking.rs", "tests/src/"],
        "nothing sleeps, and the order of output is fixed",
    ),
    (
        "std::env",
        &[
            "runtime/src/client/builder/environment.rs",
            "tests/src/",
            "xtask/src/",
        ],
        "the same inputs give the same bytes",
    ),
    (
        "std::process",
        &["tests/src/", "xtask/src/"],
        "libraries start nothing",
    ),
];

/// What a place may name of a crate.
pub(crate) const NAMED: &[(&str, &str, &[&str], &str)] = &[(
    "tests/src/",
    "generator",
    &["diagnostics", "overlay", "source"],
    "the judges could not find a wrong reading if they shared it",
)];

/// What each module of the generator may name of the others. `lib.rs` and `pipeline.rs` name all.
pub(crate) const MODULES: &[(&str, &[&str], &str)] = &[
    ("pointer", &[], "every stage stands on it"),
    ("source", &["pointer"], "it knows text, not its meaning"),
    (
        "diagnostics",
        &["pointer", "reach", "source"],
        "every stage reports, and none is known here",
    ),
    (
        "reach",
        &["pointer"],
        "it follows references in the raw value, whatever stage asks",
    ),
    (
        "accepted",
        &["diagnostics", "pointer", "source"],
        "it judges findings by code and place",
    ),
    (
        "overlay",
        &["diagnostics", "pointer", "source"],
        "it changes values, whatever they mean",
    ),
    (
        "validate",
        &["diagnostics", "pointer", "source"],
        "it judges the raw value, before any reading of it",
    ),
    (
        "import",
        &["diagnostics", "overlay", "pointer", "source", "validate"],
        "it keeps facts as they are; overlays only decide whether they may come in",
    ),
    (
        "ir",
        &["pointer"],
        "it knows neither the description nor Rust",
    ),
    (
        "lower",
        &["diagnostics", "ir", "pointer", "source"],
        "it gives the IR and nothing else",
    ),
    (
        "normalise",
        &["ir", "pointer"],
        "passes decide by the IR alone",
    ),
    (
        "recognise",
        &["diagnostics", "ir"],
        "shapes decide, and the few words that have a meaning",
    ),
    (
        "lock",
        &[
            "diagnostics",
            "files",
            "ir",
            "pointer",
            "source",
            "validate",
        ],
        "it knows which item had which name, not how names are made",
    ),
    (
        "names",
        &["diagnostics", "ir", "lock", "pointer", "source"],
        "names come from the IR and two files",
    ),
    (
        "emit",
        &["files", "ir", "layout", "names"],
        "it cannot fail, and reads the IR only",
    ),
    (
        "layout",
        &["files"],
        "it knows items, not what they are for",
    ),
    ("files", &[], "it knows paths and texts"),
    (
        "report",
        &["emit", "ir", "names"],
        "it tells what was emitted",
    ),
    (
        "diff",
        &[
            "diagnostics",
            "emit",
            "import",
            "ir",
            "pipeline",
            "pointer",
            "report",
            "source",
            "validate",
        ],
        "it runs the whole pipeline twice and compares",
    ),
    (
        "prune",
        &["diagnostics", "pipeline", "pointer", "source"],
        "it believes the findings of a run, and knows files by their places",
    ),
    (
        "explore",
        &[
            "emit", "ir", "lock", "names", "overlay", "pipeline", "pointer", "source", "validate",
        ],
        "it looks on while the pipeline runs",
    ),
];

/// Dependencies that a crate must do without, even indirectly named ones.
pub(crate) const MANIFESTS: &[(&str, &str, &str)] = &[
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
        "runtime/Cargo.toml",
        "generator",
        "it knows nothing of the description",
    ),
    ("generated/Cargo.toml", "reqwest", "only the runtime sends"),
];

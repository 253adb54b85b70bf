//! Raw bytes in the place of any input: the first byte says of which.

#![no_main]

// Shared with the test of mutations, which uses more of it.
#[allow(dead_code)]
#[path = "../../generator/tests/damage/mod.rs"]
mod damage;
mod run;

/// The inputs, the description in both of its formats first.
const NAMES: [&str; 5] = [
    "openapi.yaml",
    "openapi.json",
    "names.toml",
    "accepted.toml",
    "overlays/a.yaml",
];

const MINIMAL: &[u8] = br#"{"openapi":"3.0.3","info":{"title":"","version":"1"},"paths":{}}"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else {
        return;
    };
    match NAMES[usize::from(*first) % NAMES.len()] {
        name if name.starts_with("openapi") => run::run(name, text, &[]),
        name => run::run("openapi.json", MINIMAL, &[(name, text)]),
    }
});

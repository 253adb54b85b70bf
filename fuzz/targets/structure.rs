//! Damaged pieces of the committed description; the fuzzer chooses which pieces, what damage and where.

#![no_main]

// Shared with the test of mutations, which uses more of it.
#[allow(dead_code)]
#[path = "../../generator/tests/damage/mod.rs"]
mod damage;
mod run;

use std::path::Path;
use std::sync::LazyLock;

use damage::{Random, pieces};
use generator::source::Source;
use serde_json::Value;

static BASE: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    Source::read(&path)
        .expect("the committed description")
        .value()
        .clone()
});

libfuzzer_sys::fuzz_target!(|choices: &[u8]| {
    let value = pieces::mutant(&BASE, &mut Random::led(choices, 0));
    run::run("openapi.json", value.to_string().as_bytes(), &[]);
});

//! How time and memory grow with what is done: one JSON object a line; `cargo xtask bench scale` reads them.

// A benchmark fails like a test.
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Instant;

use allocation_counter::measure;
use pinterest_v5_bench::growth::{self, Growing, Memory};
use serde_json::json;

fn main() {
    let only = std::env::args().skip(1).find(|one| !one.starts_with('-'));
    let wanted = |one: &&Growing| only.as_ref().is_none_or(|only| one.name.contains(only));
    for growing in growth::ALL.iter().filter(wanted) {
        for size in growing.sizes {
            println!("{}", one(growing, size));
        }
    }
}

fn one(growing: &Growing, size: u64) -> serde_json::Value {
    // All of it is on this thread, where allocations are counted.
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    // What is made once for the process is no part of it.
    (growing.work)(&runtime, 1).unwrap();
    let mut time = 0.0;
    let counted = measure(|| {
        let start = Instant::now();
        (growing.work)(&runtime, size).unwrap();
        time = start.elapsed().as_secs_f64();
    });
    json!({
        "name": growing.name, "each": growing.each, "size": size, "seconds": time, "bytes": counted.bytes_max,
        "constant": growing.memory == Memory::Constant,
    })
}

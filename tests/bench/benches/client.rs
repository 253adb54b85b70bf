//! The time of each call and of decoding, by the emitted client and by hand: `cargo bench -p pinterest-v5-bench`.
//!
//! For a ratio see `pairs`: here one side is measured after the other.

// A benchmark fails like a test.
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pinterest_v5_bench::pairs;

fn client(criterion: &mut Criterion) {
    for pair in pairs::all().unwrap() {
        let mut group = criterion.benchmark_group(pair.name);
        group.throughput(Throughput::Bytes(pair.bytes as u64));
        group.bench_function("generated", |bencher| bencher.iter(&pair.generated));
        group.bench_function("by hand", |bencher| bencher.iter(&pair.by_hand));
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots();
    targets = client
}
criterion_main!(benches);

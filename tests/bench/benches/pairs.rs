//! Ratios of the emitted client to hand-written code: the sides take turns, so that the machine's other work meets
//! both. One JSON object a line; `cargo xtask bench client` reads them.

// A benchmark fails like a test.
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::{Duration, Instant};

use pinterest_v5_bench::pairs::{self, Pair, Side};
use serde_json::json;

/// How long one side runs before it is the other's turn: longer than a wake-up, shorter than a neighbour's job.
const TURN: Duration = Duration::from_millis(10);

/// How many turns each side has.
const TURNS: usize = 151;

/// How long a pair whose turns are longer may take.
const LIMIT: Duration = Duration::from_secs(20);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let only = arguments.iter().find(|one| !one.starts_with('-'));
    let wanted = |pair: &&Pair| only.is_none_or(|only| pair.name.contains(only));
    let all = pairs::all().unwrap();
    for pair in all.iter().filter(wanted) {
        // Under a tool that counts instructions, once is enough.
        if arguments.iter().any(|one| one == "--once") {
            (pair.generated)();
        } else {
            println!("{}", measure(pair));
        }
    }
}

fn measure(pair: &Pair) -> serde_json::Value {
    let (ours, theirs) = (calls(&pair.generated), calls(&pair.by_hand));
    let mut turns: Vec<(f64, f64)> = Vec::with_capacity(TURNS);
    let start = Instant::now();
    for turn in (0..TURNS).take_while(|turn| *turn < 5 || start.elapsed() < LIMIT) {
        // Who is first may have an advantage.
        turns.push(if turn % 2 == 0 {
            let first = time(&pair.generated, ours);
            (first, time(&pair.by_hand, theirs))
        } else {
            let first = time(&pair.by_hand, theirs);
            (time(&pair.generated, ours), first)
        });
    }
    json!({
        "name": pair.name,
        "generated_ns": median(turns.iter().map(|(ours, _)| *ours)),
        "by_hand_ns": median(turns.iter().map(|(_, theirs)| *theirs)),
        "ratio": median(turns.iter().map(|(ours, theirs)| ours / theirs)),
    })
}

/// How many calls fill a turn.
fn calls(side: &Side) -> u32 {
    let mut calls = 1;
    while time(side, calls) * f64::from(calls) < TURN.as_secs_f64() * 1e9 {
        calls *= 2;
    }
    calls
}

/// Nanoseconds a call.
fn time(side: &Side, calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        side();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

//! The emitted client beside hand-written code: the ratios that `tests/bench` measures, a few times over.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

use super::figure::{Budget, Figure};
use super::process::{self, middle};
use super::workspace::Workspace;

/// Beyond hand-written code, a call over a network may take this much.
const CALL: Budget = Budget::AtMost(1.05);

/// So much of the throughput of hand-written decoding has to be left.
const DECODE: Budget = Budget::AtLeast(0.95);

/// The pairs of one name, by what is before the slash.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Decode,
    /// Without a network the difference is all that there is: for the record.
    InProcess,
    Loopback,
}

/// Runs the pairs so often, and takes the middle of the ratios.
pub(super) fn run(workspace: &Workspace, runs: usize) -> anyhow::Result<Vec<Figure>> {
    let mut pairs: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for _ in 0..runs {
        let mut bench = workspace.cargo();
        bench.args([
            "bench",
            "--package",
            "pinterest-v5-bench",
            "--bench",
            "pairs",
        ]);
        for line in process::output(&mut bench)?.lines() {
            let (name, pair) = read(line)?;
            pairs.entry(name).or_default().push(pair);
        }
    }
    Ok(pairs
        .iter()
        .flat_map(|(name, runs)| figures(name, runs))
        .collect())
}

/// One run of a pair.
struct Pair {
    generated: f64,
    ratio: f64,
}

fn read(line: &str) -> anyhow::Result<(String, Pair)> {
    let value: Value = serde_json::from_str(line).with_context(|| format!("no pair: {line}"))?;
    let number = |name: &str| {
        value[name]
            .as_f64()
            .with_context(|| format!("no {name}: {line}"))
    };
    let name = value["name"].as_str().unwrap_or_default().to_owned();
    Ok((
        name,
        Pair {
            generated: number("generated_ns")?,
            ratio: number("ratio")?,
        },
    ))
}

fn figures(name: &str, runs: &[Pair]) -> [Figure; 2] {
    let kind = match name.split('/').next() {
        Some("decode") => Kind::Decode,
        Some("loopback") => Kind::Loopback,
        _ => Kind::InProcess,
    };
    let time = middle(runs.iter().map(|run| run.generated)).unwrap_or_default();
    let ratio = middle(runs.iter().map(|run| run.ratio)).unwrap_or_default();
    let time = Figure::new(format!("client/{name}"), time / 1000.0, "us");
    let name = format!("client/{name}, ratio");
    let ratio = match kind {
        Kind::Decode => Figure::new(name, 1.0 / ratio, "of the throughput by hand").within(DECODE),
        Kind::Loopback => Figure::new(name, ratio, "of the time by hand").within(CALL),
        Kind::InProcess => Figure::new(name, ratio, "of the time by hand"),
    };
    [time, ratio]
}

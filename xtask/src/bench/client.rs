//! The emitted client beside hand-written code: the ratios that `tests/bench` measures, a few times over, and the allocations that
//! it counts.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

use super::figure::{Budget, Figure};
use super::process;
use super::spread::Spread;
use super::workspace::Workspace;

/// The unit and the budget of the pairs whose names begin like this. A throughput is compared where work has a size.
const BUDGETS: [(&str, &str, Option<Budget>); 5] = [
    ("decode/", THROUGHPUT, Some(Budget::AtLeast(1.5))),
    ("rows/", THROUGHPUT, Some(Budget::AtLeast(0.8))),
    ("loopback/10000 ", THROUGHPUT, Some(Budget::AtLeast(0.95))),
    ("loopback/", TIME, Some(Budget::AtMost(1.03))),
    // Without a network the difference is all that there is: for the record.
    ("in process/", TIME, None),
];

const THROUGHPUT: &str = "of the throughput by hand";
const TIME: &str = "of the time by hand";

/// Beyond hand-written code, a call may make so many allocations.
const ALLOCATIONS: Budget = Budget::AtMost(8.0);

/// Runs the pairs so often, and takes the middle of the ratios.
pub(super) fn run(workspace: &Workspace, runs: usize) -> anyhow::Result<Vec<Figure>> {
    let mut pairs: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for _ in 0..runs {
        for line in process::bench(workspace, "pairs")?.lines() {
            let (name, pair) = read(line)?;
            pairs.entry(name).or_default().push(pair);
        }
    }
    let figures = pairs.iter().map(|(name, runs)| figures(name, runs));
    let mut figures: Vec<Figure> = figures.collect::<anyhow::Result<Vec<_>>>()?.concat();
    figures.extend(allocations(workspace)?);
    Ok(figures)
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
    let pair = Pair {
        generated: number("generated_ns")?,
        ratio: number("ratio")?,
    };
    Ok((name, pair))
}

fn figures(name: &str, runs: &[Pair]) -> anyhow::Result<Vec<Figure>> {
    let known = BUDGETS.iter().find(|(start, ..)| name.starts_with(start));
    let (_, unit, budget) = known.with_context(|| format!("no budget says what {name} is"))?;
    let time = Spread::of(runs.iter().map(|run| run.generated / 1000.0));
    let ratio = Spread::of(runs.iter().map(|run| run.ratio));
    let ratio = if *unit == THROUGHPUT {
        ratio.inverse()
    } else {
        ratio
    };
    let mut ratio = Figure::new(format!("client/{name}, ratio"), ratio, unit);
    ratio.budget = *budget;
    Ok(vec![
        Figure::new(format!("client/{name}"), time, "us"),
        ratio,
    ])
}

/// What the test of allocations counts: the same in every run.
fn allocations(workspace: &Workspace) -> anyhow::Result<Vec<Figure>> {
    let mut test = workspace.cargo();
    test.args(["test", "--release", "--package", "pinterest-v5-bench"]);
    test.args(["--test", "allocations", "--", "--nocapture"]);
    let printed = process::output(&mut test)?;
    let lines = printed.lines().filter_map(|line| {
        let (name, counts) = line.split_once(": ")?;
        let (ours, by_hand) = counts.split_once(" allocations, by hand ")?;
        let above = ours.parse::<f64>().ok()? - by_hand.parse::<f64>().ok()?;
        let name = format!("client/in process/{name}, allocations");
        Some(Figure::new(name, above, "more than by hand").within(ALLOCATIONS))
    });
    let figures: Vec<Figure> = lines.collect();
    anyhow::ensure!(!figures.is_empty(), "no allocations: {printed}");
    Ok(figures)
}

//! How time and memory of the client grow with what is done: what the bench `growth` of `tests/bench` measures.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

use super::figure::{Budget, Figure};
use super::process;
use super::spread::Spread;
use super::workspace::Workspace;

/// The largest size may cost so many times as much, for each, as the smallest; so may memory that is not to grow.
const GROWTH: Budget = Budget::AtMost(1.25);

/// The rows of a file of 1 GiB take this part of its size.
const ROWS: Budget = Budget::AtMost(0.01);

/// One size of something, measured a few times.
struct Size {
    each: String,
    constant: bool,
    /// Microseconds for each.
    times: Vec<f64>,
    /// Bytes that were alive at once.
    bytes: f64,
}

/// Runs the bench so often.
pub(super) fn run(workspace: &Workspace, runs: usize) -> anyhow::Result<Vec<Figure>> {
    let mut all: Vec<String> = Vec::new();
    let mut sizes: BTreeMap<String, BTreeMap<u64, Size>> = BTreeMap::new();
    for _ in 0..runs {
        for line in process::bench(workspace, "growth")?.lines() {
            let name = add(line, &mut sizes).with_context(|| format!("no size: {line}"))?;
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    Ok(all
        .iter()
        .flat_map(|name| figures(name, &sizes[name]))
        .collect())
}

#[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
fn add(line: &str, sizes: &mut BTreeMap<String, BTreeMap<u64, Size>>) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    let name = value["name"].as_str()?.to_owned();
    let count = value["size"].as_u64()?;
    let size = Size {
        each: value["each"].as_str()?.to_owned(),
        constant: value["constant"].as_bool()?,
        times: Vec::new(),
        bytes: value["bytes"].as_f64()?,
    };
    let sizes = sizes.entry(name.clone()).or_default();
    let size = sizes.entry(count).or_insert(size);
    size.times
        .push(value["seconds"].as_f64()? * 1e6 / count as f64);
    Some(name)
}

#[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
fn figures(name: &str, sizes: &BTreeMap<u64, Size>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (count, size) in sizes {
        let what = |what: &str| format!("scale/{name} {count}, {what}");
        let time = what(&format!("time for each {}", size.each));
        figures.push(Figure::new(
            time,
            Spread::of(size.times.iter().copied()),
            "us",
        ));
        figures.push(Figure::new(what("memory"), size.bytes / 1024.0, "KiB"));
        if name == "rows" && *count == 1024 {
            let part = size.bytes / f64::from(1 << 30);
            figures.push(Figure::new(what("memory, part"), part, "of the file").within(ROWS));
        }
    }
    let (Some((few, small)), Some((many, large))) =
        (sizes.first_key_value(), sizes.last_key_value())
    else {
        return figures;
    };
    let fastest = |size: &Size| Spread::of(size.times.iter().copied()).low;
    let time = fastest(large) / fastest(small);
    let mut memory = large.bytes / small.bytes;
    if !large.constant {
        memory /= *many as f64 / *few as f64;
    }
    let kind = if large.constant { "in all" } else { "for each" };
    let ratio = |what: &str, ratio| {
        let name = format!("scale/{name} {many}, {what}");
        Figure::new(name, ratio, "of the smallest").within(GROWTH)
    };
    figures.push(ratio(
        &format!("time for each {}, growth", large.each),
        time,
    ));
    figures.push(ratio(&format!("memory {kind}, growth"), memory));
    figures
}

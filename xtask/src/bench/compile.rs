//! What it costs to compile the emitted crate: all of it, and single groups.

use std::process::Command;

use super::figure::{Budget, Figure};
use super::peers::Peers;
use super::process::{Runs, repeat, touch};
use super::workspace::Workspace;

/// The selections that are compiled; the middling groups have the size of many.
const SELECTIONS: [&str; 5] = ["full", "boards", "ads", "audiences", "catalogs"];

/// A single group takes so much of the time of all of them.
const GROUP: f64 = 0.06;

/// Checks and builds each selection a few times, everything that the crate depends on built before.
pub(super) fn run(
    workspace: &Workspace,
    peers: &Peers,
    runs: usize,
) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for verb in ["check", "build"] {
        let mut full = None;
        for selection in SELECTIONS {
            let used = compile(workspace, verb, selection, runs)?;
            figures.extend(of(verb, selection, &used));
            if verb == "check" && selection == "boards" {
                figures.extend(full.as_ref().map(|full| share(full, &used)));
            }
            full.get_or_insert(used);
        }
        if let ("check", Some(full)) = (verb, &full) {
            figures.extend(peers.check(full, runs)?);
        }
    }
    Ok(figures)
}

fn compile(
    workspace: &Workspace,
    verb: &str,
    selection: &str,
    runs: usize,
) -> anyhow::Result<Runs> {
    let library = workspace.root().join("generated/src/lib.rs");
    let command = || command(workspace, verb, selection);
    // Once for what it depends on; then only the crate itself is new.
    repeat(1, || Ok(()), command)?;
    repeat(runs, || touch(&library), command)
}

/// The command that compiles a selection.
pub(super) fn command(workspace: &Workspace, verb: &str, selection: &str) -> Command {
    let mut command = workspace.cargo();
    let features = format!("{selection},rustls");
    command.args([
        verb,
        "--package",
        "pinterest-v5",
        "--no-default-features",
        "--features",
        &features,
    ]);
    command
}

fn of(verb: &str, selection: &str, used: &Runs) -> [Figure; 2] {
    let name = |what| format!("{verb}/{selection}, {what}");
    [
        Figure::new(name("CPU"), used.cpu(), "s"),
        Figure::new(name("memory"), used.mebibytes(), "MiB"),
    ]
}

fn share(full: &Runs, group: &Runs) -> Figure {
    let share = group.cpu().over(full.cpu());
    Figure::new("check/boards, share of full", share, "of its CPU").within(Budget::AtMost(GROUP))
}

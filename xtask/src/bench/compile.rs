//! What it costs to compile the emitted crate: all of it, and single groups.

use std::process::Command;

use super::figure::{Budget, Figure};
use super::peers::Peer;
use super::process::{Runs, Used, by_turns, repeat, touch};
use super::workspace::Workspace;

/// The selections that are compiled; the middling groups have the size of many.
const SELECTIONS: [&str; 5] = ["full", "boards", "ads", "audiences", "catalogs"];

/// A single group takes so much of the time of all of them.
const GROUP: f64 = 0.06;

/// A check of all groups takes so many seconds of CPU time and so much memory on a machine with two cores, which is this part of what
/// the peer's crate takes there.
const CHECK: Budget = Budget::AtMost(6.0);
const CHECK_MEMORY: Budget = Budget::AtMost(610.0);
const PEER: Budget = Budget::AtMost(0.18);
const PEER_MEMORY: Budget = Budget::AtMost(0.28);

/// Checks and builds each selection a few times, everything that the crate depends on built before.
pub(super) fn run(
    workspace: &Workspace,
    peer: Option<&Peer>,
    runs: usize,
) -> anyhow::Result<Vec<Figure>> {
    let (full, mut figures) = check_all(workspace, peer, runs)?;
    let groups = || SELECTIONS.iter().filter(|one| **one != "full");
    for group in groups() {
        let used = compile(workspace, "check", group, runs)?;
        figures.extend(of("check", group, &used));
        if *group == "boards" {
            figures.push(share(&full, &used));
        }
    }
    for selection in SELECTIONS {
        let used = compile(workspace, "build", selection, runs)?;
        figures.extend(of("build", selection, &used));
    }
    Ok(figures)
}

/// A check of all groups, by turns with one of the peer's crate.
fn check_all(
    workspace: &Workspace,
    peer: Option<&Peer>,
    runs: usize,
) -> anyhow::Result<(Runs, Vec<Figure>)> {
    let ours = &mut || renewed(workspace, "check", "full");
    repeat(1, &mut *ours)?;
    let Some(peer) = peer else {
        let full = repeat(runs, ours)?;
        let figures = absolute(&full);
        return Ok((full, figures.into()));
    };
    peer.prepare()?;
    repeat(1, || Ok(peer.check(workspace)))?;
    let theirs = &mut || {
        touch(&peer.library())?;
        Ok(peer.check(workspace))
    };
    let [full, theirs] = by_turns(runs, [ours, theirs])?;
    let ratio = |name, value, budget| Figure::new(name, value, "of the peer's").within(budget);
    let cpu = ratio(
        "check/full, CPU, ratio",
        full.over(&theirs, Used::cpu),
        PEER,
    );
    let memory = full.over(&theirs, Used::mebibytes);
    let memory = ratio("check/full, memory, ratio", memory, PEER_MEMORY);
    let figures = absolute(&full).into_iter().chain([cpu, memory]).collect();
    Ok((full, figures))
}

fn absolute(full: &Runs) -> [Figure; 2] {
    let [cpu, memory] = of("check", "full", full);
    [cpu.within(CHECK), memory.within(CHECK_MEMORY)]
}

fn compile(
    workspace: &Workspace,
    verb: &str,
    selection: &str,
    runs: usize,
) -> anyhow::Result<Runs> {
    // Once for what it depends on; then only the crate itself is new.
    repeat(1, || Ok(command(workspace, verb, selection)))?;
    repeat(runs, || renewed(workspace, verb, selection))
}

/// The command that compiles a selection, of which the crate itself is not compiled yet.
fn renewed(workspace: &Workspace, verb: &str, selection: &str) -> anyhow::Result<Command> {
    touch(&workspace.root().join("generated/src/lib.rs"))?;
    Ok(command(workspace, verb, selection))
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
        Figure::new(name("CPU"), used.spread(Used::cpu), "s"),
        Figure::new(name("memory"), used.spread(Used::mebibytes), "MiB"),
    ]
}

fn share(full: &Runs, group: &Runs) -> Figure {
    let share = group.spread(Used::cpu).over(full.spread(Used::cpu));
    Figure::new("check/boards, share of full", share, "of its CPU").within(Budget::AtMost(GROUP))
}

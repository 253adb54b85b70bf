//! Other generators of Rust clients on the same description, as what the budgets are parts of.
//!
//! Invariant: a ratio compares figures of one run and one machine. Without a peer at hand the figures are alone.

use std::path::PathBuf;
use std::process::Command;

use super::figure::{Budget, Figure};
use super::process::{Runs, repeat};

/// Generation takes at most this part of the fastest peer's CPU time.
const GENERATE: f64 = 0.45;

/// And this part of its time, since it works on all cores.
const GENERATE_WALL: f64 = 0.30;

/// Checking the whole crate takes at most this part of the time and the memory of the leanest peer's crate.
const CHECK: f64 = 1.0 / 3.0;

/// Where the peers are.
#[derive(clap::Args)]
pub(super) struct Peers {
    /// A shell command with which another generator makes a client of the same description.
    #[arg(long, value_name = "COMMAND")]
    peer_generate: Option<String>,
    /// The crate that another generator made of it, with its dependencies built.
    #[arg(long, value_name = "DIR")]
    peer_crate: Option<PathBuf>,
}

impl Peers {
    /// Generation beside the peer's, over files that are there and into an empty folder.
    pub(super) fn generate(
        &self,
        again: &Runs,
        fresh: &Runs,
        runs: usize,
    ) -> anyhow::Result<Vec<Figure>> {
        let Some(text) = &self.peer_generate else {
            return Ok(Vec::new());
        };
        let shell = || {
            let mut shell = Command::new("sh");
            shell.args(["-c", text]);
            shell
        };
        let theirs = repeat(runs, || Ok(()), shell)?;
        let ratios = [("", again), (", new files", fresh)].map(|(which, ours)| {
            let ratio = |what, value, most| {
                let name = format!("generate/{what}{which}, ratio");
                Figure::new(name, value, "of the peer's").within(Budget::AtMost(most))
            };
            [
                ratio("CPU", ours.cpu().over(theirs.cpu()), GENERATE),
                ratio("time", ours.wall().over(theirs.wall()), GENERATE_WALL),
            ]
        });
        Ok(ratios.concat())
    }

    /// A check of the whole crate beside the peer's.
    pub(super) fn check(&self, ours: &Runs, runs: usize) -> anyhow::Result<Vec<Figure>> {
        let Some(folder) = &self.peer_crate else {
            return Ok(Vec::new());
        };
        let library = folder.join("src/lib.rs");
        let theirs = repeat(
            runs,
            || super::process::touch(&library),
            || {
                let mut cargo =
                    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                cargo
                    .arg("check")
                    .current_dir(folder)
                    .env("CARGO_INCREMENTAL", "0");
                cargo
            },
        )?;
        let memory = ours.mebibytes().over(theirs.mebibytes());
        let figures = [
            Figure::new(
                "check/full, CPU, ratio",
                ours.cpu().over(theirs.cpu()),
                "of the peer's",
            ),
            Figure::new("check/full, memory, ratio", memory, "of the peer's"),
        ];
        Ok(figures
            .map(|figure| figure.within(Budget::AtMost(CHECK)))
            .into())
    }
}

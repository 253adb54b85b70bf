//! What it costs to generate the crate, in a cold process from YAML to files: in all and per stage.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use serde_json::Value;

use super::figure::{Budget, Figure};
use super::peers::Peer;
use super::process::{self, Runs, Used, by_turns, measure, repeat};
use super::spread::Spread;
use super::workspace::Workspace;

/// How often the committed description is copied to see how the cost grows.
const COPIES: [usize; 4] = [1, 2, 4, 8];

/// Eight times the description may cost so many times as much per copy: more is not linear.
const GROWTH: f64 = 1.25;

/// Generation takes at most this part of the peer's CPU time, and of its time, since it works on all cores.
const CPU: Budget = Budget::AtMost(0.45);
const TIME: Budget = Budget::AtMost(0.30);

/// Generates the crate a few times: over the one that is there, which is what a maintainer does, and into an empty folder,
/// where the file system's work for each new file comes on top; by turns with the peer.
pub(super) fn run(
    workspace: &Workspace,
    peer: Option<&Peer>,
    runs: usize,
) -> anyhow::Result<Vec<Figure>> {
    let generator = Generator::build(workspace)?;
    let description = workspace.root().join("spec/openapi.yaml");
    let again = &mut || Ok(generator.again(workspace));
    let fresh = &mut || generator.fresh(&description);
    let Some(peer) = peer else {
        let [again, fresh] = by_turns(runs, [again, fresh])?;
        return Ok([absolute(&again, &fresh), generator.stages(workspace, runs)?].concat());
    };
    let theirs = &mut || Ok(peer.generate());
    let [again, fresh, theirs] = by_turns(runs, [again, fresh, theirs])?;
    let ratios = [("", &again), (", new files", &fresh)].map(|(which, ours)| {
        let ratio = |what, value| {
            Figure::new(
                format!("generate/{what}{which}, ratio"),
                value,
                "of the peer's",
            )
        };
        [
            ratio("CPU", ours.over(&theirs, Used::cpu)).within(CPU),
            ratio("time", ours.over(&theirs, Used::wall)).within(TIME),
        ]
    });
    Ok([
        absolute(&again, &fresh),
        generator.stages(workspace, runs)?,
        ratios.concat(),
    ]
    .concat())
}

fn absolute(again: &Runs, fresh: &Runs) -> Vec<Figure> {
    vec![
        Figure::new("generate/CPU", again.spread(Used::cpu), "s"),
        Figure::new("generate/time", again.spread(Used::wall), "s"),
        Figure::new("generate/memory", again.spread(Used::mebibytes), "MiB"),
        Figure::new("generate/CPU, new files", fresh.spread(Used::cpu), "s"),
        Figure::new("generate/time, new files", fresh.spread(Used::wall), "s"),
    ]
}

/// Generates crates of descriptions of several sizes.
pub(super) fn scale(workspace: &Workspace, runs: usize) -> anyhow::Result<Vec<Figure>> {
    let generator = Generator::build(workspace)?;
    let source = generator::source::Source::read(&workspace.root().join("spec/openapi.yaml"));
    let source = source.map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut figures = Vec::new();
    let mut single = None;
    for copies in COPIES {
        let path = workspace.target().join(format!("copies-{copies}.json"));
        fs::write(
            &path,
            super::copies::multiply(source.value(), copies).to_string(),
        )?;
        let used = repeat(runs, || generator.fresh(&path))?;
        let cpu = used.spread(Used::cpu);
        figures.push(Figure::new(
            format!("scale/description {copies}x, CPU"),
            cpu,
            "s",
        ));
        figures.push(Figure::new(
            format!("scale/description {copies}x, memory"),
            used.spread(Used::mebibytes),
            "MiB",
        ));
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let growth = cpu.middle / single.get_or_insert(cpu).middle / copies as f64;
        let growth = Figure::new(
            format!("scale/description {copies}x, CPU per copy"),
            growth,
            "of one alone",
        );
        figures.push(growth.within(Budget::AtMost(GROWTH)));
    }
    Ok(figures)
}

/// The program that generates, built for release, and a folder for what it makes.
struct Generator {
    program: PathBuf,
    out: PathBuf,
}

impl Generator {
    fn build(workspace: &Workspace) -> anyhow::Result<Self> {
        measure(workspace.cargo().args([
            "build",
            "--release",
            "--package",
            "xtask",
            "--features",
            "allocator",
        ]))?;
        Ok(Self {
            program: workspace.target().join("release/xtask"),
            out: workspace.target().join("emitted"),
        })
    }

    /// Over the crate that is there; fails if that is not what the description gives.
    fn again(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(workspace.root());
        command.args(["generate", "--check"]);
        command
    }

    /// Into an empty folder: a crate that is there already would not be written.
    fn fresh(&self, description: &Path) -> anyhow::Result<Command> {
        match fs::remove_dir_all(&self.out) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let mut command = Command::new(&self.program);
        command.arg("generate").arg("--spec").arg(description);
        // What is found in copies is what was found before.
        command.arg("--out").arg(&self.out).stderr(Stdio::null());
        Ok(command)
    }

    /// The middle of each stage, in the order of the pipeline.
    fn stages(&self, workspace: &Workspace, runs: usize) -> anyhow::Result<Vec<Figure>> {
        let mut order = Vec::new();
        let mut stages: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
        for _ in 0..runs {
            let printed = process::output(self.again(workspace).arg("--timings"))?;
            for line in printed.lines().filter(|line| line.starts_with('{')) {
                let value: Value = serde_json::from_str(line)?;
                let number = |name: &str| value[name].as_f64().context("no stage");
                let stage = value["stage"].as_str().unwrap_or_default().to_owned();
                let figures = (number("cpu_ms")?, number("peak_mib")?);
                if !order.contains(&stage) {
                    order.push(stage.clone());
                }
                stages.entry(stage).or_default().push(figures);
            }
        }
        let figures = order.iter().flat_map(|stage| {
            let runs = &stages[stage];
            let cpu = Spread::of(runs.iter().map(|(cpu, _)| *cpu));
            let peak = Spread::of(runs.iter().map(|(_, peak)| *peak));
            [
                Figure::new(format!("generate/{stage}, CPU"), cpu, "ms"),
                Figure::new(format!("generate/{stage}, memory"), peak, "MiB so far"),
            ]
        });
        Ok(figures.collect())
    }
}

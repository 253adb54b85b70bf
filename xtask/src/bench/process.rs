//! What a command used: CPU time and memory, itself and all that it started and waited for.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use wait4::Wait4;

use super::spread::Spread;
use super::workspace::Workspace;

/// What one run of a command used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    /// User and system time.
    cpu: Duration,
    /// The time that went by.
    wall: Duration,
    /// The most memory that one of its processes held, in bytes.
    memory: u64,
}

impl Used {
    /// CPU time in seconds.
    pub(super) fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64()
    }

    /// The time that went by, in seconds.
    pub(super) fn wall(&self) -> f64 {
        self.wall.as_secs_f64()
    }

    #[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
    pub(super) fn mebibytes(&self) -> f64 {
        self.memory as f64 / f64::from(1 << 20)
    }
}

/// Several runs of one command.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs(Vec<Used>);

impl Runs {
    /// One of its figures.
    pub(super) fn spread(&self, figure: fn(&Used) -> f64) -> Spread {
        Spread::of(self.0.iter().map(figure))
    }

    /// The same as a part of another command's, round by round.
    pub(super) fn over(&self, other: &Self, figure: fn(&Used) -> f64) -> Spread {
        let rounds = self.0.iter().zip(&other.0);
        Spread::of(rounds.map(|(ours, theirs)| figure(ours) / figure(theirs)))
    }
}

/// Runs a command of which only what it uses is wanted. What it has to say of a failure is shown.
pub(super) fn measure(command: &mut Command) -> anyhow::Result<Used> {
    let text = format!("{command:?}");
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let mut child = child.with_context(|| format!("cannot start {text}"))?;
    let ended = child.wait4();
    let ended = ended.with_context(|| format!("cannot wait for {text}"))?;
    if !ended.status.success() {
        bail!("{text} failed");
    }
    Ok(Used {
        cpu: ended.rusage.utime + ended.rusage.stime,
        wall: start.elapsed(),
        memory: ended.rusage.maxrss,
    })
}

/// Runs a command and gives what it prints.
pub(super) fn output(command: &mut Command) -> anyhow::Result<String> {
    let text = format!("{command:?}");
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output();
    let output = output.with_context(|| format!("cannot start {text}"))?;
    if !output.status.success() {
        bail!("{text} failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a bench of `tests/bench` and gives what it prints.
pub(super) fn bench(workspace: &Workspace, name: &str) -> anyhow::Result<String> {
    let mut bench = workspace.cargo();
    bench.args(["bench", "--package", "pinterest-v5-bench", "--bench", name]);
    output(&mut bench)
}

/// What a command is made by when it is its turn, after whatever has to be done before.
pub(super) type Turn<'a> = &'a mut dyn FnMut() -> anyhow::Result<Command>;

/// Runs commands a few times by turns, so that the machine's other work meets all of them.
pub(super) fn by_turns<const N: usize>(
    rounds: usize,
    mut turns: [Turn<'_>; N],
) -> anyhow::Result<[Runs; N]> {
    let mut all = [const { Runs(Vec::new()) }; N];
    for _ in 0..rounds {
        for (runs, turn) in all.iter_mut().zip(turns.iter_mut()) {
            runs.0.push(measure(&mut turn()?)?);
        }
    }
    Ok(all)
}

/// Runs a command a few times.
pub(super) fn repeat(
    rounds: usize,
    mut turn: impl FnMut() -> anyhow::Result<Command>,
) -> anyhow::Result<Runs> {
    let [runs] = by_turns(rounds, [&mut turn])?;
    Ok(runs)
}

/// Makes a file newer, so that what is made of it is made again.
pub(super) fn touch(path: &Path) -> anyhow::Result<()> {
    let again = fs::read(path).and_then(|text| fs::write(path, text));
    again.with_context(|| format!("cannot write {}", path.display()))
}

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
    pub(super) cpu: Duration,
    /// The time that went by.
    pub(super) wall: Duration,
    /// The most memory that one of its processes held, in bytes.
    pub(super) memory: u64,
}

/// Several runs of one command.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs(Vec<Used>);

impl Runs {
    /// CPU time in seconds.
    pub(super) fn cpu(&self) -> Spread {
        Spread::of(self.0.iter().map(|run| run.cpu.as_secs_f64()))
    }

    /// The time that went by, in seconds.
    pub(super) fn wall(&self) -> Spread {
        Spread::of(self.0.iter().map(|run| run.wall.as_secs_f64()))
    }

    #[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
    pub(super) fn mebibytes(&self) -> Spread {
        let bytes = self.0.iter().map(|run| run.memory as f64);
        Spread::of(bytes.map(|bytes| bytes / f64::from(1 << 20)))
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

/// Runs a command a few times, each of them prepared first.
pub(super) fn repeat(
    runs: usize,
    mut prepare: impl FnMut() -> anyhow::Result<()>,
    mut command: impl FnMut() -> Command,
) -> anyhow::Result<Runs> {
    let mut all = Vec::new();
    for _ in 0..runs {
        prepare()?;
        all.push(measure(&mut command())?);
    }
    Ok(Runs(all))
}

/// Makes a file newer, so that what is made of it is made again.
pub(super) fn touch(path: &Path) -> anyhow::Result<()> {
    let again = fs::read(path).and_then(|text| fs::write(path, text));
    again.with_context(|| format!("cannot write {}", path.display()))
}

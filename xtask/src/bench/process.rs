//! What a command used: CPU time and memory, itself and all that it started and waited for.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use wait4::Wait4;

/// What one run of a command used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    /// User and system time.
    pub(super) cpu: Duration,
    /// The most memory that one of its processes held, in bytes.
    pub(super) memory: u64,
}

impl Used {
    #[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
    pub(super) fn mebibytes(self) -> f64 {
        self.memory as f64 / f64::from(1 << 20)
    }
}

/// Runs a command of which only what it uses is wanted. What it has to say of a failure is shown.
pub(super) fn measure(command: &mut Command) -> anyhow::Result<Used> {
    let text = format!("{command:?}");
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let mut child = child.with_context(|| format!("cannot start {text}"))?;
    let ended = child.wait4();
    let ended = ended.with_context(|| format!("cannot wait for {text}"))?;
    if !ended.status.success() {
        bail!("{text} failed");
    }
    Ok(Used {
        cpu: ended.rusage.utime + ended.rusage.stime,
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

/// The middle of several runs, each of them prepared first.
pub(super) fn median(
    runs: usize,
    mut prepare: impl FnMut() -> anyhow::Result<()>,
    mut command: impl FnMut() -> Command,
) -> anyhow::Result<Used> {
    let mut all = Vec::new();
    for _ in 0..runs {
        prepare()?;
        all.push(measure(&mut command())?);
    }
    let cpu = middle(all.iter().map(|one| one.cpu));
    let memory = middle(all.iter().map(|one| one.memory));
    Ok(Used {
        cpu: cpu.unwrap_or_default(),
        memory: memory.unwrap_or_default(),
    })
}

/// The middle value; the upper one of two.
pub(super) fn middle<T: PartialOrd + Copy>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied()
}

/// Makes a file newer, so that what is made of it is made again.
pub(super) fn touch(path: &Path) -> anyhow::Result<()> {
    let again = fs::read(path).and_then(|text| fs::write(path, text));
    again.with_context(|| format!("cannot write {}", path.display()))
}

//! What a command used: CPU time and memory, itself and all that it started and waited for.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

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

/// Runs a command of which only what it uses is wanted.
pub(super) fn measure(command: &mut Command) -> anyhow::Result<Used> {
    run(command.stdout(Stdio::null())).map(|(used, _)| used)
}

/// Runs a command and gives what it prints.
pub(super) fn output(command: &mut Command) -> anyhow::Result<String> {
    run(command.stdout(Stdio::piped())).map(|(_, output)| output)
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
    let file = fs::File::options().append(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.with_context(|| format!("cannot touch {}", path.display()))
}

fn run(command: &mut Command) -> anyhow::Result<(Used, String)> {
    let text = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {text}"))?;
    let said = child.stderr.take().map(in_thread);
    let printed = child.stdout.take().map(in_thread);
    let ended = child
        .wait4()
        .with_context(|| format!("cannot wait for {text}"))?;
    let [said, printed] = [said, printed].map(|reader| {
        let read = reader.and_then(|reader| reader.join().ok());
        read.unwrap_or_default()
    });
    if !ended.status.success() {
        bail!("{text} failed\n{said}");
    }
    let used = Used {
        cpu: ended.rusage.utime + ended.rusage.stime,
        memory: ended.rusage.maxrss,
    };
    Ok((used, printed))
}

/// A pipe that nobody reads would stop who writes into it.
fn in_thread(mut pipe: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a failure is still worth showing.
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

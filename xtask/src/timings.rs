//! What each part of a run costs, as it happens: CPU time of the process, and the most memory that it has held. Both are
//! null on a system that does not tell them this way.

use std::time::Duration;

use serde_json::json;

/// Prints one JSON object a line for each part, if somebody asked for it.
pub(crate) struct Timings {
    wanted: bool,
    before: Option<Duration>,
}

impl Timings {
    /// From now on.
    pub(crate) fn start(wanted: bool) -> Self {
        Self {
            wanted,
            before: Some(Duration::ZERO),
        }
    }

    /// A part is done.
    pub(crate) fn done(&mut self, part: &str) {
        if !self.wanted {
            return;
        }
        let now = cpu();
        let spent = now
            .zip(self.before)
            .map(|(now, before)| now.saturating_sub(before));
        let spent = spent.map(|spent| spent.as_secs_f64() * 1000.0);
        self.before = now;
        println!(
            "{}",
            json!({ "stage": part, "cpu_ms": spent, "peak_mib": peak() })
        );
    }
}

/// The CPU time of this process since it began: that of its one thread; none where the system does not tell it this way.
fn cpu() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds = times.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The most memory that the process has held, in MiB; none where the system does not tell it this way.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes / 1024.0)
}

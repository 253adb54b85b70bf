//! What a run found: one line for each failure and a total, or JSON.

use std::fmt;

use serde_json::{Value, json};

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was tried, in one word for the total: `calls`, `responses`.
    pub subject: &'static str,
    /// How many were tried.
    pub total: usize,
    /// What failed.
    pub failures: Vec<Failure>,
    /// Members that were dropped and are not declared; they are no failures.
    pub unknown: Vec<Failure>,
}

/// One thing that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The call or the file.
    pub of: String,
    /// What kind of failure.
    pub kind: &'static str,
    /// What failed, with the JSON path where there is one.
    pub message: String,
}

impl Report {
    /// How many calls or files failed: one can fail in several places.
    #[must_use]
    pub fn failed(&self) -> usize {
        let mut failed: Vec<_> = self
            .failures
            .iter()
            .map(|failure| failure.of.as_str())
            .collect();
        failed.dedup();
        failed.len()
    }

    /// Everything for a machine to read.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let list = |failures: &[Failure]| failures.iter().map(Failure::to_json).collect::<Vec<_>>();
        json!({
            "subject": self.subject,
            "total": self.total,
            "failed": self.failed(),
            "failures": list(&self.failures),
            "unknown": list(&self.unknown),
        })
    }
}

impl Failure {
    fn to_json(&self) -> Value {
        json!({ "of": self.of, "kind": self.kind, "message": self.message })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Failure { of, kind, message } in &self.failures {
            writeln!(formatter, "{of}: {kind}: {message}")?;
        }
        write!(
            formatter,
            "{} {}, {} failed",
            self.total,
            self.subject,
            self.failed()
        )
    }
}

//! What the words for a job's states mean, in any case.

/// The job is over and did what it should.
const DONE: [&str; 7] = [
    "FINISHED",
    "SUCCEEDED",
    "SUCCESS",
    "COMPLETED",
    "DONE",
    "READY",
    "ELIGIBLE",
];

/// The job is over and came to nothing.
const FAILED: [&str; 11] = [
    "FAILED",
    "FAILURE",
    "ERROR",
    "EXPIRED",
    "CANCELLED",
    "CANCELED",
    "DOES_NOT_EXIST",
    "TIMED_OUT",
    "ABORTED",
    "TOO_SMALL",
    "PERSONAS_INELIGIBLE_SIZE",
];

/// The job goes on, or is still to begin.
const UNDER_WAY: [&str; 12] = [
    "IN_PROGRESS",
    "RUNNING",
    "PROCESSING",
    "PENDING",
    "QUEUED",
    "NOT_STARTED",
    "STARTED",
    "REGISTERED",
    "PAUSED",
    "INITIALIZING",
    "PERSONAS_INITIALIZING",
    "UPLOADING",
];

/// The values of an enum, by what they mean for a job.
#[derive(Default)]
pub(super) struct Words {
    pub(super) done: Vec<String>,
    pub(super) failed: Vec<String>,
    pub(super) under_way: Vec<String>,
    pub(super) unknown: Vec<String>,
}

impl Words {
    pub(super) fn of(values: &[String]) -> Self {
        let mut words = Self::default();
        for value in values {
            let word = value.to_uppercase();
            let is = |list: &[&str]| list.contains(&word.as_str());
            let list = if is(&DONE) {
                &mut words.done
            } else if is(&FAILED) {
                &mut words.failed
            } else if is(&UNDER_WAY) {
                &mut words.under_way
            } else {
                &mut words.unknown
            };
            list.push(value.clone());
        }
        words
    }

    /// Whether these are the states of work that comes to an end. The states of a thing that goes on have some of
    /// the words too (a campaign is running, paused or completed); work can fail, or has no other states.
    pub(super) fn is_job(&self) -> bool {
        let ends = !self.done.is_empty() && !self.under_way.is_empty();
        ends && (!self.failed.is_empty() || self.unknown.is_empty())
    }
}

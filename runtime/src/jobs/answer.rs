//! What the answers of a job's calls tell.

/// What a state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobProgress {
    /// The job is not over, or nobody knows better: states that this version does not know are in progress too.
    InProgress,
    /// The job is over and did what it should.
    Done,
    /// The job is over and came to nothing.
    Failed,
}

impl JobProgress {
    /// What `state` means if these states are done and these have failed.
    #[must_use]
    pub fn of(state: &str, done: &[&str], failed: &[&str]) -> Self {
        if done.contains(&state) {
            Self::Done
        } else if failed.contains(&state) {
            Self::Failed
        } else {
            Self::InProgress
        }
    }
}

/// An answer that reports a job: the answer itself, the member that does, or the state alone.
pub trait JobAnswer {
    /// The state as the server sent it, if it did.
    fn job_state(&self) -> Option<&str>;

    /// What the state means. Without a state the job is in progress.
    fn job_progress(&self) -> JobProgress;
}

impl<T: JobAnswer> JobAnswer for Option<T> {
    fn job_state(&self) -> Option<&str> {
        self.as_ref()?.job_state()
    }

    fn job_progress(&self) -> JobProgress {
        let progress = self.as_ref().map(T::job_progress);
        progress.unwrap_or(JobProgress::InProgress)
    }
}

impl<T: JobAnswer> JobAnswer for Box<T> {
    fn job_state(&self) -> Option<&str> {
        (**self).job_state()
    }

    fn job_progress(&self) -> JobProgress {
        (**self).job_progress()
    }
}

/// An answer that names the job that a call has started.
pub trait JobStart {
    /// The token or id by which the job is asked about, if the answer has it.
    fn job_id(&self) -> Option<String>;
}

impl<T: JobStart> JobStart for Option<T> {
    fn job_id(&self) -> Option<String> {
        self.as_ref()?.job_id()
    }
}

impl<T: JobStart> JobStart for Box<T> {
    fn job_id(&self) -> Option<String> {
        (**self).job_id()
    }
}

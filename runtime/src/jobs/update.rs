//! One look at a job.

use std::sync::Arc;

use super::{JobAnswer, JobProgress};
use crate::Response;

/// A state of a job, with the whole response that reported it.
#[derive(Clone, Debug)]
pub struct JobUpdate<T> {
    job_id: Arc<str>,
    progress: JobProgress,
    response: Response<T>,
}

impl<T> JobUpdate<T> {
    pub(super) fn new(job_id: Arc<str>, progress: JobProgress, response: Response<T>) -> Self {
        Self {
            job_id,
            progress,
            response,
        }
    }

    /// The token or id of the job. Keep it to ask about the job again later, from another process too.
    #[must_use]
    pub fn job_id(&self) -> &str {
        &self.job_id
    }

    /// What the state means to the poller.
    #[must_use]
    pub const fn progress(&self) -> JobProgress {
        self.progress
    }

    /// Whether this is the finished answer.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.progress == JobProgress::Done
    }

    /// The answer.
    #[must_use]
    pub const fn body(&self) -> &T {
        self.response.body()
    }

    /// The response, with headers and request id.
    #[must_use]
    pub const fn response(&self) -> &Response<T> {
        &self.response
    }

    /// The response, owned.
    #[must_use]
    pub fn into_response(self) -> Response<T> {
        self.response
    }
}

impl<T: JobAnswer> JobUpdate<T> {
    /// The state as the server sent it, if it did.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.body().job_state()
    }
}

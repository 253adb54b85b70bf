//! Jobs that came to nothing, or to no end.

use super::{Cause, Error, ErrorKind};
use crate::Response;

/// What is known of the job.
pub(super) struct JobEnd {
    /// In our own words.
    pub(super) reason: String,
    pub(super) state: Option<String>,
    pub(super) job_id: Option<String>,
}

impl Error {
    pub(crate) fn job_failed<T>(
        operation: &'static str,
        job_id: &str,
        state: Option<String>,
        answer: Response<T>,
    ) -> Self {
        let word = state.as_deref().unwrap_or_default();
        let reason = format!("the job ended in the state `{word}`");
        Self::job(
            ErrorKind::JobFailed,
            operation,
            (reason, state, Some(job_id)),
        )
        .of(Some(answer))
    }

    /// A call that should start a job was answered without the job's id.
    pub(crate) fn job_unnamed<T>(operation: &'static str, answer: Response<T>) -> Self {
        let reason = "the answer names no job to ask about".to_owned();
        Self::job(ErrorKind::JobFailed, operation, (reason, None, None)).of(Some(answer))
    }

    pub(crate) fn job_unfinished(
        operation: &'static str,
        job_id: &str,
        last: Option<(Option<&str>, Response<()>)>,
    ) -> Self {
        let reason = "the job is still in progress at the end of the longest wait; poll on, or ask about it later by \
                      its id";
        let (state, answer) = last.unzip();
        let state = state.flatten().map(str::to_owned);
        let known = (reason.to_owned(), state, Some(job_id));
        Self::job(ErrorKind::JobUnfinished, operation, known).of(answer)
    }

    /// The state in which a job ended ([`ErrorKind::JobFailed`]) or was seen last
    /// ([`ErrorKind::JobUnfinished`]), as the server sent it.
    #[must_use]
    pub fn job_state(&self) -> Option<&str> {
        self.job_end()?.state.as_deref()
    }

    /// The token or id of the job that failed or is still in progress: what it takes to ask about it again.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        self.job_end()?.job_id.as_deref()
    }

    fn job_end(&self) -> Option<&JobEnd> {
        match &self.0.cause {
            Cause::Job(end) => Some(end),
            _ => None,
        }
    }

    fn job(
        kind: ErrorKind,
        operation: &'static str,
        (reason, state, job_id): (String, Option<String>, Option<&str>),
    ) -> Self {
        let job_id = job_id.map(str::to_owned);
        let end = JobEnd {
            reason,
            state,
            job_id,
        };
        Self::new(kind, Some(operation), Cause::Job(end))
    }

    /// The same error, of this answer.
    fn of<T>(mut self, answer: Option<Response<T>>) -> Self {
        if let Some(answer) = answer {
            let exchange = answer.into_exchange();
            self.0.attempts = exchange.attempts;
            self.0.exchange = Some(exchange);
        }
        self
    }
}

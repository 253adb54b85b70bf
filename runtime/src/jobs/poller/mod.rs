//! The states of a job, one after the other.

mod drive;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use self::drive::Stage;
use super::job::Job;
use super::pace::Pace;
use super::{JobAnswer, JobProgress, JobStart, JobUpdate};
use crate::{BoxFuture, Operation, Request, Response, Result};

/// A job that the server works on, asked about until it is over.
///
/// `.await` gives the finished answer and [`finish`](Self::finish) its whole response. As a [`Stream`] it
/// gives each state, the finished one last. Nothing is sent before the first poll, and nothing more after
/// the poller is dropped; the job itself goes on.
///
/// Between two looks it waits, at first for up to one second and twice as long each time, up to ten seconds;
/// chance picks a part of that. It gives up after half an hour. A state that this version of the crate does not
/// know counts as in progress; [`state_means`](Self::state_means) can tell better.
///
/// | error | when | what to do |
/// |---|---|---|
/// | [`ErrorKind::JobFailed`] | the job is over and came to nothing | [`Error::job_state`] says how: order the job again |
/// | [`ErrorKind::JobUnfinished`] | it is still in progress after [`max_wait`](Self::max_wait) | poll on, or later from the job id |
/// | any other, the job has a [`job_id`](Self::job_id) | a look failed, retries included | poll on: the next look comes after a wait |
/// | any other, without a job id | the job could not be started | the stream is at its end; the first two below start the job once more |
///
/// Polling on is [`finish`](Self::finish) once more, `(&mut poller).await`, or for one state [`try_next`](Self::try_next).
/// From another process, make the call that asks about the job with the job id, and poll that.
///
/// [`ErrorKind::JobFailed`]: crate::ErrorKind::JobFailed
/// [`ErrorKind::JobUnfinished`]: crate::ErrorKind::JobUnfinished
/// [`Error::job_state`]: crate::Error::job_state
#[must_use = "a poller sends nothing until it is polled"]
pub struct Poller<T> {
    job: Job,
    pace: Pace,
    /// What the caller knows of states, the latest word last.
    meanings: Vec<(String, JobProgress)>,
    stage: Stage<T>,
}

impl<T: JobAnswer + DeserializeOwned + 'static> Poller<T> {
    /// Asks about a job by `request`, in which `parameter` holds the job's token or id.
    pub fn new(request: Request, parameter: &'static str) -> Self {
        Self::of(Job::known(request, parameter))
    }

    /// Starts a job by `request` and asks about it by `ask`. That takes the token or id, which the answer `S`
    /// has, in `parameter`; the rest of its path, the query parameters in `shared` and the options are those of
    /// `request`.
    pub fn starting<S: JobStart + DeserializeOwned + 'static>(
        request: Request,
        ask: &'static Operation,
        parameter: &'static str,
        shared: &[&'static str],
    ) -> Self {
        Self::of(Job::new::<S>(request, ask, parameter, shared))
    }

    #[cfg(feature = "transfers")]
    pub(super) fn core(&self) -> &crate::Core {
        self.job.core()
    }

    fn of(job: Job) -> Self {
        Self {
            job,
            pace: Pace::new(),
            meanings: Vec::new(),
            stage: Stage::Idle,
        }
    }

    /// The longest first wait: one second unless set. Each wait may be twice as long as the one before.
    pub fn interval(mut self, first: Duration) -> Self {
        self.pace.interval = first;
        self
    }

    /// The longest wait between two looks: ten seconds unless set.
    pub fn max_interval(mut self, longest: Duration) -> Self {
        self.pace.max_interval = longest;
        self
    }

    /// How long the job may be in progress, from the first question: half an hour unless set. The last look is at
    /// the very end.
    pub fn max_wait(mut self, longest: Duration) -> Self {
        self.pace.max_wait = longest;
        self
    }

    /// What a state means, whatever this crate knows of it: for the day on which the server has a new word.
    pub fn state_means(mut self, state: impl Into<String>, progress: JobProgress) -> Self {
        self.meanings.push((state.into(), progress));
        self
    }

    /// The token or id of the job; `None` until the call that starts it was answered.
    ///
    /// It is all that it takes to ask about the job later.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        self.job.id().map(|job_id| &**job_id)
    }

    /// Starts the job, unless it was started, and gives its token or id without waiting for more.
    ///
    /// # Errors
    ///
    /// If the call failed, or its answer names no job. Calling again sends it again.
    pub async fn start(&mut self) -> Result<&str> {
        if self.job_id().is_none() {
            self.reopen();
        }
        poll_fn(|context| self.poll_start(context)).await?;
        Ok(self.job_id().unwrap_or_default())
    }

    /// Makes ready for another look behind the last.
    fn reopen(&mut self) {
        if matches!(self.stage, Stage::Ended) {
            self.stage = Stage::Idle;
            self.pace.restart();
        }
    }

    /// The next state; `None` behind the last. For loops without a crate of stream combinators.
    ///
    /// # Errors
    ///
    /// See [`Poller`].
    pub async fn try_next(&mut self) -> Result<Option<JobUpdate<T>>> {
        poll_fn(|context| self.poll_update(context))
            .await
            .transpose()
    }

    /// The whole response with the finished answer.
    ///
    /// A poller that is at its end looks once more, so that links in the answer are fresh.
    ///
    /// # Errors
    ///
    /// See [`Poller`].
    pub async fn finish(&mut self) -> Result<Response<T>> {
        loop {
            self.reopen();
            if let Some(update) = self.try_next().await?
                && update.is_done()
            {
                return Ok(update.into_response());
            }
        }
    }
}

impl<T: JobAnswer + DeserializeOwned + 'static> Stream for Poller<T> {
    type Item = Result<JobUpdate<T>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_update(context)
    }
}

impl<T: JobAnswer + DeserializeOwned + Send + 'static> IntoFuture for Poller<T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move { self.finish().await?.into_body_alone(self.job.operation()) })
    }
}

impl<'a, T: JobAnswer + DeserializeOwned + Send + 'static> IntoFuture for &'a mut Poller<T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.finish().await?.into_body_alone(self.job.operation()) })
    }
}

// Answers are held, never pinned.
impl<T> Unpin for Poller<T> {}

impl<T> fmt::Debug for Poller<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("job", &self.job)
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

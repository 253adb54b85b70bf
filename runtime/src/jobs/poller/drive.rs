//! What a poller does next.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::Poller;
use crate::jobs::{JobAnswer, JobProgress, JobUpdate};
use crate::{BoxFuture, Error, Response, ResponseFuture, Result};

pub(super) enum Stage<T> {
    /// Nothing is in progress; the next call can be made at once.
    Idle,
    Starting(ResponseFuture<Option<String>>),
    /// The next look is due then, on the monotonic clock.
    Waiting(Duration, Option<BoxFuture<'static, ()>>),
    Asking(ResponseFuture<T>),
    /// The time is over; the error is still to be given.
    Late(Error),
    Ended,
}

impl<T: JobAnswer + DeserializeOwned + 'static> Poller<T> {
    /// Ready once the job id is known.
    pub(super) fn poll_start(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        if let Stage::Idle = self.stage
            && let Some(call) = self.job.start()
        {
            self.stage = Stage::Starting(call);
        }
        let Stage::Starting(call) = &mut self.stage else {
            return Poll::Ready(Ok(()));
        };
        let answer = ready!(Pin::new(call).poll(context));
        self.stage = Stage::Idle;
        let started = answer.and_then(|answer| self.job.started(answer));
        match &started {
            Ok(()) => {
                let clock = self.job.core().clock();
                self.pace.begin(clock);
                self.stage = match self.pace.next(clock) {
                    Some(due) => Stage::Waiting(due, None),
                    None => Stage::Idle,
                };
            }
            // Nobody but the caller may decide that a job is to be started twice.
            Err(_) => self.stage = Stage::Ended,
        }
        Poll::Ready(started)
    }

    pub(super) fn poll_update(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<JobUpdate<T>>>> {
        loop {
            if let Err(error) = ready!(self.poll_start(context)) {
                return Poll::Ready(Some(Err(error)));
            }
            let clock = self.job.core().clock();
            match &mut self.stage {
                Stage::Idle | Stage::Starting(_) => {
                    self.pace.begin(clock);
                    self.stage = Stage::Asking(self.job.ask());
                }
                Stage::Waiting(due, timer) => {
                    let left = due.saturating_sub(clock.monotonic());
                    if !left.is_zero() {
                        let timer = timer.get_or_insert_with(|| clock.sleep(left));
                        ready!(timer.as_mut().poll(context));
                    }
                    self.stage = Stage::Asking(self.job.ask());
                }
                Stage::Asking(call) => {
                    let answer = ready!(Pin::new(call).poll(context));
                    return Poll::Ready(Some(self.judge(answer)));
                }
                Stage::Late(_) => return Poll::Ready(self.late()),
                Stage::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<T: JobAnswer> Poller<T> {
    /// What a look has shown, and what is to come after it.
    fn judge(&mut self, answer: Result<Response<T>>) -> Result<JobUpdate<T>> {
        let operation = self.job.operation().id;
        let job_id = self.job.id().cloned().unwrap_or_default();
        let response = match answer {
            Ok(response) => response,
            Err(error) => {
                self.stage = if error.kind().is_final() {
                    Stage::Ended
                } else {
                    self.wait(error.retry_after(), || {
                        Error::job_unfinished(operation, &job_id, None)
                    })
                };
                return Err(error);
            }
        };
        let state = response.body().job_state();
        match self.progress(response.body()) {
            JobProgress::Failed => {
                self.stage = Stage::Ended;
                let state = state.map(str::to_owned);
                Err(Error::job_failed(operation, &job_id, state, response))
            }
            progress => {
                self.stage = if progress == JobProgress::Done {
                    Stage::Ended
                } else {
                    let last = (state, response.without_body());
                    self.wait(None, || {
                        Error::job_unfinished(operation, &job_id, Some(last))
                    })
                };
                Ok(JobUpdate::new(job_id, progress, response))
            }
        }
    }

    fn progress(&self, answer: &T) -> JobProgress {
        let state = answer.job_state();
        let known = self.meanings.iter().rev();
        let own = known
            .filter(|(text, _)| Some(text.as_str()) == state)
            .map(|(_, progress)| *progress)
            .next();
        own.unwrap_or_else(|| answer.job_progress())
    }

    /// The wait for the next look, at least as long as the server wants, or the end of all waiting.
    fn wait(&mut self, least: Option<Duration>, late: impl FnOnce() -> Error) -> Stage<T> {
        let clock = self.job.core().clock();
        let least = clock.monotonic().saturating_add(least.unwrap_or_default());
        match self.pace.next(clock) {
            Some(due) => Stage::Waiting(due.max(least), None),
            None => Stage::Late(late()),
        }
    }
}

impl<T> Poller<T> {
    /// The error that the time is over. Whoever polls on has all of the time once more.
    fn late<U>(&mut self) -> Option<Result<U>> {
        self.pace.restart();
        match mem::replace(&mut self.stage, Stage::Idle) {
            Stage::Late(error) => Some(Err(error)),
            _ => None,
        }
    }
}

//! The calls of one job: the one that starts it, if it has to be started, and the one that asks about it.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::JobStart;
use crate::client::Decode;
use crate::read;
use crate::{Core, Error, Operation, Request, Response, ResponseFuture, Result};

pub(super) struct Job {
    start: Option<Start>,
    /// The call that asks; it lacks the job id until that is known.
    ask: Request,
    /// The parameter that takes the job id.
    parameter: &'static str,
    id: Option<Arc<str>>,
}

struct Start {
    request: Request,
    read: Decode<Option<String>>,
}

impl Job {
    /// A job that goes on already.
    pub(super) fn known(ask: Request, parameter: &'static str) -> Self {
        let job_id = ask.parameter_text(parameter).map(Arc::from);
        Self {
            start: None,
            ask,
            parameter,
            id: Some(job_id.unwrap_or_default()),
        }
    }

    /// A job that `request` starts. Asking takes over its path, these parameters of its query and its options.
    pub(super) fn new<S: JobStart + DeserializeOwned + 'static>(
        request: Request,
        ask: &'static Operation,
        parameter: &'static str,
        shared: &[&'static str],
    ) -> Self {
        let ask = request.follow(ask, shared);
        let start = Start {
            request,
            read: |body, decoding| {
                read::decode::<S>(body, decoding).map(|read| read.map(|it| it.job_id()))
            },
        };
        Self {
            start: Some(start),
            ask,
            parameter,
            id: None,
        }
    }

    pub(super) fn core(&self) -> &Core {
        self.ask.core()
    }

    pub(super) const fn operation(&self) -> &'static Operation {
        self.ask.operation()
    }

    pub(super) const fn id(&self) -> Option<&Arc<str>> {
        self.id.as_ref()
    }

    /// The call that starts the job, unless it was started.
    pub(super) fn start(&self) -> Option<ResponseFuture<Option<String>>> {
        let start = self.start.as_ref().filter(|_| self.id.is_none())?;
        let call = ResponseFuture::read_by(start.request.clone(), start.read);
        Some(call)
    }

    /// Takes the job id from the answer to the call that started the job.
    pub(super) fn started(&mut self, answer: Response<Option<String>>) -> Result<()> {
        let Some(job_id) = answer.body().clone().filter(|job_id| !job_id.is_empty()) else {
            let start = self.start.as_ref().map(|start| &start.request);
            let operation = start.unwrap_or(&self.ask).operation();
            return Err(Error::job_unnamed(operation.id, answer));
        };
        self.ask.parameter(self.parameter, &job_id);
        self.id = Some(job_id.into());
        Ok(())
    }

    /// The call that asks about the job.
    pub(super) fn ask<T: DeserializeOwned + 'static>(&self) -> ResponseFuture<T> {
        ResponseFuture::new(self.ask.clone())
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let start = self
            .start
            .as_ref()
            .map(|start| start.request.operation().id);
        f.debug_struct("Job")
            .field("start", &start)
            .field("ask", &self.ask)
            .finish_non_exhaustive()
    }
}

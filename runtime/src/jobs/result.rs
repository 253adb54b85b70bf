//! The files that finished jobs leave with a storage.

use serde::de::DeserializeOwned;

use super::{JobAnswer, Poller};
use crate::{Core, Download, DownloadStream, Error, Result, Secret};

/// An answer that leads to the result of a job once that is done.
pub trait JobResult: JobAnswer {
    /// The link to the result, if there is one yet. It is signed, so whoever has it has the result.
    fn job_link(&self) -> Option<&str>;
}

impl<T: JobResult> JobResult for Option<T> {
    fn job_link(&self) -> Option<&str> {
        self.as_ref()?.job_link()
    }
}

impl<T: JobResult> JobResult for Box<T> {
    fn job_link(&self) -> Option<&str> {
        (**self).job_link()
    }
}

/// A member that may hold a link.
pub trait Link {
    /// The link.
    fn link(&self) -> Option<&str>;
}

impl Link for String {
    fn link(&self) -> Option<&str> {
        Some(self)
    }
}

impl Link for Secret {
    fn link(&self) -> Option<&str> {
        Some(self.expose())
    }
}

impl<T: Link> Link for Option<T> {
    fn link(&self) -> Option<&str> {
        self.as_ref()?.link()
    }
}

/// The result that an answer leads to.
///
/// # Errors
/// [`Request`](crate::ErrorKind::Request) if the answer has no link.
pub fn download(answer: &impl JobResult, core: &Core) -> Result<Download> {
    let link = answer.job_link().filter(|link| !link.is_empty());
    let missing = || Error::request("download", "the answer has no link to a result");
    Ok(Download::new(core, link.ok_or_else(missing)?))
}

impl<T: JobResult + DeserializeOwned + 'static> Poller<T> {
    /// Waits until the job is done and opens its result: a stream that can be written to a file as it comes.
    ///
    /// Links are good for minutes only. If the storage does not take this one any longer, a look at the job
    /// gives a fresh one, once. A download that broke off can be made again by calling again.
    ///
    /// # Errors
    /// - See [`Poller`] for the job and [`Download::open`] for its result.
    /// - [`Error::is_expired_link`]: the fresh link is not taken either; order the job again.
    /// - [`Request`](crate::ErrorKind::Request): the job is done and its answer has no link.
    pub async fn download(&mut self) -> Result<DownloadStream> {
        match self.open().await {
            Err(error) if error.is_expired_link() => self.open().await,
            outcome => outcome,
        }
    }

    async fn open(&mut self) -> Result<DownloadStream> {
        let answer = self.finish().await?.into_body();
        download(&answer, self.core())?.open().await
    }
}

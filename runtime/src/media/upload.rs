//! An upload from the source to processed media.

use std::fmt;
use std::sync::{Arc, Mutex};

use serde::de::DeserializeOwned;

use super::progress::UploadProgress;
use super::registration::UploadShape;
use super::source::Source;
use super::store::{Plan, Stored, store};
use crate::{BoxFuture, JobAnswer, Poller, Request, Response, Result};

type Polling<T> = Box<dyn FnOnce(Poller<T>) -> Poller<T> + Send>;

/// A file on its way to be used in calls: it is registered, sent to a storage, and processed.
///
/// `.await` gives the id of the processed media, [`send`](Self::send) also how it came about. Nothing is sent
/// before the first poll. The file is never in memory as a whole. It goes to its storage without a token.
///
/// An upload that breaks off begins anew, as the client's [`RetryPolicy`](crate::RetryPolicy) has it, unless the
/// source is a [`reader`](Source::reader). It may not stall for longer than one exchange of the client may take
/// ([`Timeouts::attempt`](crate::Timeouts::attempt)), nor take longer than
/// [`Timeouts::total`](crate::Timeouts::total) if the client has one. Options of the call that
/// registers go for that call and those that ask; the retry policy among them goes for the transfer too.
///
/// | error | when |
/// |---|---|
/// | [`Request`](crate::ErrorKind::Request) | the source is empty, too large or no video; nothing was sent |
/// | [`Io`](crate::ErrorKind::Io) | the source could not be read, or has not as many bytes as it should |
/// | [`Storage`](crate::ErrorKind::Storage) | the storage refused; [`Error::storage_code`] says why |
/// | [`Transport`](crate::ErrorKind::Transport) | the connection broke off; [`Error::transferred`] says after how many bytes |
/// | [`JobFailed`](crate::ErrorKind::JobFailed) | the processing failed: order the upload again, perhaps of another file |
/// | [`JobUnfinished`](crate::ErrorKind::JobUnfinished) | it is still processed; ask about [`Error::job_id`] later |
///
/// [`Error::storage_code`]: crate::Error::storage_code
/// [`Error::transferred`]: crate::Error::transferred
/// [`Error::job_id`]: crate::Error::job_id
#[must_use = "nothing is sent until the upload is awaited"]
pub struct Upload<I, T> {
    plan: Plan,
    polling: Option<Polling<T>>,
    id: fn(String) -> I,
}

impl<I: From<String>, T> Upload<I, T> {
    /// An upload that `request` registers.
    pub fn new(request: Request, shape: &'static UploadShape, source: impl Into<Source>) -> Self {
        let plan = Plan {
            request,
            shape,
            source: source.into(),
            listener: None,
            max_size: (shape.kind == Some("video")).then_some(Source::MAX_VIDEO),
        };
        Self {
            plan,
            polling: None,
            id: I::from,
        }
    }

    /// Calls `listener` for each piece that was handed to the connection, which buffers some: a few pieces may
    /// still be on their way.
    pub fn on_progress(mut self, listener: impl FnMut(UploadProgress) + Send + 'static) -> Self {
        self.plan.listener = Some(Arc::new(Mutex::new(listener)));
        self
    }

    /// The most bytes that the source may have: for videos [`Source::MAX_VIDEO`] unless set.
    pub const fn max_size(mut self, bytes: u64) -> Self {
        self.plan.max_size = Some(bytes);
        self
    }

    /// Settings of the poller that waits for the end of the processing, such as how long it does:
    /// `.polling(|poller| poller.max_wait(minutes))`.
    pub fn polling(
        mut self,
        settings: impl FnOnce(Poller<T>) -> Poller<T> + Send + 'static,
    ) -> Self {
        self.polling = Some(Box::new(settings));
        self
    }

    /// Registers and sends the file, and gives its id without waiting for the processing.
    ///
    /// # Errors
    /// See [`Upload`].
    pub async fn store(self) -> Result<I> {
        let stored = store(&self.plan).await?;
        Ok((self.id)(stored.id))
    }
}

impl<I, T: JobAnswer + DeserializeOwned + 'static> Upload<I, T> {
    /// Registers and sends the file, waits until it is processed, and says how it came about.
    ///
    /// # Errors
    /// See [`Upload`].
    pub async fn send(self) -> Result<Uploaded<I, T>> {
        let stored = store(&self.plan).await?;
        let Plan { request, shape, .. } = self.plan;
        let mut ask = request.follow(shape.ask, &[]);
        ask.parameter(shape.parameter, &stored.id);
        let mut poller = Poller::new(ask, shape.parameter);
        if let Some(settings) = self.polling {
            poller = settings(poller);
        }
        let response = poller.finish().await?;
        let Stored { id, size, attempts } = stored;
        Ok(Uploaded {
            id: (self.id)(id),
            size,
            attempts,
            response,
        })
    }
}

impl<I, T> IntoFuture for Upload<I, T>
where
    I: Send + 'static,
    T: JobAnswer + DeserializeOwned + Send + 'static,
{
    type Output = Result<I>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { Ok(self.send().await?.id) })
    }
}

impl<I, T> fmt::Debug for Upload<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("request", &self.plan.request)
            .field("source", &self.plan.source)
            .field("max_size", &self.plan.max_size)
            .finish_non_exhaustive()
    }
}

/// An upload that came to its end.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Uploaded<I, T> {
    /// The id that other calls take.
    pub id: I,
    /// The bytes of the source.
    pub size: u64,
    /// How often the file was sent: once, and once more for every time that it broke off.
    pub attempts: u32,
    /// The answer that the media is processed.
    pub response: Response<T>,
}

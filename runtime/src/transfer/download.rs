//! From a link to its content.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderValue, LOCATION};
use tokio::io::AsyncWrite;

use super::failure::TransferFailure;
use super::link::Link;
use super::pieces::{DOWNLOAD, DownloadStream};
use crate::clock::within;
use crate::{ByteStream, Core, Error, Result, Secret, TransportError};

/// More redirects than this lead nowhere.
const MOST_REDIRECTS: usize = 4;

/// The content that a link of the API's leads to: a finished report, a sheet of results.
///
/// The link is signed, so it goes to its storage without a token, and no text shows it. What fails before the first byte is
/// made again by the client's [`RetryPolicy`](crate::RetryPolicy). The transfer may not stall for longer than one
/// exchange of the client may take ([`Timeouts::attempt`](crate::Timeouts::attempt)), and the whole may not take longer
/// than [`Timeouts::total`](crate::Timeouts::total) if the client has one: content has any size, so the default goes for
/// calls only.
///
/// Content that is compressed by gzip is decompressed on the way: if the storage says so, or if the name or the
/// type says so and the content agrees. [`raw`](Self::raw) gives it as it is.
///
/// ```no_run
/// use pinterest_v5_runtime::{Core, Download, Result};
///
/// async fn save(client: &Core, link: &str, file: tokio::fs::File) -> Result<u64> {
///     Download::new(client, link).to_writer(file).await
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until the content is asked for"]
pub struct Download {
    core: Core,
    link: Secret,
    raw: bool,
}

impl Download {
    /// What this link leads to, over the client's connections.
    pub fn new(core: &Core, link: impl Into<Secret>) -> Self {
        Self {
            core: core.clone(),
            link: link.into(),
            raw: false,
        }
    }

    /// Leaves compressed content compressed.
    pub fn raw(mut self) -> Self {
        self.raw = true;
        self
    }

    /// Asks for the content and gives it as a stream of pieces, once the first byte is there.
    ///
    /// # Errors
    /// - [`Request`](crate::ErrorKind::Request): the link is no https URL. Nothing was sent.
    /// - [`Storage`](crate::ErrorKind::Storage): the storage refused; see [`Error::is_expired_link`].
    /// - [`Transport`](crate::ErrorKind::Transport): no response, or none of its bytes.
    /// - [`Transfer`](crate::ErrorKind::Transfer): the content is in an encoding other than gzip, or the
    ///   storage leads elsewhere without end, or to a place that is not https.
    pub async fn open(self) -> Result<DownloadStream> {
        let link = Link::new(&self.link, &self.core);
        let link = link.map_err(|reason| Error::request(DOWNLOAD.id, reason))?;
        let end = self.core.end_of_transfer();
        let attempt = |_| -> crate::BoxFuture<'_, _> { Box::pin(self.attempt(&link, end)) };
        let retry = self.core.retry();
        self.core.repeat(&DOWNLOAD, (retry, end), attempt).await
    }

    /// Writes the content and flushes; gives the number of bytes written. The writer is not closed.
    ///
    /// # Errors
    /// As [`open`](Self::open), and:
    /// - [`Transfer`](crate::ErrorKind::Transfer): the transfer broke off, gave more or less than was
    ///   announced, or compressed content is damaged. What came before it is written.
    /// - [`Io`](crate::ErrorKind::Io): the writer failed; its error is the source.
    pub async fn to_writer<W: AsyncWrite + Unpin>(self, writer: W) -> Result<u64> {
        self.open().await?.to_writer(writer).await
    }

    /// The content in memory, `limit` bytes at most.
    ///
    /// # Errors
    /// As [`to_writer`](Self::to_writer), with [`Transfer`](crate::ErrorKind::Transfer) for more bytes than
    /// that.
    pub async fn bytes(self, limit: usize) -> Result<Bytes> {
        self.open().await?.bytes(limit).await
    }

    async fn attempt(&self, link: &Link, end: Option<Duration>) -> Result<DownloadStream> {
        let mut link = link.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.ask(&link).await?;
            let status = response.status();
            if status.is_success() {
                let named_gz = link.ends_with(".gz");
                let form = (self.raw, named_gz);
                return DownloadStream::open(&self.core, response, form, end).await;
            }
            let location = response.headers().get(LOCATION);
            let location = location.filter(|_| status.is_redirection());
            let Some(location) = location.and_then(|value| value.to_str().ok()) else {
                return Err(self.core.refusal(&DOWNLOAD, response).await);
            };
            let next = link.join(location, &self.core);
            link = next.ok_or_else(|| Error::transfer(DOWNLOAD.id, TransferFailure::Astray))?;
        }
        Err(Error::transfer(DOWNLOAD.id, TransferFailure::Astray))
    }

    async fn ask(&self, link: &Link) -> Result<http::Response<ByteStream>> {
        let mut request = http::Request::new(ByteStream::from(Bytes::new()));
        *request.uri_mut() = link.uri();
        let any = HeaderValue::from_static("*/*");
        request.headers_mut().insert(ACCEPT, any);
        let answer = self.core.reach(request);
        let answer = within(self.core.clock(), Some(self.core.idle_limit()), answer).await;
        let late = || TransportError::timeout("the exchange took longer than one may");
        let answer = answer.unwrap_or_else(|| Err(late()));
        answer.map_err(|cause| Error::transport(DOWNLOAD.id, cause))
    }
}

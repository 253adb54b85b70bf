//! What a download gives, piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};

use super::failure::TransferFailure;
use super::gunzip::Gunzip;
use super::idle::IdleTimeoutStream;
use crate::{ByteStream, Core, Error, Method, Operation, Result, TransportError};

/// What the retry policy and errors know a download by.
pub(super) static DOWNLOAD: Operation =
    Operation::new("download", Method::Get, "", "").with_idempotence(true);

/// A download in progress, as a [`Stream`] of its pieces.
///
/// It ends with `None` only if everything came: as many bytes as the storage announced, and compressed
/// data up to its own end. Anything else is an error, behind which the stream ends;
/// [`Error::transferred`] says how far it came.
#[must_use = "a stream gives nothing until it is polled"]
pub struct DownloadStream {
    body: IdleTimeoutStream,
    headers: HeaderMap,
    /// What was read to know that something comes, and in what form.
    first: Option<Bytes>,
    gunzip: Option<Gunzip>,
    received: u64,
    announced: Option<u64>,
    ended: bool,
}

impl DownloadStream {
    /// Waits for the first piece; `named_gz` if the link's path ends like the name of a compressed file. `end` is when
    /// all must have come, on the monotonic clock.
    pub(super) async fn open(
        core: &Core,
        response: http::Response<ByteStream>,
        (raw, named_gz): (bool, bool),
        end: Option<Duration>,
    ) -> Result<Self> {
        let (head, body) = response.into_parts();
        let announced = text(&head.headers, &CONTENT_LENGTH).and_then(|text| text.parse().ok());
        let mut stream = Self {
            body: IdleTimeoutStream::new(core, body, end),
            headers: head.headers,
            first: None,
            gunzip: None,
            received: 0,
            announced,
            ended: false,
        };
        let first = stream.peek().await;
        let first = first.map_err(|cause| Error::transport(DOWNLOAD.id, cause))?;
        if !raw && !first.is_empty() {
            stream.gunzip = stream.decoder(&first, named_gz)?;
        }
        stream.first = Some(first).filter(|first| !first.is_empty());
        Ok(stream)
    }

    /// How many bytes there will be in all, if the storage says so and they are not decompressed on the
    /// way.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.announced.filter(|_| self.gunzip.is_none())
    }

    /// How many bytes came so far, before any decompression.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The type that the storage has for the content, such as `text/csv`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        text(&self.headers, &CONTENT_TYPE)
    }

    /// The next piece; `None` at the end. For loops without a crate of stream combinators.
    ///
    /// # Errors
    /// If the transfer broke off, gave more or less than announced, or compressed data is damaged.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Two bytes at least, if there are so many: they tell compressed data from other.
    async fn peek(&mut self) -> Result<Bytes, TransportError> {
        let mut first = BytesMut::new();
        while first.len() < 2 {
            match poll_fn(|context| Pin::new(&mut self.body).poll_next(context)).await {
                Some(piece) => first.extend_from_slice(&piece?),
                None if first.is_empty() && self.announced.is_some_and(|length| length > 0) => {
                    let reason = "the connection ended before the first byte";
                    return Err(TransportError::exchange(reason));
                }
                None => break,
            }
        }
        Ok(first.freeze())
    }

    /// By the word of the storage; a name or a type is taken at its word only if the data agrees, as both
    /// outlive a decompression on the way.
    fn decoder(&self, first: &[u8], named_gz: bool) -> Result<Option<Gunzip>> {
        let words = text(&self.headers, &CONTENT_ENCODING).unwrap_or_default();
        let words = words.to_ascii_lowercase();
        // The storage's own way to take an upload says nothing of the content.
        let none = ["", "identity", "aws-chunked"];
        let words = words.split(',').map(str::trim);
        let words: Vec<&str> = words.filter(|word| !none.contains(word)).collect();
        let encoded = match words[..] {
            [] => {
                let kind = self.content_type().unwrap_or_default();
                let typed = ["application/gzip", "application/x-gzip"].contains(&kind);
                (typed || named_gz) && Gunzip::begins(first)
            }
            ["gzip" | "x-gzip"] => true,
            _ => return Err(Error::transfer(DOWNLOAD.id, TransferFailure::Encoded)),
        };
        Ok(encoded.then(Gunzip::new))
    }

    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, TransferFailure>> {
        loop {
            if let Some(gunzip) = &mut self.gunzip {
                match gunzip.next() {
                    Ok(None) => {}
                    Ok(plain) => return Poll::Ready(Ok(plain)),
                    Err(cause) => return Poll::Ready(Err(self.damaged(cause))),
                }
            }
            let Some(piece) = ready!(self.poll_received(context))? else {
                return Poll::Ready(self.finish());
            };
            match &mut self.gunzip {
                Some(gunzip) => gunzip.feed(piece),
                None if piece.is_empty() => {}
                None => return Poll::Ready(Ok(Some(piece))),
            }
        }
    }

    /// The next piece as it came.
    fn poll_received(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, TransferFailure>> {
        let piece = match self.first.take() {
            Some(first) => Some(Ok(first)),
            None => ready!(Pin::new(&mut self.body).poll_next(context)),
        };
        let short = |moved, of, cause| Err(TransferFailure::Short { moved, of, cause });
        let (moved, of) = (self.received, self.announced);
        Poll::Ready(match piece {
            Some(Ok(piece)) => {
                self.received += piece.len() as u64;
                match of {
                    Some(of) if self.received > of => Err(TransferFailure::Long { of }),
                    _ => Ok(Some(piece)),
                }
            }
            Some(Err(cause)) => short(moved, of, Some(cause)),
            None if of.is_some_and(|of| moved < of) => short(moved, of, None),
            None => Ok(None),
        })
    }

    /// All of the input was there; the rest of what is decoded from it.
    fn finish(&mut self) -> Result<Option<Bytes>, TransferFailure> {
        let Some(mut gunzip) = self.gunzip.take() else {
            return Ok(None);
        };
        let rest = gunzip.finish().map_err(|cause| self.damaged(cause))?;
        Ok(Some(rest).filter(|rest| !rest.is_empty()))
    }

    fn damaged(&self, cause: std::io::Error) -> TransferFailure {
        let moved = self.received;
        TransferFailure::Damaged { moved, cause }
    }
}

impl Stream for DownloadStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = ready!(self.poll_piece(context));
        self.ended = !matches!(piece, Ok(Some(_)));
        let failed = |failure| Error::transfer(DOWNLOAD.id, failure);
        Poll::Ready(piece.map_err(failed).transpose())
    }
}

impl fmt::Debug for DownloadStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadStream")
            .field("received", &self.received)
            .field("announced", &self.announced)
            .finish_non_exhaustive()
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

//! The body of an upload: a form whose last field is the file, read while it is sent.

use std::fmt::Write;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};

use super::progress::Watch;
use super::source::Opened;
use crate::transfer::TransferFailure;
use crate::{ByteStream, Clock, Secret, TransportError};

/// A form in the encoding multipart/form-data (RFC 7578), of which one piece is in memory at a time.
pub(super) struct Form {
    next: Part,
    source: Opened,
    watch: Arc<Watch>,
    tail: Bytes,
}

enum Part {
    Head(Bytes),
    File,
    End,
}

impl Form {
    /// The request that posts `source` behind `fields`.
    pub(super) fn request(
        fields: &[(String, Secret)],
        source: Opened,
        watch: Arc<Watch>,
        clock: &dyn Clock,
    ) -> http::Request<ByteStream> {
        // By chance, so that it is not in the file.
        let boundary = format!("{:016x}{:016x}", clock.random(), clock.random());
        let head = Bytes::from(head(&boundary, fields));
        let tail = Bytes::from(format!("\r\n--{boundary}--\r\n"));
        let length = (head.len() + tail.len()) as u64;
        let length = length.saturating_add(source.length);
        let form = Self {
            next: Part::Head(head),
            source,
            watch,
            tail,
        };
        let body = ByteStream::new(Box::pin(form)).with_length(length);
        let mut request = http::Request::new(body);
        *request.method_mut() = http::Method::POST;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(CONTENT_LENGTH, length.into());
        let content_type = format!("multipart/form-data; boundary={boundary}");
        if let Ok(value) = HeaderValue::from_str(&content_type) {
            headers.insert(CONTENT_TYPE, value);
        }
        request
    }

    /// The next piece of the file, if there is one, and only as much as was announced.
    fn poll_file(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        let piece = ready!(self.source.poll_piece(context))?;
        let (before, total) = (self.watch.moved.load(Relaxed), self.source.length);
        let sent = before + piece.len() as u64;
        if sent > total || piece.is_empty() && sent < total {
            let than = if sent > total { "more" } else { "fewer" };
            let reason = format!("the source has {than} than the {total} bytes that it should");
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, reason)));
        }
        if piece.is_empty() {
            return Poll::Ready(Ok(None));
        }
        self.watch.sent(sent, total);
        Poll::Ready(Ok(Some(piece)))
    }
}

impl Stream for Form {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match std::mem::replace(&mut self.next, Part::File) {
            Part::Head(head) => return Poll::Ready(Some(Ok(head))),
            Part::File => {}
            Part::End => {
                self.next = Part::End;
                return Poll::Ready(None);
            }
        }
        let piece = ready!(self.poll_file(context));
        if !matches!(piece, Ok(Some(_))) {
            self.next = Part::End;
        }
        Poll::Ready(Some(match piece {
            Ok(Some(piece)) => Ok(piece),
            Ok(None) => Ok(std::mem::take(&mut self.tail)),
            Err(cause) => {
                let moved = self.watch.moved.load(Relaxed);
                self.watch.fail(TransferFailure::Source { moved, cause });
                Err(TransportError::exchange("the source failed"))
            }
        }))
    }
}

/// All that goes before the file, which is the last field: storages do not look behind it.
fn head(boundary: &str, fields: &[(String, Secret)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        let (name, value) = (quoted(name), value.expose());
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let _ = write!(
        text,
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    text
}

/// As browsers write a name (HTML, 4.10.21.8).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

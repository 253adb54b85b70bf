//! What is uploaded.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncRead, ReadBuf};

use super::kind;
use crate::BoxFuture;

/// The largest piece that is read and sent at once.
const PIECE: usize = 64 * 1_024;

/// What is uploaded: a file, bytes, or whatever can be read.
///
/// Its length is known before it goes, because storages refuse what comes without one. Write a stream of
/// unknown length to a file first, and upload that.
#[must_use = "a source does nothing until it is uploaded"]
pub struct Source(Kind);

enum Kind {
    Bytes(Bytes),
    Once(Mutex<Option<Boxed>>, u64),
    Often(Arc<Open>),
}

type Boxed = Pin<Box<dyn AsyncRead + Send>>;
type Open = dyn Fn() -> BoxFuture<'static, io::Result<(Boxed, u64)>> + Send + Sync;

impl Source {
    /// The most bytes that a video has if no other limit is set: 2 GiB, as Pinterest's product specification
    /// has it. The API's description names no limit.
    pub const MAX_VIDEO: u64 = 2 << 30;

    /// These bytes.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }

    /// The file at this path, which is opened when it is uploaded.
    #[cfg(not(target_family = "wasm"))]
    pub fn path(path: impl Into<std::path::PathBuf>) -> Self {
        let path = path.into();
        Self::opening(move || {
            let path = path.clone();
            async move {
                let file = tokio::fs::File::open(path).await?;
                let length = file.metadata().await?.len();
                Ok((file, length))
            }
        })
    }

    /// All that `reader` gives, which has to be `length` bytes. It can be read only once, so that an upload
    /// of it is not made again if it breaks off.
    pub fn reader(reader: impl AsyncRead + Send + 'static, length: u64) -> Self {
        Self(Kind::Once(Mutex::new(Some(Box::pin(reader))), length))
    }

    /// All that the reader gives that `open` makes for each attempt, with its length in bytes.
    pub fn opening<R, F>(open: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        R: AsyncRead + Send + 'static,
        F: Future<Output = io::Result<(R, u64)>> + Send + 'static,
    {
        Self(Kind::Often(Arc::new(move || {
            let opening = open();
            Box::pin(async {
                let (reader, length) = opening.await?;
                Ok((Box::pin(reader) as Boxed, length))
            })
        })))
    }

    /// Whether it can be opened more than once.
    pub(super) const fn is_lasting(&self) -> bool {
        !matches!(self.0, Kind::Once(..))
    }

    /// The source at its beginning, with enough read ahead to tell what it is.
    pub(super) async fn open(&self) -> io::Result<Opened> {
        let (reader, length) = match &self.0 {
            Kind::Bytes(bytes) => (Reader::Bytes(bytes.clone()), bytes.len() as u64),
            Kind::Often(open) => {
                let (reader, length) = open().await?;
                (Reader::new(reader), length)
            }
            Kind::Once(reader, length) => {
                let reader = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
                let gone = || io::Error::other("a reader can be read only once");
                (Reader::new(reader.ok_or_else(gone)?), *length)
            }
        };
        let mut opened = Opened {
            reader,
            first: Bytes::new(),
            length,
        };
        opened.first = opened.read_ahead().await?;
        Ok(opened)
    }
}

impl From<Bytes> for Source {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<Vec<u8>> for Source {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

#[cfg(not(target_family = "wasm"))]
impl From<std::path::PathBuf> for Source {
    fn from(path: std::path::PathBuf) -> Self {
        Self::path(path)
    }
}

/// The file at this path.
#[cfg(not(target_family = "wasm"))]
impl From<&str> for Source {
    fn from(path: &str) -> Self {
        Self::path(path)
    }
}

/// The file at this path.
#[cfg(not(target_family = "wasm"))]
impl From<String> for Source {
    fn from(path: String) -> Self {
        Self::path(path)
    }
}

#[cfg(not(target_family = "wasm"))]
impl From<&std::path::PathBuf> for Source {
    fn from(path: &std::path::PathBuf) -> Self {
        Self::path(path)
    }
}

#[cfg(not(target_family = "wasm"))]
impl From<&std::path::Path> for Source {
    fn from(path: &std::path::Path) -> Self {
        Self::path(path)
    }
}

/// Shows of what kind it is; a path can tell of its user.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Bytes(_) => "Source(bytes)",
            Kind::Once(..) => "Source(reader)",
            Kind::Often(_) => "Source(opening)",
        })
    }
}

/// A source that is being read.
pub(super) struct Opened {
    reader: Reader,
    /// What was read ahead.
    pub(super) first: Bytes,
    pub(super) length: u64,
}

enum Reader {
    Bytes(Bytes),
    Stream(Boxed, Box<[u8]>),
}

impl Reader {
    fn new(reader: Boxed) -> Self {
        Self::Stream(reader, vec![0; PIECE].into())
    }
}

impl Opened {
    /// The next piece, empty at the end.
    pub(super) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if !self.first.is_empty() {
            return Poll::Ready(Ok(std::mem::take(&mut self.first)));
        }
        match &mut self.reader {
            Reader::Bytes(bytes) => Poll::Ready(Ok(bytes.split_to(bytes.len().min(PIECE)))),
            Reader::Stream(reader, buffer) => {
                let mut piece = ReadBuf::new(buffer);
                ready!(reader.as_mut().poll_read(context, &mut piece))?;
                Poll::Ready(Ok(Bytes::copy_from_slice(piece.filled())))
            }
        }
    }

    async fn read_ahead(&mut self) -> io::Result<Bytes> {
        let mut first = BytesMut::new();
        while first.len() < kind::ENOUGH {
            let piece = poll_fn(|context| self.poll_piece(context)).await?;
            if piece.is_empty() {
                break;
            }
            first.extend_from_slice(&piece);
        }
        Ok(first.freeze())
    }
}

//! Networks inside the process that answer as often as one likes.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http::{Request, Response};
use pinterest_v5::runtime::{BoxFuture, BoxStream, ByteStream, Transport, TransportError};

use crate::samples;

type Answer<'a, T> = BoxFuture<'a, Result<Response<T>, TransportError>>;

/// A list of so many pages with a board each.
pub(super) struct Pages(AtomicU64);

impl Pages {
    pub(super) fn new(pages: u64) -> Self {
        Self(AtomicU64::new(pages))
    }
}

impl Transport for Pages {
    fn send(&self, _request: Request<Bytes>) -> Answer<'_, Bytes> {
        let left = self.0.fetch_sub(1, Ordering::Relaxed) - 1;
        let bookmark = (left > 0).then(|| left.to_string());
        let page = samples::page_of_boards(bookmark.as_deref());
        Box::pin(async { Ok(Response::new(page)) })
    }
}

/// Campaigns, each of which is created.
pub(super) struct Campaigns;

impl Transport for Campaigns {
    fn send(&self, request: Request<Bytes>) -> Answer<'_, Bytes> {
        let name = br#""name""#;
        let body = request.body();
        let items = body.windows(name.len()).filter(|part| part == name);
        let outcomes = samples::created_campaigns(items.count());
        Box::pin(async { Ok(Response::new(outcomes)) })
    }
}

/// One body for everything, once all that is going on had its turn.
pub(super) struct Slow(pub(super) Bytes);

impl Transport for Slow {
    fn send(&self, _request: Request<Bytes>) -> Answer<'_, Bytes> {
        Box::pin(async {
            tokio::task::yield_now().await;
            Ok(Response::new(self.0.clone()))
        })
    }
}

/// A report of about so many bytes: a list of rows, in pieces as a network gives them.
pub(crate) struct Report {
    rows: Bytes,
    bytes: u64,
}

static ROWS: LazyLock<Bytes> = LazyLock::new(samples::rows);

/// How much a network gives at once.
const PIECE: usize = 16 << 10;

impl Report {
    pub(crate) fn new(bytes: u64) -> Self {
        Self {
            rows: ROWS.clone(),
            bytes,
        }
    }

    /// The rows again and again, a comma between them, and in brackets.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Bytes> + Send + use<> {
        let rows = self.rows.slice(1..self.rows.len() - 1);
        let times = self.bytes / rows.len() as u64;
        let text = |text: &'static str| std::iter::once(Bytes::from_static(text.as_bytes()));
        let list = (0..times).flat_map(move |time| {
            let rows = rows.clone();
            let pieces = (0..rows.len()).step_by(PIECE);
            let pieces = pieces
                .map(move |from| rows.slice(from..rows.len().min(from.saturating_add(PIECE))));
            text(if time == 0 { "" } else { "," }).chain(pieces)
        });
        text("[").chain(list).chain(text("]"))
    }
}

impl Transport for Report {
    fn send(&self, _request: Request<Bytes>) -> Answer<'_, Bytes> {
        Box::pin(async { Ok(Response::new(Bytes::new())) })
    }

    fn stream(&self, _request: Request<ByteStream>) -> Answer<'_, ByteStream> {
        let pieces = futures_util::stream::iter(self.pieces().map(Ok));
        let pieces: BoxStream<Result<Bytes, TransportError>> = Box::pin(pieces);
        Box::pin(async { Ok(Response::new(ByteStream::new(pieces))) })
    }
}

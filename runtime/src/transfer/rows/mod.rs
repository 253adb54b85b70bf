//! Rows of a file while its bytes arrive.
//!
//! Pieces of a download -> values, one by one, whether the file is JSON or CSV.
//!
//! Invariant: no more is held than a piece and the row that it cuts, and a file that ends within a row is an error.

mod buffer;
#[cfg(feature = "csv")]
mod cells;
#[cfg(feature = "csv")]
mod csv;
mod json;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use self::buffer::Buffer;
use super::failure::TransferFailure;
use super::pieces::DOWNLOAD;
use super::row_fault::RowFault;
use super::{Download, DownloadStream};
use crate::{BoxFuture, Deviation, Error, Result};

impl Download {
    /// The rows of a report, an export or the results of bulk work as they arrive, in constant memory.
    ///
    /// The file may be JSON or, with the feature `csv`, CSV with a line of names; its first byte tells. In JSON, rows are
    /// the elements of a list, of all lists of an object (as in reports: `{"549755885175": [..]}`), or values one behind
    /// the other. Compressed content is decompressed on the way. `T` is a type of your own with `Deserialize`, or
    /// [`Row`](crate::Row) for columns that are not known beforehand; in CSV an empty cell is `None`.
    ///
    /// ```no_run
    /// use pinterest_v5_runtime::{Download, Result};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Spend {
    ///     #[serde(rename = "CAMPAIGN_ID")]
    ///     campaign: String,
    ///     #[serde(rename = "SPEND_IN_DOLLAR")]
    ///     dollars: Option<f64>,
    /// }
    ///
    /// async fn total(report: Download) -> Result<f64> {
    ///     let mut total = 0.0;
    ///     let mut rows = report.rows::<Spend>();
    ///     while let Some(row) = rows.try_next().await? {
    ///         total += row.dollars.unwrap_or_default();
    ///     }
    ///     Ok(total)
    /// }
    /// ```
    pub fn rows<T: DeserializeOwned + 'static>(self) -> Rows<T> {
        Rows::new(Source::Opening(Box::pin(self.open())))
    }
}

impl DownloadStream {
    /// The rows of what is still to come; see [`Download::rows`].
    pub fn rows<T: DeserializeOwned + 'static>(self) -> Rows<T> {
        Rows::new(Source::Open(Box::new(self)))
    }
}

/// The rows of a file that is being downloaded, as a [`Stream`].
///
/// A row that is no `T` is an error of the kind [`Decode`](crate::ErrorKind::Decode) that says which row it is and what is
/// wrong in it; the rows behind it still come. Anything else that is wrong ends the stream: the errors of
/// [`DownloadStream`], and [`Transfer`](crate::ErrorKind::Transfer) for a file that is neither JSON nor CSV, ends within a row, or
/// has a row of more than 16 MiB.
#[must_use = "a stream gives nothing until it is polled"]
pub struct Rows<T> {
    source: Source,
    format: Format,
    buffer: Buffer,
    /// How many rows there were so far.
    count: u64,
    deviations: Vec<Deviation>,
    ended: bool,
    row: PhantomData<fn() -> T>,
}

enum Source {
    Opening(BoxFuture<'static, Result<DownloadStream>>),
    Open(Box<DownloadStream>),
}

enum Format {
    /// Nothing came yet.
    Unknown,
    Json(json::Rows),
    #[cfg(feature = "csv")]
    Csv(Box<csv::Rows>),
}

/// A row, and where it deviated from its type; none if it takes more input.
type Next<T> = Result<Option<(T, Vec<Deviation>)>, RowFault>;

impl<T: DeserializeOwned + 'static> Rows<T> {
    fn new(source: Source) -> Self {
        Self {
            source,
            format: Format::Unknown,
            buffer: Buffer::default(),
            count: 0,
            deviations: Vec::new(),
            ended: false,
            row: PhantomData,
        }
    }

    /// The next row; `None` at the end. For loops without a crate of stream combinators.
    ///
    /// # Errors
    /// See [`Rows`] and [`Download::open`].
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// How many rows came so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// What of the last row was not as its type has it, and was read all the same.
    #[must_use]
    pub fn deviations(&self) -> &[Deviation] {
        &self.deviations
    }

    /// The next row of what is there.
    fn next_row(&mut self) -> Next<T> {
        if let Format::Unknown = self.format {
            let Some(first) = self.buffer.first() else {
                return Ok(None);
            };
            self.format = Format::of(first)?;
        }
        match &mut self.format {
            Format::Unknown => Ok(None),
            Format::Json(rows) => rows.next(&mut self.buffer),
            #[cfg(feature = "csv")]
            Format::Csv(rows) => rows.next(&mut self.buffer),
        }
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            match &mut self.source {
                Source::Open(stream) => return Pin::new(&mut **stream).poll_next(context),
                Source::Opening(open) => match ready!(open.as_mut().poll(context)) {
                    Ok(stream) => self.source = Source::Open(Box::new(stream)),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }

    fn fault(&mut self, fault: RowFault) -> Error {
        self.ended |= !fault.is_of_one_row();
        let number = self.count + 1;
        self.count += u64::from(fault.is_of_one_row());
        Error::transfer(DOWNLOAD.id, TransferFailure::Row { number, fault })
    }
}

impl Format {
    fn of(first: u8) -> Result<Self, RowFault> {
        match first {
            b'[' | b'{' => Ok(Self::Json(json::Rows::default())),
            b'<' => Err(RowFault::Format),
            #[cfg(feature = "csv")]
            _ => Ok(Self::Csv(Box::new(csv::Rows::new()))),
            #[cfg(not(feature = "csv"))]
            _ => Err(RowFault::NoCsv),
        }
    }
}

impl<T: DeserializeOwned + 'static> Stream for Rows<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.ended {
            match self.next_row() {
                Ok(Some((row, deviations))) => {
                    self.count += 1;
                    self.deviations = deviations;
                    return Poll::Ready(Some(Ok(row)));
                }
                Err(fault) => return Poll::Ready(Some(Err(self.fault(fault)))),
                Ok(None) if self.buffer.is_last => self.ended = true,
                Ok(None) => match ready!(self.poll_piece(context)) {
                    Some(Ok(piece)) => self.buffer.extend(&piece),
                    None => self.buffer.is_last = true,
                    Some(Err(error)) => {
                        self.ended = true;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
        Poll::Ready(None)
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

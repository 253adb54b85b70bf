//! Transfers between storages and the caller's files, in constant memory.
//!
//! [`Link`](link::Link) -> [`Download`] -> pieces, rows, a writer or bytes. What fails before the first byte is made
//! again as the retry policy has it; what breaks off later is an error that says how far it came.
//!
//! Invariant: a link is a secret. Neither it nor what a storage repeats of it is in any text.

mod collect;
mod download;
mod failure;
mod gunzip;
mod idle;
mod link;
mod pieces;
mod refusal;
mod row_fault;
mod rows;

pub use self::download::Download;
pub(crate) use self::failure::TransferFailure;
pub(crate) use self::idle::{overdue, while_moving};
pub(crate) use self::link::Link;
pub use self::pieces::DownloadStream;
pub(crate) use self::refusal::Refusal;
pub use self::rows::Rows;

//! A download collected: into a writer, or into memory.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::AsyncWrite;

use super::failure::TransferFailure;
use super::pieces::DOWNLOAD;
use super::pieces::DownloadStream;
use crate::{Error, Result};

impl DownloadStream {
    /// Writes what is still to come and flushes; gives the number of bytes written. The writer is not closed.
    ///
    /// # Errors
    /// See [`Download::to_writer`](crate::Download::to_writer).
    pub async fn to_writer<W: AsyncWrite + Unpin>(mut self, mut writer: W) -> Result<u64> {
        let mut written = 0;
        let failed =
            |moved, cause| Error::transfer(DOWNLOAD.id, TransferFailure::Sink { moved, cause });
        while let Some(mut piece) = self.try_next().await? {
            while !piece.is_empty() {
                let write = poll_fn(|context| Pin::new(&mut writer).poll_write(context, &piece));
                let taken = match write.await {
                    Ok(0) => Err(std::io::ErrorKind::WriteZero.into()),
                    other => other,
                };
                let taken = taken.map_err(|cause| failed(written, cause))?;
                written += taken as u64;
                piece.advance(taken);
            }
        }
        let flush = poll_fn(|context| Pin::new(&mut writer).poll_flush(context)).await;
        flush.map_err(|cause| failed(written, cause))?;
        Ok(written)
    }

    /// What is still to come, in memory; `limit` bytes at most.
    ///
    /// # Errors
    /// See [`Download::bytes`](crate::Download::bytes).
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.try_next().await? {
            if piece.len() > limit - all.len() {
                let limit = limit as u64;
                return Err(Error::transfer(
                    DOWNLOAD.id,
                    TransferFailure::TooLong { limit },
                ));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

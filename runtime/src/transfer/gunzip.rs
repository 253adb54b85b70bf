//! Decompression piece by piece.
//!
//! Compressed pieces -> plain pieces of some ten kilobytes each, however well the data was compressed.

use std::io::{self, Write};
use std::mem;

use bytes::{Buf, Bytes};
use flate2::write::MultiGzDecoder;

/// The two bytes that gzip data begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

pub(super) struct Gunzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    /// What came and is still to be decoded.
    input: Bytes,
}

impl Gunzip {
    pub(super) fn new() -> Self {
        Self {
            decoder: MultiGzDecoder::new(Vec::new()),
            input: Bytes::new(),
        }
    }

    /// Whether data that begins so is compressed.
    pub(super) fn begins(data: &[u8]) -> bool {
        data.starts_with(&MAGIC)
    }

    /// Takes a piece, once the one before gives nothing more.
    pub(super) fn feed(&mut self, piece: Bytes) {
        self.input = piece;
    }

    /// The next plain piece; `None` if it takes more input.
    pub(super) fn next(&mut self) -> io::Result<Option<Bytes>> {
        while !self.input.is_empty() {
            let taken = self.decoder.write(&self.input)?;
            self.input.advance(taken);
            let plain = mem::take(self.decoder.get_mut());
            if !plain.is_empty() {
                return Ok(Some(plain.into()));
            }
            if taken == 0 {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(None)
    }

    /// The last plain piece, which may be empty; an error if the data does not end here.
    pub(super) fn finish(&mut self) -> io::Result<Bytes> {
        self.decoder.try_finish()?;
        Ok(mem::take(self.decoder.get_mut()).into())
    }
}

//! Decompression piece by piece.
//!
//! Compressed pieces -> plain pieces of some ten kilobytes each, however well the data was compressed.

use std::io::{self, Write};
use std::mem;

use bytes::{Buf, Bytes};
use flate2::write::GzDecoder;

/// The two bytes that gzip data begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// So many members may be small. More have to hold a kilobyte each on average: each costs a decoder, and a million
/// empty ones would keep the machine busy for a minute.
const SMALL_MEMBERS: u64 = 1_000;

/// Gzip data is one member behind the other.
pub(super) struct Gunzip {
    member: Option<GzDecoder<Vec<u8>>>,
    /// What came and is still to be decoded.
    input: Bytes,
    members: u64,
    given: u64,
}

impl Gunzip {
    pub(super) fn new() -> Self {
        Self {
            member: None,
            input: Bytes::new(),
            members: 0,
            given: 0,
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
            let Some(member) = &mut self.member else {
                self.begin()?;
                continue;
            };
            let taken = member.write(&self.input)?;
            self.input.advance(taken);
            let mut plain = mem::take(member.get_mut());
            if taken == 0 {
                // The member is at its end, and what follows is another one.
                plain.append(&mut self.end()?);
            }
            if !plain.is_empty() {
                self.given += plain.len() as u64;
                return Ok(Some(plain.into()));
            }
        }
        Ok(None)
    }

    /// The last plain piece, which may be empty; an error if the data does not end here.
    pub(super) fn finish(&mut self) -> io::Result<Bytes> {
        if self.members == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.end()?.into())
    }

    fn begin(&mut self) -> io::Result<()> {
        self.members += 1;
        let small = self.members.saturating_sub(self.given / 1_024);
        if small > SMALL_MEMBERS {
            let reason = "it consists of very many parts that hold next to nothing";
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        self.member = Some(GzDecoder::new(Vec::new()));
        Ok(())
    }

    /// What is left in the member, if there is one.
    fn end(&mut self) -> io::Result<Vec<u8>> {
        let member = self.member.take();
        member.map_or(Ok(Vec::new()), GzDecoder::finish)
    }
}

//! What came and is still to be read.

use bytes::{Buf as _, BytesMut};

use super::super::row_fault::RowFault;

/// The largest row that is read: a row of a report has some hundred bytes.
const MOST: usize = 16 << 20;

/// The mark that some programs begin a text with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes, of which the first are the next to be read.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: BytesMut,
    /// Whether nothing more comes.
    pub(super) is_last: bool,
    /// With fewer bytes than these it is of no use to try again.
    wanted: usize,
}

impl Buffer {
    pub(super) fn extend(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn advance(&mut self, count: usize) {
        self.bytes.advance(count);
        self.wanted = 0;
    }

    /// Whether there are as many bytes as a row that was cut needs, or all that there will be.
    pub(super) fn is_enough(&self) -> bool {
        self.is_last || self.bytes.len() >= self.wanted
    }

    /// Waits for the rest of a row that is cut. A long one is looked at again once there is twice as much of it, so that
    /// each byte is read a few times only.
    pub(super) fn wait(&mut self) -> Result<(), RowFault> {
        if self.bytes.len() > MOST {
            return Err(RowFault::TooLong);
        }
        self.wanted = self.bytes.len() * 2;
        Ok(())
    }

    /// Whether a number may be cut where a digit has to follow: the parser takes that for a fault.
    pub(super) fn ends_in_number(&self) -> bool {
        !self.is_last && matches!(self.bytes.last(), Some(b'.' | b'e' | b'E' | b'+' | b'-'))
    }

    /// The first byte of the content, which is left where it is.
    pub(super) fn first(&mut self) -> Option<u8> {
        if !self.is_last && self.bytes.len() < MARK.len() {
            return None;
        }
        if self.bytes.starts_with(MARK) {
            self.advance(MARK.len());
        }
        self.next()
    }

    /// The next byte that is no space, which is left where it is.
    pub(super) fn next(&mut self) -> Option<u8> {
        let spaces = self
            .bytes
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace());
        let spaces = spaces.count();
        if spaces > 0 {
            self.bytes.advance(spaces);
        }
        self.bytes.first().copied()
    }
}

//! Rows of CSV: a line of names, then lines of cells.

use csv::{ByteRecord, StringRecord};
use csv_core::{ReadRecordResult, Reader};
use serde::de::DeserializeOwned;

use super::super::row_fault::RowFault;
use super::Next;
use super::buffer::Buffer;
use super::cells::Line;

/// The largest line that is read.
const MOST: usize = 16 << 20;

const NO_TEXT: &str = "it is no UTF-8";

#[derive(Debug)]
pub(super) struct Rows {
    reader: Reader,
    names: Option<StringRecord>,
    /// The cells of a line one behind the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// How much of both is written.
    filled: (usize, usize),
    is_over: bool,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            reader: Reader::new(),
            names: None,
            cells: vec![0; 1024],
            ends: vec![0; 32],
            filled: (0, 0),
            is_over: false,
        }
    }

    /// The next row of what is there; none if it takes more, or at the end of all.
    pub(super) fn next<T: DeserializeOwned>(&mut self, buffer: &mut Buffer) -> Next<T> {
        while let Some(line) = self.line(buffer)? {
            let Some(names) = &self.names else {
                self.names = Some(line);
                continue;
            };
            if line.len() < names.len() {
                return Err(RowFault::Cell(None, "the line is too short"));
            }
            let row = T::deserialize(Line::new(names.iter().zip(&line)));
            let row = row.map_err(|fault| RowFault::Cell(fault.column, fault.reason))?;
            return Ok(Some((row, Vec::new())));
        }
        Ok(None)
    }

    /// The cells of the next line.
    fn line(&mut self, buffer: &mut Buffer) -> Result<Option<StringRecord>, RowFault> {
        while !self.is_over {
            let input = buffer.bytes();
            // To the reader, nothing is the end of all.
            if input.is_empty() && !buffer.is_last {
                break;
            }
            let (cells, ends) = self.filled;
            let (result, read, wrote, ended) =
                self.reader
                    .read_record(input, &mut self.cells[cells..], &mut self.ends[ends..]);
            buffer.advance(read);
            self.filled = (cells + wrote, ends + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() > MOST => {
                    return Err(RowFault::TooLong);
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return self.record().map(Some),
                ReadRecordResult::End => self.is_over = true,
            }
        }
        Ok(None)
    }

    fn record(&mut self) -> Result<StringRecord, RowFault> {
        let (cells, ends) = std::mem::take(&mut self.filled);
        let mut record = ByteRecord::with_capacity(cells, ends);
        let mut start = 0;
        for end in &self.ends[..ends] {
            record.push_field(&self.cells[start..*end]);
            start = *end;
        }
        let text = StringRecord::from_byte_record(record);
        text.map_err(|_| RowFault::Cell(None, NO_TEXT))
    }
}

//! Rows of JSON: the elements of a list, of all lists of an object, or values one behind the other.
//!
//! Each row is parsed where it lies, in one pass; only one that a piece cuts is looked at again.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::StreamDeserializer;
use serde_json::de::SliceRead;

use super::super::row_fault::RowFault;
use super::Next;
use super::buffer::Buffer;
use crate::read::{Decoding, decode};

/// Where in the file it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Place {
    #[default]
    Start,
    /// Before a name in an object of lists, or its end.
    Name,
    /// Behind a list of an object.
    Between,
    /// Before an element of a list, or its end.
    Row,
    /// Behind an element.
    Behind,
    /// Before one of several values.
    Value,
    /// Behind everything.
    End,
}

#[derive(Debug, Default)]
pub(super) struct Rows {
    place: Place,
    /// Whether the lists are those of an object.
    in_object: bool,
}

impl Rows {
    /// The next row of what is there; none if it takes more, or at the end of all.
    pub(super) fn next<T: DeserializeOwned + 'static>(&mut self, buffer: &mut Buffer) -> Next<T> {
        while buffer.is_enough() {
            let Some(byte) = buffer.next() else {
                return self.stop(buffer);
            };
            match (self.place, byte) {
                (Place::Start, b'[') | (Place::Behind, b',') => self.go(buffer, Place::Row),
                (Place::Start, _) => match list_of_object(buffer, 1)? {
                    Some(begin) => self.enter(buffer, begin),
                    None => return self.stop(buffer),
                },
                (Place::Between, b',') => self.go(buffer, Place::Name),
                (Place::Name | Place::Between, b'}') => self.go(buffer, Place::End),
                (Place::Name, _) => match list_of_object(buffer, 0)? {
                    Some(Begin::List(length)) => self.enter(buffer, Begin::List(length)),
                    Some(_) => return Err(RowFault::Syntax),
                    None => return self.stop(buffer),
                },
                (Place::Row | Place::Behind, b']') => self.go(buffer, self.above()),
                (Place::Row | Place::Value, _) => match row(buffer)? {
                    Some(row) => {
                        self.place = if self.place == Place::Row {
                            Place::Behind
                        } else {
                            Place::Value
                        };
                        return row.map(Some);
                    }
                    None => return self.stop(buffer),
                },
                (Place::Between | Place::Behind | Place::End, _) => return Err(RowFault::Syntax),
            }
        }
        Ok(None)
    }

    /// There is too little to go on: more has to come, or it is the end.
    fn stop<T>(&self, buffer: &mut Buffer) -> Next<T> {
        let between = matches!(self.place, Place::End | Place::Value);
        if !buffer.is_last {
            buffer.wait()?;
        } else if !between || !buffer.bytes().is_empty() {
            return Err(RowFault::Cut);
        }
        Ok(None)
    }

    fn go(&mut self, buffer: &mut Buffer, place: Place) {
        buffer.advance(1);
        self.place = place;
    }

    fn enter(&mut self, buffer: &mut Buffer, begin: Begin) {
        let (length, place) = match begin {
            Begin::List(length) => (length, Place::Row),
            Begin::Row => (0, Place::Value),
            Begin::Nothing(length) => (length, Place::End),
        };
        self.in_object = place == Place::Row;
        buffer.advance(length);
        self.place = place;
    }

    /// What comes behind a list.
    fn above(&self) -> Place {
        if self.in_object {
            Place::Between
        } else {
            Place::End
        }
    }
}

/// What an object begins with.
#[derive(Clone, Copy)]
enum Begin {
    /// A list, behind so many bytes.
    List(usize),
    /// The object is a row itself.
    Row,
    /// It is empty, and so long.
    Nothing(usize),
}

/// What is behind the name that begins after `skipped` bytes; none if it takes more input.
fn list_of_object(buffer: &Buffer, skipped: usize) -> Result<Option<Begin>, RowFault> {
    let bytes = buffer.bytes();
    let space = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count()
    };
    let start = space(skipped);
    if bytes.get(start) == Some(&b'}') {
        return Ok(Some(Begin::Nothing(start + 1)));
    }
    let mut names = values::<IgnoredAny>(bytes.get(start..).unwrap_or_default());
    match names.next() {
        Some(Ok(_)) => {}
        Some(Err(error)) if !error.is_eof() => return Err(RowFault::Syntax),
        _ => return Ok(None),
    }
    let colon = space(start + names.byte_offset());
    let begin = space(colon + 1);
    match (bytes.get(colon), bytes.get(begin)) {
        (Some(b':'), Some(b'[')) => Ok(Some(Begin::List(begin + 1))),
        (Some(b':'), Some(_)) => Ok(Some(Begin::Row)),
        (Some(b':') | None, None) => Ok(None),
        _ => Err(RowFault::Syntax),
    }
}

/// The row that the bytes begin with; none if it is cut.
#[expect(
    clippy::type_complexity,
    reason = "a fault of the file, and one of the row behind which it goes on"
)]
fn row<T: DeserializeOwned + 'static>(
    buffer: &mut Buffer,
) -> Result<Option<Result<(T, Vec<crate::Deviation>), RowFault>>, RowFault> {
    let mut rows = values::<T>(buffer.bytes());
    if let Some(Ok(row)) = rows.next() {
        let length = rows.byte_offset();
        // A number may go on in the next piece.
        let is_whole = buffer.is_last || length < buffer.bytes().len();
        if is_whole {
            buffer.advance(length);
        }
        return Ok(is_whole.then_some(Ok((row, Vec::new()))));
    }
    let mut any = values::<IgnoredAny>(buffer.bytes());
    match any.next() {
        Some(Ok(_)) => {}
        Some(Err(error)) if !error.is_eof() && !buffer.ends_in_number() => {
            return Err(RowFault::Syntax);
        }
        _ => return Ok(None),
    }
    let length = any.byte_offset();
    let row = buffer.bytes().get(..length).unwrap_or_default();
    let read = decode::<T>(row, Decoding::Complete);
    buffer.advance(length);
    Ok(Some(match read {
        Ok(decoded) => Ok((decoded.value, decoded.deviations)),
        Err(cause) => Err(RowFault::Type(cause)),
    }))
}

fn values<T: DeserializeOwned>(bytes: &[u8]) -> StreamDeserializer<'_, SliceRead<'_>, T> {
    serde_json::Deserializer::from_slice(bytes).into_iter()
}

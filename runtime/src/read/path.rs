//! From a position in JSON text to the path of the value there.
//!
//! The text was parsed up to the position before, so the walk trusts it to be well-formed that far.

use std::fmt::Write;

enum Frame<'a> {
    /// In an object, at the member with this key (none between members).
    Object(Option<&'a [u8]>),
    /// In an array, at the element with this index.
    Array(usize),
}

/// The byte offset of a line (from 1) and column as `serde_json` counts them.
pub(super) fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    start.saturating_add(column).min(text.len())
}

/// The path of the value at an offset, as `items[3].privacy`; `$` is the whole text.
pub(super) fn at(text: &[u8], offset: usize) -> String {
    let frames = frames(text, offset);
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Array(index) => {
                // Writing to a string cannot fail.
                let _ = write!(path, "[{index}]");
            }
            Frame::Object(Some(key)) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(key));
            }
            Frame::Object(None) => {}
        }
    }
    if path.is_empty() {
        "$".to_owned()
    } else {
        path
    }
}

/// The containers that are open at an offset.
fn frames(text: &[u8], offset: usize) -> Vec<Frame<'_>> {
    let mut frames = Vec::new();
    let mut at = 0;
    while at < offset {
        match (text[at], frames.last_mut()) {
            (b'{', _) => frames.push(Frame::Object(None)),
            (b'[', _) => frames.push(Frame::Array(0)),
            (b'}' | b']', _) => {
                frames.pop();
            }
            (b',', Some(Frame::Array(index))) => *index += 1,
            (b',', Some(Frame::Object(key))) => *key = None,
            (b'"', frame) => {
                let end = string_end(text, at);
                if let Some(Frame::Object(key @ None)) = frame {
                    *key = text.get(at + 1..end);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    frames
}

/// The index of the quote that closes the string which opens at `open`.
fn string_end(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < text.len() && text[at] != b'"' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    at
}

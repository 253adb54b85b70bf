//! Lines: from a byte of a text to its line and column, and back.
//!
//! Invariant: a place that the text does not have is the nearest before it.

use super::Location;

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let behind = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self {
            starts: std::iter::once(0).chain(behind).collect(),
        }
    }

    /// The line and column of a byte.
    pub(super) fn location(&self, text: &str, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = text.get(self.starts[line - 1]..offset).unwrap_or_default();
        Location::new(line, before.chars().count() + 1)
    }

    /// The byte at a line and column.
    pub(super) fn offset(&self, text: &str, location: Location) -> usize {
        let start = self.start(text, location.line - 1);
        let mut columns = text[start..].char_indices().map(|(column, _)| column);
        start + columns.nth(location.column - 1).unwrap_or_default()
    }

    /// The byte at which a line starts, counted from zero; behind the last, where the text ends.
    pub(super) fn start(&self, text: &str, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(text.len())
    }
}

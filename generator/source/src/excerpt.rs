//! A line of a file with a place marked.

use std::fmt;

use super::Location;

/// Longer lines are cut around the place.
const WIDEST: usize = 100;

/// One line of a file, cut where it is too long, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of the line.
    pub number: usize,
    /// What is shown of it.
    pub text: String,
    /// How many characters of the text are before the place.
    pub indent: usize,
    /// How many characters are marked.
    pub width: usize,
}

impl Excerpt {
    /// The line of `location`; `None` if the text has no such line.
    pub(super) fn new(text: &str, location: Location) -> Option<Self> {
        let line = text.lines().nth(location.line.checked_sub(1)?)?;
        let start = location.column.saturating_sub(1);
        let cut = if start + location.width > WIDEST {
            start.saturating_sub(WIDEST / 2)
        } else {
            0
        };
        let shown: String = line.chars().skip(cut).take(WIDEST).collect();
        let indent = start - cut;
        let room = WIDEST - indent.min(WIDEST - 1);
        Some(Self {
            number: location.line,
            text: shown.trim_end().to_owned(),
            indent,
            width: location.width.clamp(1, room),
        })
    }
}

/// Three lines: the text, numbered, between an empty one and a row of carets under the place.
impl fmt::Display for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = " ".repeat(self.number.to_string().len());
        let (indent, marks) = (" ".repeat(self.indent), "^".repeat(self.width));
        writeln!(formatter, "{gutter} |\n{} | {}", self.number, self.text)?;
        writeln!(formatter, "{gutter} | {indent}{marks}")
    }
}

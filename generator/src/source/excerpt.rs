//! A line of a file with a place marked.

use super::Location;

/// Longer lines are cut around the place.
const WIDEST: usize = 100;

/// The line of `location`, numbered, with a row of carets under the place.
pub(super) fn excerpt(text: &str, location: Location) -> String {
    let Some(line) = text.lines().nth(location.line - 1) else {
        return String::new();
    };
    let start = location.column - 1;
    let cut = if start + location.width > WIDEST {
        start.saturating_sub(WIDEST / 2)
    } else {
        0
    };
    let shown: String = line.chars().skip(cut).take(WIDEST).collect();
    let number = location.line.to_string();
    let gutter = " ".repeat(number.len());
    let indent = " ".repeat(start - cut);
    let marks = "^".repeat(
        location
            .width
            .clamp(1, WIDEST - (start - cut).min(WIDEST - 1)),
    );
    format!(
        "{gutter} |\n{number} | {}\n{gutter} | {indent}{marks}\n",
        shown.trim_end()
    )
}

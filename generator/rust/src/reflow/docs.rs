//! Lines of documentation that fit.
//!
//! Takes one line of Markdown behind its marker; gives lines of at most 100 columns that mean the same: no break inside
//! code or a link, none that would begin a list or a heading, and the text of a list item stays indented.

use super::LINE;

/// The line, broken at words. `marker` is what begins a comment; `indent`, how deep the item is.
pub(crate) fn wrapped(marker: &str, text: &str, indent: usize) -> String {
    // The row of a table is one line.
    if text.starts_with('|') {
        return format!("{marker} {text}");
    }
    let room = LINE.saturating_sub(indent + marker.len() + 1);
    let hanging = " ".repeat(hanging(text));
    let mut lines = vec![String::new()];
    for word in words(text) {
        let width = |text: &str| text.chars().count();
        match lines.last_mut() {
            Some(line) if line.is_empty() || is_markup(word) || line.len() < hanging.len() => {
                line.push_str(word);
            }
            Some(line) if width(line) + width(word.trim_end()) <= room => line.push_str(word),
            _ => lines.push(format!("{hanging}{}", word.trim_start())),
        }
    }
    let lines = lines.iter().map(|line| format!("{marker} {line}"));
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// How deep the text of a list item is: behind its mark, or as deep as the line that goes on with it.
fn hanging(text: &str) -> usize {
    let depth = text.len() - text.trim_start().len();
    let mark = text.trim_start().split(' ').next().unwrap_or_default();
    let number = mark.strip_suffix('.').unwrap_or_default();
    let is_number = number.parse::<u8>().is_ok();
    if is_number || matches!(mark, "-" | "*" | "+") {
        depth + mark.len() + 1
    } else {
        depth
    }
}

/// Whether a word means something else at the beginning of a line. Of numbers, only one begins a list in a paragraph.
fn is_markup(word: &str) -> bool {
    let word = word.trim();
    matches!(word, "-" | "*" | "+" | "1." | "1)") || word.starts_with(['#', '>', '|', '='])
}

/// The words, each with the space before it; code and links are one word.
fn words(text: &str) -> Vec<&str> {
    let (mut depth, mut in_code, mut from, mut words) = (0_usize, false, 0, Vec::new());
    for (at, one) in text.char_indices() {
        match one {
            '`' => in_code = !in_code,
            '[' | '(' if !in_code => depth += 1,
            ']' | ')' if !in_code => depth = depth.saturating_sub(1),
            ' ' if !in_code && depth == 0 && at > from => {
                words.push(&text[from..at]);
                from = at;
            }
            _ => {}
        }
    }
    words.push(&text[from..]);
    words
}

//! Cut: a text without some of its entries.
//!
//! An entry goes with its lines, the comment that is directly above it, and the empty lines that would be left over.
//! Invariant: every other line stays as it was, and the new text says what the old one did but for the entries.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::{Format, Source, value};
use crate::pointer::Pointer;

impl Source {
    /// The text without what is at these places, each an element of a list or a member of an object. `None` if one of
    /// them has no lines of its own, so that only a person can tell what goes.
    pub fn without(&self, entries: &[Pointer]) -> Option<String> {
        let mut lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let mut goes = vec![false; lines.len()];
        for at in entries {
            let block = block(&lines, self.span(at)?, self.format);
            goes.get_mut(block)?.fill(true);
        }
        close_gaps(&lines, &mut goes);
        let expected = value_without(&self.value, entries);
        let emptied = match self.format {
            // A list of tables is gone with its last.
            Format::Toml => BTreeSet::new(),
            Format::Yaml | Format::Json => emptied(&expected, entries),
        };
        let mut opened = Vec::new();
        for list in emptied {
            let line = self.span(&list)?.start;
            let is_object = list.lookup(&expected).is_some_and(Value::is_object);
            let nothing = if is_object { "{}" } else { "[]" };
            opened.push((line, with_nothing(lines.get(line)?, nothing)?));
        }
        for (line, text) in &opened {
            lines[*line] = text;
        }
        let kept = lines.iter().zip(&goes).filter(|(_, goes)| !**goes);
        let text: String = kept.map(|(line, _)| *line).collect();
        let actual = value::parse(self.format, &text).ok()?;
        let is_same = with_content(actual, self.format) == with_content(expected, self.format);
        is_same.then_some(text)
    }

    /// The text with one word for another inside entries, and which of them took it: those in which the word is
    /// exactly once. `None` if none did.
    pub fn with(&self, words: &[(Pointer, String, String)]) -> Option<(String, Vec<bool>)> {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let mut written: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let took = words.iter().map(|(entry, old, new)| {
            let block = block(&lines, self.span(entry)?, self.format);
            let mut having = block.filter(|line| {
                written
                    .get(*line)
                    .is_some_and(|it| it.contains(old.as_str()))
            });
            let (line, other) = (having.next()?, having.next());
            if other.is_some() || written[line].matches(old.as_str()).count() != 1 {
                return None;
            }
            written[line] = written[line].replace(old.as_str(), new);
            Some(())
        });
        let took: Vec<bool> = took.map(|done| done.is_some()).collect();
        let text = written.concat();
        let is_read = took.contains(&true) && value::parse(self.format, &text).is_ok();
        is_read.then_some((text, took))
    }

    /// The lines from the beginning of an entry to what follows it, counted from zero.
    fn span(&self, at: &Pointer) -> Option<Range<usize>> {
        let (start, next) = self.index().lines(at)?;
        Some(start - 1..next.map_or(usize::MAX, |line| line - 1))
    }
}

/// The lines of an entry: what follows it keeps the comment above it, and the entry has its own.
fn block(lines: &[&str], span: Range<usize>, format: Format) -> Range<usize> {
    let Range { mut start, end } = span;
    let mut end = end.min(lines.len());
    let depth = lines.get(start).map_or(0, |line| indent(line));
    // What is further in than the entry may be a text of many lines.
    let is_comment = |line: &str| {
        line.trim_start().starts_with('#') && (format == Format::Toml || indent(line) <= depth)
    };
    while end > start + 1 && (is_empty(lines[end - 1]) || is_comment(lines[end - 1])) {
        end -= 1;
    }
    while start > 0 && is_comment(lines[start - 1]) {
        start -= 1;
    }
    start..end
}

/// Empty lines on both sides of what goes: one side goes too, at the end of the text that above.
fn close_gaps(lines: &[&str], goes: &mut [bool]) {
    let stays_empty = |line: usize, goes: &[bool]| !goes[line] && is_empty(lines[line]);
    for line in 1..lines.len() {
        let above = (0..line).rev().find(|above| !goes[*above]);
        let is_below = goes[line - 1] && stays_empty(line, goes);
        if is_below && above.is_none_or(|above| is_empty(lines[above])) {
            goes[line] = true;
        }
    }
    if goes.last() != Some(&true) {
        return;
    }
    while let Some(last) = goes.iter().rposition(|goes| !goes) {
        if !stays_empty(last, goes) {
            break;
        }
        goes[last] = true;
    }
}

fn is_empty(line: &str) -> bool {
    line.trim().is_empty()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The line of a key whose members are on lines of their own, without any of them.
fn with_nothing(line: &str, nothing: &str) -> Option<String> {
    let key = line.trim_end();
    let end = &line[key.len()..];
    key.ends_with(':').then(|| format!("{key} {nothing}{end}"))
}

fn value_without(value: &Value, entries: &[Pointer]) -> Value {
    let mut value = value.clone();
    // From the back, so that the positions of earlier elements stay true.
    let place = |at: &Pointer| at.last().and_then(|key| key.parse::<usize>().ok());
    let mut entries: Vec<&Pointer> = entries.iter().collect();
    entries.sort_by_key(|at| std::cmp::Reverse(place(at)));
    for at in entries {
        let (Some(parent), Some(key)) = (at.parent(), at.last()) else {
            continue;
        };
        match value.pointer_mut(&parent.as_str()[1..]) {
            Some(Value::Object(members)) => drop(members.shift_remove(&key)),
            Some(Value::Array(elements)) => {
                if let Some(place) = place(at).filter(|place| *place < elements.len()) {
                    elements.remove(place);
                }
            }
            _ => {}
        }
    }
    value
}

/// The lists and objects that lost their last element.
fn emptied(value: &Value, entries: &[Pointer]) -> BTreeSet<Pointer> {
    let is_empty = |around: &Pointer| match around.lookup(value) {
        Some(Value::Array(left)) => left.is_empty(),
        Some(Value::Object(left)) => left.is_empty(),
        _ => false,
    };
    entries
        .iter()
        .filter_map(Pointer::parent)
        .filter(is_empty)
        .collect()
}

/// In TOML a table without entries may be written or not.
fn with_content(mut value: Value, format: Format) -> Value {
    if let (Format::Toml, Value::Object(members)) = (format, &mut value) {
        members.retain(|_, member| {
            !member.as_object().is_some_and(serde_json::Map::is_empty)
                && !member.as_array().is_some_and(Vec::is_empty)
        });
    }
    value
}

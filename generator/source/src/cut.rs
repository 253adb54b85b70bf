//! Cut: a text without some of its entries, or with other words in them.
//!
//! An entry goes with its lines, the comment that is directly above it, and the empty lines that would be left over; between
//! brackets it goes with its comma. Invariant: everything else stays as it was, and the new text says what the old one did
//! but for the entries.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::{Format, Lines, Source, value};
use crate::pointer::Pointer;

/// What a part of a text becomes.
type Change = (Range<usize>, String);

impl Source {
    /// The text without what is at these places, each an element of a list or a member of an object. `None` if one of
    /// them cannot be separated from what is around it, which only a person can do.
    pub fn without(&self, entries: &[Pointer]) -> Option<String> {
        let lines = Lines::of(&self.text);
        let mut bracketed: BTreeMap<Pointer, (Range<usize>, Vec<&Pointer>)> = BTreeMap::new();
        let mut own = Vec::new();
        for at in entries {
            let owner = at.parent()?;
            match self.brackets(&lines, &owner) {
                Some(ends) => bracketed
                    .entry(owner)
                    .or_insert((ends, Vec::new()))
                    .1
                    .push(at),
                None => own.push(at.clone()),
            }
        }
        let expected = value_without(&self.value, entries);
        let mut changes = self.without_lines(&lines, &own, &expected)?;
        for (owner, (ends, gone)) in bracketed {
            changes.extend(self.without_elements(&lines, &owner, ends, &gone)?);
        }
        let text = changed(&self.text, changes);
        let actual = value::parse(self.format, &text).ok()?;
        let is_same = with_content(actual, self.format) == with_content(expected, self.format);
        is_same.then_some(text)
    }

    /// What changes if entries with lines of their own go.
    fn without_lines(
        &self,
        lines: &Lines,
        entries: &[Pointer],
        expected: &Value,
    ) -> Option<Vec<Change>> {
        let texts: Vec<&str> = self.text.split_inclusive('\n').collect();
        let mut goes = vec![false; texts.len()];
        for at in entries {
            let block = block(&texts, self.span(at)?, self.format);
            goes.get_mut(block)?.fill(true);
        }
        close_gaps(&texts, &mut goes);
        let start = |line: usize| lines.start(&self.text, line);
        let gone = (0..texts.len()).filter(|line| goes[*line]);
        let gone = gone.map(|line| (start(line)..start(line + 1), String::new()));
        let mut changes: Vec<Change> = gone.collect();
        let emptied = match self.format {
            // A list of tables is gone with its last.
            Format::Toml => BTreeSet::new(),
            Format::Yaml | Format::Json => emptied(expected, entries),
        };
        for list in emptied {
            let line = self.span(&list)?.start;
            let key = texts.get(line)?.trim_end();
            let is_object = list.lookup(expected).is_some_and(Value::is_object);
            let nothing = if is_object { " {}" } else { " []" };
            let end = start(line) + key.len();
            key.ends_with(':').then_some(())?;
            changes.push((end..end, nothing.to_owned()));
        }
        Some(changes)
    }

    /// What changes if elements of a collection between brackets go.
    fn without_elements(
        &self,
        lines: &Lines,
        owner: &Pointer,
        ends: Range<usize>,
        gone: &[&Pointer],
    ) -> Option<Vec<Change>> {
        let all: Vec<Pointer> = match owner.lookup(&self.value)? {
            Value::Object(members) => members.keys().map(|key| owner.child(key)).collect(),
            Value::Array(elements) => (0..elements.len()).map(|one| owner.index(one)).collect(),
            _ => return None,
        };
        let starts = all.iter().map(|at| {
            let place = self.index().place(at)?;
            Some(lines.offset(&self.text, place))
        });
        let starts: Vec<usize> = starts.collect::<Option<_>>()?;
        let Some(last) = all.iter().rposition(|at| !gone.contains(&at)) else {
            return Some(vec![(ends, String::new())]);
        };
        let mut cuts = Vec::new();
        for (position, _) in all[..last]
            .iter()
            .enumerate()
            .filter(|(_, at)| gone.contains(at))
        {
            cuts.push((starts[position]..starts[position + 1], String::new()));
        }
        if let Some(first) = starts.get(last + 1) {
            let comma = self.text[..*first].trim_end().strip_suffix(',')?.len();
            let end = self.text[..ends.end].trim_end().len();
            cuts.push((comma..end, String::new()));
        }
        Some(cuts)
    }

    /// What is between the brackets of a collection.
    fn brackets(&self, lines: &Lines, at: &Pointer) -> Option<Range<usize>> {
        let (open, close) = self.index().brackets(at)?;
        let [open, close] = [open, close].map(|end| lines.offset(&self.text, end));
        let is_open = self.text[open..].starts_with(['[', '{']);
        let is_closed = self.text[close..].starts_with([']', '}']);
        (is_open && is_closed).then_some(open + 1..close)
    }

    /// The text with other words: at or behind each place the first text that is the old word is the new one. Tells which
    /// were found; `None` if none was.
    pub fn with(&self, words: &[(Pointer, String, String)]) -> Option<(String, Vec<bool>)> {
        let lines = Lines::of(&self.text);
        let mut changes: Vec<Change> = Vec::new();
        let found = words.iter().map(|(at, old, new)| {
            let start = lines.offset(&self.text, self.index().place(at)?);
            let end = lines.start(&self.text, self.span(at)?.end);
            let found = find(self.text.get(start..end)?, old)?;
            let place = start + found.start..start + found.end;
            let is_new = changes.iter().all(|(other, _)| *other != place);
            is_new.then(|| changes.push((place, new.clone())))
        });
        let found: Vec<bool> = found.map(|found| found.is_some()).collect();
        let text = changed(&self.text, changes);
        let is_read = found.contains(&true) && value::parse(self.format, &text).is_ok();
        is_read.then_some((text, found))
    }

    /// The lines from the beginning of an entry to what follows it, counted from zero.
    fn span(&self, at: &Pointer) -> Option<Range<usize>> {
        let (start, next) = self.index().lines(at)?;
        Some(start - 1..next.map_or(usize::MAX, |line| line - 1))
    }
}

/// Where a text has another, whose words may be on several lines.
fn find(text: &str, wanted: &str) -> Option<Range<usize>> {
    let starts = text.char_indices().map(|(start, _)| start);
    let mut found = starts.filter_map(|start| {
        let rest = text[start..].char_indices();
        let mut rest = rest.filter(|(_, one)| !one.is_whitespace());
        let mut end = start;
        for wanted in wanted.chars().filter(|one| !one.is_whitespace()) {
            let (at, one) = rest.next().filter(|(_, one)| *one == wanted)?;
            end = start + at + one.len_utf8();
        }
        Some(start..end)
    });
    found.find(|place| !text[place.start..].starts_with(char::is_whitespace))
}

/// The text with other parts.
fn changed(text: &str, mut changes: Vec<Change>) -> String {
    // From the back, so that earlier places stay true.
    changes.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut text = text.to_owned();
    for (place, now) in changes {
        text.replace_range(place, &now);
    }
    text
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

//! Pointer to place: reads the text a second time, for positions only.
//!
//! Invariant: never fails. A text that this reader cannot follow to its end is indexed up to there,
//! and a pointer that is not in the index is where its nearest known ancestor is.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{Format, Lines, Location};
use crate::pointer::Pointer;

/// The places of a file.
#[derive(Debug)]
pub(super) struct Index {
    places: Places,
}

/// The places of a text, and the keys that it gives twice.
#[derive(Debug, Default)]
struct Places {
    known: HashMap<Pointer, Location>,
    /// Where the brackets of collections are that are written between brackets.
    brackets: HashMap<Pointer, (Location, Location)>,
    twice: Vec<Twice>,
}

/// A key that an object has already.
#[derive(Debug)]
pub(super) struct Twice {
    pub(super) at: Pointer,
    pub(super) first: Location,
    pub(super) second: Location,
}

impl Index {
    /// Indexes the whole of `text`.
    pub(super) fn build(format: Format, text: &str) -> Self {
        let places = match format {
            Format::Toml => toml_places(text),
            Format::Yaml | Format::Json => yaml_places(text),
        };
        Self { places }
    }

    /// The place of `pointer` or of its nearest known ancestor.
    pub(super) fn locate(&self, pointer: &Pointer) -> Location {
        let mut at = Some(pointer.clone());
        while let Some(known) = at {
            if let Some(location) = self.places.known.get(&known) {
                return *location;
            }
            at = known.parent();
        }
        Location::new(1, 1)
    }

    /// The line of `pointer`, and that of the first place behind it that is not inside; `None` if it is not known.
    pub(super) fn lines(&self, pointer: &Pointer) -> Option<(usize, Option<usize>)> {
        let known = &self.places.known;
        let start = known.get(pointer)?.line;
        let behind = known
            .iter()
            .filter(|(at, location)| location.line > start && !at.is_in(pointer))
            .map(|(_, location)| location.line)
            .min();
        Some((start, behind))
    }

    /// The place of `pointer` alone.
    pub(super) fn place(&self, pointer: &Pointer) -> Option<Location> {
        self.places.known.get(pointer).copied()
    }

    /// The brackets of the collection at `pointer`, if it is written between brackets.
    pub(super) fn brackets(&self, pointer: &Pointer) -> Option<(Location, Location)> {
        self.places.brackets.get(pointer).copied()
    }

    /// The keys that are given twice, in order.
    pub(super) fn twice(self) -> Vec<Twice> {
        let all = self.places.twice;
        let mut outermost: Vec<Twice> = Vec::new();
        for twice in all {
            // What is inside a repeated key repeats with it.
            let inside = |other: &Twice| {
                twice
                    .at
                    .below(&other.at)
                    .is_some_and(|rest| !rest.is_empty())
            };
            if !outermost.iter().any(inside) {
                outermost.push(twice);
            }
        }
        outermost
    }
}

impl Places {
    fn note(&mut self, at: Pointer, location: Location) {
        self.known.entry(at).or_insert(location);
    }

    fn note_key(&mut self, at: &Pointer, second: Location) {
        match self.known.get(at) {
            Some(first) => self.twice.push(Twice {
                at: at.clone(),
                first: *first,
                second,
            }),
            None => self.note(at.clone(), second),
        }
    }
}

/// A collection that the reader is inside of, and where it starts.
struct Open {
    at: Pointer,
    start: Span,
    next: Next,
}

/// What comes next in a collection.
enum Next {
    /// The value of this key, or else a key.
    Member(Option<Pointer>),
    /// The element at this position.
    Element(usize),
}

/// A member is found at its key, an element at its own start. YAML's reader reads JSON too.
fn yaml_places(text: &str) -> Places {
    let mut places = Places::default();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        match event {
            Event::MappingEnd | Event::SequenceEnd => {
                // What is written without brackets ends where something else starts.
                if let Some(closed) = open.pop().filter(|_| span.start.index() < span.end.index()) {
                    let ends = (location(closed.start), location(span));
                    places.brackets.insert(closed.at, ends);
                }
            }
            Event::Scalar(text, ..) => match open.last_mut() {
                Some(Open {
                    at,
                    next: Next::Member(key @ None),
                    ..
                }) => {
                    let member = at.child(&text);
                    places.note_key(&member, location(span));
                    *key = Some(member);
                }
                _ => {
                    next_place(&mut open, span, &mut places);
                }
            },
            Event::Alias(_) => {
                next_place(&mut open, span, &mut places);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let at = next_place(&mut open, span, &mut places);
                let next = match event {
                    Event::MappingStart(..) => Next::Member(None),
                    _ => Next::Element(0),
                };
                let start = span;
                open.push(Open { at, start, next });
            }
            _ => {}
        }
    }
    places
}

/// The pointer of the value that starts now, noted down unless its key already is.
fn next_place(open: &mut [Open], span: Span, places: &mut Places) -> Pointer {
    let at = match open.last_mut() {
        None => Pointer::root(),
        Some(Open { at, next, .. }) => match next {
            Next::Member(key) => key.take().unwrap_or_else(|| at.clone()),
            Next::Element(position) => {
                *position += 1;
                at.index(*position - 1)
            }
        },
    };
    places.note(at.clone(), location(span));
    at
}

fn location(span: Span) -> Location {
    let same_line = span.start.line() == span.end.line();
    let width = if same_line {
        span.end.col().saturating_sub(span.start.col())
    } else {
        1
    };
    Location {
        line: span.start.line(),
        column: span.start.col() + 1,
        width: width.max(1),
    }
}

fn toml_places(text: &str) -> Places {
    let mut places = Places::default();
    if let Ok(table) = toml::de::DeTable::parse(text) {
        let reader = Toml {
            text,
            lines: Lines::of(text),
        };
        reader.table(table.get_ref(), &Pointer::root(), &mut places);
    }
    places
}

struct Toml<'t> {
    text: &'t str,
    lines: Lines,
}

impl Toml<'_> {
    fn table(&self, table: &toml::de::DeTable<'_>, at: &Pointer, places: &mut Places) {
        for (key, value) in table {
            let member = at.child(key.get_ref());
            let width = key.span().len().max(1);
            let place = self.lines.location(self.text, key.span().start);
            places.note(member.clone(), Location { width, ..place });
            self.value(value, &member, places);
        }
    }

    fn value(
        &self,
        value: &toml::Spanned<toml::de::DeValue<'_>>,
        at: &Pointer,
        places: &mut Places,
    ) {
        let Range { start, end } = value.span();
        let mut inside = Vec::new();
        if let Some(table) = value.get_ref().as_table() {
            self.table(table, at, places);
            inside.extend(table.keys().map(|key| key.span().start));
        }
        let elements = value.get_ref().as_array().into_iter().flatten();
        for (position, element) in elements.enumerate() {
            let member = at.index(position);
            let start = element.span().start;
            places.note(member.clone(), self.lines.location(self.text, start));
            self.value(element, &member, places);
            inside.push(start);
        }
        // The place of a table with a head of its own is the head.
        let is_between = self.text[start..].starts_with(['[', '{'])
            && inside.iter().all(|place| (start + 1..end).contains(place));
        if is_between && !inside.is_empty() {
            let ends = [start, end - 1].map(|end| self.lines.location(self.text, end));
            places.brackets.insert(at.clone(), (ends[0], ends[1]));
        }
    }
}

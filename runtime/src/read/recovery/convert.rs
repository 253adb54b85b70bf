//! How a value is read that may not be what it should be.
//!
//! Takes its text and a way to read one, gives the text that could be read. What a type takes is found by trying:
//! a type that takes `[]` is a list, and it takes an element if it takes the list of that alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::forms::{OTHERWISE, PROBES, forms, found};
use super::state::{Step, with};
use crate::Deviation;

/// Reads a text, and says whether it could be.
type Try<'a> = &'a mut dyn FnMut(&str) -> bool;

/// Reads the text, or what can be made of it; the last text that is read is the one that it gives. `None`, and a
/// failure in the recovery, if nothing can be.
pub(super) fn convert<'t>(text: &'t str, read: Try<'_>) -> Option<Cow<'t, str>> {
    let mark = with(|state| state.mark());
    let foreign = is_foreign(text, read);
    let scouted = with(|state| state.scout(foreign));
    let as_it_is = read(text);
    let paths_are_known = with(|state| state.end_scout(scouted, mark));
    let parts = foreign && with(|state| state.looks_on(text.len()));
    if as_it_is && (paths_are_known || !parts) {
        return Some(Cow::Borrowed(text));
    }
    let failure = with(|state| state.back_to(mark));
    let converted = if parts { in_parts(text, read) } else { None };
    // Where something within has failed, the form is the right one.
    let converted = match converted {
        None if failure.is_none() => in_other_form(text, read),
        converted => converted,
    };
    if converted.is_none() {
        fail(failure, text, read);
    }
    converted.map(Cow::Owned)
}

/// Keeps the innermost reason why the text cannot be read.
fn fail(failure: Option<Deviation>, text: &str, read: Try<'_>) {
    with(|state| failure.map(|failure| state.fail(failure)));
    if !with(|state| state.has_failed()) {
        let value = serde_json::from_str(text).unwrap_or(Value::Null);
        let expected = expected(read);
        with(|state| state.fail_here(expected, found(&value)));
    }
}

/// Whether a list or map is read by a reader that does not know of the recovery: it does not say which element
/// deviates, and ends at the first that fails.
fn is_foreign(text: &str, read: Try<'_>) -> bool {
    let empty = match text.trim_start().as_bytes().first() {
        Some(b'[') => "[]",
        Some(b'{') => "{}",
        _ => return false,
    };
    with(|state| state.see(false));
    takes(empty, read) && !with(|state| state.see(false))
}

/// Reads the list without the elements, or the map without the entries, that cannot be read.
fn in_parts(text: &str, read: Try<'_>) -> Option<String> {
    let (open, close) = if text.trim_start().starts_with('[') {
        ("[", "]")
    } else {
        ("{", "}")
    };
    let mut good = Vec::new();
    for (step, before, part) in parts(text)? {
        with(|state| {
            state.enter(step);
            state.enter_dispensable();
        });
        let alone = |text: &str| [open, &before, text, close].concat();
        let converted = convert(part, &mut |text| read(&alone(text)));
        with(|state| {
            state.leave_dispensable();
            state.leave();
        });
        match converted {
            Some(text) => good.push([&before, &*text].concat()),
            None => _ = with(|state| state.overlook(Some(part))),
        }
    }
    let whole = [open, &good.join(","), close].concat();
    takes(&whole, read).then_some(whole)
}

/// The elements of a list, or the values of an object with what precedes each.
fn parts(text: &str) -> Option<Vec<(Step, String, &str)>> {
    if text.trim_start().starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        let elements = elements.into_iter().enumerate();
        let elements = elements.map(|(at, raw)| (Step::Element(at), String::new(), raw.get()));
        return Some(elements.collect());
    }
    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
    let entries = entries.into_iter().map(|(key, raw)| {
        let before = format!("{}:", Value::from(key.as_str()));
        (Step::Member(key), before, raw.get())
    });
    Some(entries.collect())
}

/// Reads the value in another form.
fn in_other_form(text: &str, read: Try<'_>) -> Option<String> {
    let value = serde_json::from_str(text).ok()?;
    let mark = with(|state| state.mark());
    let mut within = None;
    for (form, expected) in forms(&value, text) {
        if read(&form) {
            with(|state| state.deviate(mark, expected, found(&value)));
            return Some(form);
        }
        // If the one value of a list is what has failed, the form is the right one.
        let failure = with(|state| state.back_to(mark));
        within = within.or(failure.filter(|_| form.len() > text.len()));
    }
    with(|state| within.map(|failure| state.fail(failure)));
    None
}

/// Whether the text is read; nothing is recorded.
fn takes(text: &str, read: Try<'_>) -> bool {
    let muted = with(|state| state.mute(true));
    let takes = read(text);
    with(|state| {
        state.mute(muted);
        state.back_to(usize::MAX);
    });
    takes
}

/// What is taken, by what is.
fn expected(read: Try<'_>) -> &'static str {
    let probe = PROBES.iter().find(|(probe, _)| takes(probe, read));
    probe.map_or(OTHERWISE, |(_, expected)| expected)
}

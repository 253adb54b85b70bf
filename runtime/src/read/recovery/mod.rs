//! The second pass: a body that is not what the operation promises, read once more with a recovery.
//!
//! It drives the decoders of the first pass, as they are compiled for it: a deserializer of its own would compile
//! every type twice (half as much again for the whole crate). The recovery is beside them instead. The readers
//! of objects, pages and unions see that it is there, and give it the text of each value with a way to read that:
//! it tries the text, then other forms of it, and keeps the [`Deviation`]s. So no type says what it expects: it is
//! what the type takes. Invariant: what differs from the body is recorded, and the time is bounded by its size.

mod convert;
mod forms;
mod state;

use serde::de::DeserializeOwned;
use serde_json::de::SliceRead;

use self::convert::convert;
use self::state::{State, Step, recovering, with};
pub(super) use self::state::{absent, is_there, missing, overlooks, sees};
use super::deviation::{Deviation, NOTHING};
use super::nested::{Level, nested};

/// A value in its text, of the one deserializer that there is.
pub(super) type Json<'de> = serde_json::Deserializer<SliceRead<'de>>;

/// Reads a value and keeps it, or says that it cannot. What is compiled for each type is this alone.
pub(super) type Read<'a> = &'a mut dyn FnMut(&mut Json<'_>) -> bool;

/// Reads a body in which `met` was met before.
///
/// # Errors
/// The deviation that nothing could be done about.
pub(super) fn read<T: DeserializeOwned>(
    body: &str,
    met: Vec<Deviation>,
) -> Result<(T, Vec<Deviation>), Deviation> {
    let mut value: Option<T> = None;
    let (deviations, failure) = recovering(met, body.len(), || {
        convert(body, &mut |text| reads(&mut value, text));
    });
    match (value, failure) {
        (Some(value), None) => Ok((value, deviations)),
        (_, Some(failure)) => Err(failure),
        (None, None) => Err(Deviation::new(String::new(), "another value", "this one")),
    }
}

/// Reads a member. If it cannot be, and is optional, that is overlooked.
pub(super) fn member(key: &str, text: &str, optional: bool, read: Read<'_>) {
    with(|state| {
        state.knows_member();
        state.enter(Step::Member(key.to_owned()));
        if optional {
            state.enter_dispensable();
        }
    });
    let converted = convert(text, &mut |text| tries(read, text)).is_some();
    if optional {
        with(State::leave_dispensable);
    }
    if !converted && (optional || !substitute(text, read)) {
        // The last that was tried is not the value.
        tries(read, "");
    }
    with(|state| state.leave_member(!converted && optional));
}

/// Reads an empty value for a required member that is not there; nothing if no empty value is honest.
pub(super) fn missing_member(key: &str, read: Read<'_>) {
    if !with(|state| state.substitutes()) {
        return;
    }
    with(|state| {
        let path = state.path_to(key);
        state.fail(Deviation::new(path, "the required member", NOTHING));
        state.enter(Step::Member(key.to_owned()));
    });
    substitute("null", read);
    with(|state| {
        state.leave();
        // If nothing took its place, the reader of the object says so.
        state.forget_failure();
    });
}

/// Values that say nothing. A number or a boolean always says something, so none of them is here.
const EMPTY: [&str; 3] = ["\"\"", "[]", "{}"];

/// Reads an empty value in place of one that failed, if all of the answer would be lost with it, and records that.
fn substitute(text: &str, read: Read<'_>) -> bool {
    if !with(|state| state.substitutes()) {
        return false;
    }
    let failure = with(State::take_failure);
    let mark = with(|state| state.mark());
    let substituted = EMPTY.iter().any(|empty| {
        with(|state| _ = state.back_to(mark));
        tries(read, empty)
    });
    with(|state| {
        if !substituted {
            _ = state.back_to(mark);
        }
        state.restore(failure);
        if substituted {
            state.overlook(Some(text));
        }
    });
    substituted
}

/// Reads an element of a list that can do without it.
pub(super) fn element<T: DeserializeOwned>(
    text: &str,
    index: usize,
) -> Result<T, Option<Deviation>> {
    let mut value = None;
    with(|state| {
        state.enter(Step::Element(index));
        state.enter_dispensable();
    });
    let converted = convert(text, &mut |text| reads(&mut value, text)).is_some();
    with(|state| {
        state.leave_dispensable();
        state.leave();
    });
    match value {
        Some(value) if converted => Ok(value),
        _ => Err(with(|state| state.overlook(Some(text)))),
    }
}

/// Reads what a union may hold; `None` if it is not that, and the union keeps it as it is.
pub(super) fn variant<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut value = None;
    with(State::enter_dispensable);
    let converted = convert(text, &mut |text| reads(&mut value, text)).is_some();
    with(State::leave_dispensable);
    if converted {
        return value;
    }
    with(|state| state.overlook(None));
    None
}

/// Reads what a union may hold; `None` if there would be any deviation.
pub(super) fn exact<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mark = with(|state| state.mark());
    let muted = with(|state| state.mute(false));
    let value = nested(text).ok();
    let exact = with(|state| {
        state.mute(muted);
        state.mark() == mark && state.back_to(mark).is_none()
    });
    with(|state| state.back_to(mark));
    value.filter(|_| exact)
}

fn reads<T: DeserializeOwned>(value: &mut Option<T>, text: &str) -> bool {
    let mut read = |json: &mut Json<'_>| {
        *value = T::deserialize(json).ok();
        value.is_some()
    };
    tries(&mut read, text)
}

fn tries(read: Read<'_>, text: &str) -> bool {
    let Ok(_level) = Level::enter() else {
        return false;
    };
    let mut json = Json::from_slice(text.as_bytes());
    read(&mut json) && json.end().is_ok()
}

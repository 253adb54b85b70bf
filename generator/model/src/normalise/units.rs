//! Pass *units*: whole numbers that are moments or amounts of money become types of their own.
//!
//! A member whose name ends like that of a moment (`created_time`, `updated_at`) holds seconds since 1970, or milliseconds
//! where its least value is so large that it has to be; so does a list of them, and a text that can only be digits. A number whose name says `micro_currency` is money in millionths.
//! What the names do not say, or say wrongly, is said by `x-unit` in the description.
//!
//! Invariant: only the type changes; what travels stays the number, or the text that it is written as.

use crate::ir::{Api, Field, Shape, Type, Unit, UnixTime, Usage};

/// How names of moments end.
const MOMENTS: [&str; 8] = [
    "_time",
    "_at",
    "_timestamp",
    "_timestamps",
    "_since",
    "_expiration",
    "_expiry",
    "_time_ms",
];

/// How names of money say so.
const MICROS: &str = "micro_currency";

/// The pattern of whole numbers that are written as text.
const DIGITS: &str = r"^\d+$";

/// As seconds this is the year 5138; as milliseconds it is in 1973.
const MILLIS: f64 = 1e11;

pub(super) fn run(api: &mut Api) {
    for id in api.types.ids() {
        if let Shape::Struct(object) = &mut api.types[id].shape {
            object.fields.iter_mut().for_each(member);
        }
    }
    api.for_each_usage_mut(&mut |usage| {
        if usage.unit == Some(Unit::MicroCurrency) {
            values(usage, &mut amount);
        }
    });
}

fn member(field: &mut Field) {
    if field.usage.unit.is_some() {
        return;
    }
    let name = field.wire.to_lowercase();
    if name.contains(MICROS) {
        values(&mut field.usage, &mut amount);
    } else if MOMENTS.iter().any(|end| name.ends_with(end)) {
        values(&mut field.usage, &mut moment);
    }
}

/// Makes a whole number a moment, or a text that can only be digits.
fn moment(usage: &mut Usage) {
    if let Some(text) = digits(usage) {
        // The bounds have said what they are for.
        let least = usage.bounds.minimum.take_if(|least| *least >= MILLIS);
        (usage.bounds.pattern, usage.bounds.max_length) = (None, None);
        usage.ty = Type::UnixTime(match (text, least) {
            (true, _) => UnixTime::SecondsAsText,
            (false, None) => UnixTime::Seconds,
            (false, Some(_)) => UnixTime::Millis,
        });
    }
}

/// Makes a whole number an amount of money, or a text that can only be digits.
fn amount(usage: &mut Usage) {
    if let Some(text) = digits(usage) {
        usage.ty = Type::MicroAmount { text };
    }
}

/// Whether a value is a whole number (`false`) or a text that can only be digits (`true`), if it is one of both.
fn digits(usage: &Usage) -> Option<bool> {
    match usage.ty {
        Type::Integer => Some(false),
        Type::String if usage.bounds.pattern.as_deref() == Some(DIGITS) => Some(true),
        _ => None,
    }
}

/// Changes the value at a place, or those of the list there.
fn values(usage: &mut Usage, change: &mut impl FnMut(&mut Usage)) {
    match &mut usage.ty {
        Type::List(item) => values(item, change),
        _ => change(usage),
    }
}

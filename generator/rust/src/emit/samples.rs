//! Values made up for the wire tests: small and large ones that keep to the description.

use serde_json::{Map, Value, json};

use model::ir::{Api, Bounds, Enum, Shape, Struct, Type, TypeId, Union, UnixTime, Usage};

/// How much of a value is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// What is required.
    Minimal,
    /// Everything.
    Full,
}

/// Bounds on what is made, for types and bounds without any.
const MOST: usize = 10_000;
const DEEPEST: usize = 60;

/// A member that no object declares.
pub(super) const FURTHER: &str = "ADDITIONAL_MEMBER";

/// What is in place of a secret.
const SECRET: &str = "s3cret";

/// What is where a hash does.
const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// What is made where anything will do, and where digits do.
const ANY_NUMBER: i64 = 7;
const ANY_TEXT: &str = "text";
const DIGITS: &str = "1234567890";

/// Texts that match the patterns in use.
const MATCHING: [(&str, &str); 18] = [
    (r"^\d+$", DIGITS),
    (r"\d+", DIGITS),
    (r"^[0-9]+$", DIGITS),
    (r"^(AG)?\d+$", DIGITS),
    (r"^[C]?\d+$", DIGITS),
    (r"^((AG)|C)?\d+$", DIGITS),
    (r"^\d+\+?$", "18"),
    (r"^-?\d+(\.\d+)?$", "12.5"),
    (r"^(http|https|ftp|sftp)://", "https://example.com/feed.csv"),
    (r"^[a-zA-Z0-9]+$", "a1b2c3"),
    (r"^[a-z0-9]*$", "a1b2c3"),
    (r"^[a-zA-Z0-9+/=]+$", "aGVsbG8="),
    (r"[a-zA-Z0-9+\/=]+", "aGVsbG8="),
    (r"(?!^\d+$)^.+$", "someone"),
    (r"^(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$", "10:30"),
    (r"^(\d{4})-(\d{2})-(\d{2})$", "2026-01-15"),
    (r"^\d{4}-\d{2}-\d{2}$", "2026-01-15"),
    (
        r"^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2}).(\d{3})Z$",
        "2026-01-15T10:20:30.000Z",
    ),
];

/// A value that a client may send.
pub(super) fn sample(api: &Api, usage: &Usage, size: Size) -> Value {
    let mut open = Open {
        types: Vec::new(),
        left: MOST,
    };
    value(api, usage, size, &mut open)
}

/// The types that a value is in, and how many items and values of named types may still be made.
struct Open {
    types: Vec<TypeId>,
    left: usize,
}

fn value(api: &Api, usage: &Usage, size: Size, open: &mut Open) -> Value {
    match &usage.ty {
        Type::Boolean => json!(true),
        Type::Integer | Type::MicroAmount { text: false } => integer(&usage.bounds),
        Type::MicroAmount { text: true } => json!("1000000"),
        Type::UnixTime(form) => moment(*form),
        Type::Number => number(&usage.bounds),
        Type::String => json!(text(&usage.bounds)),
        // Known again wherever it must not be.
        Type::Secret => json!(SECRET),
        Type::Hashed => json!(HASH),
        Type::Date => json!("2026-01-15"),
        Type::Timestamp => json!("2026-01-15T10:20:30Z"),
        Type::Any => json!({"key": "value"}),
        Type::List(item) => {
            let least = usize::from(!ends(item, open));
            let count = usage.bounds.min_items.unwrap_or(least).max(least);
            let count = count.min(open.left);
            open.left -= count;
            Value::Array((0..count).map(|_| value(api, item, size, open)).collect())
        }
        Type::Map(_, item) if ends(item, open) => json!({}),
        Type::Map(key, item) => {
            let key = key.map_or_else(|| "key".to_owned(), |id| key_text(api, id));
            json!({ key: value(api, item, size, open) })
        }
        Type::Page(item) => json!({ "items": [value(api, item, size, open)] }),
        Type::OneOrMany(item) => json!([value(api, item, size, open)]),
        Type::Named(id) => named(api, *id, usage, size, open),
    }
}

fn moment(form: UnixTime) -> Value {
    match form {
        UnixTime::Seconds => json!(1_768_472_430),
        UnixTime::SecondsAsText => json!("1768472430"),
        UnixTime::Millis => json!(1_768_472_430_000_i64),
    }
}

/// Whether a list of such items is left empty, so that a type with a list of itself ends.
fn ends(item: &Usage, open: &Open) -> bool {
    matches!(item.ty, Type::Named(id) if times(id, open) > 1)
}

fn times(id: TypeId, open: &Open) -> usize {
    open.types.iter().filter(|one| **one == id).count()
}

fn named(api: &Api, id: TypeId, usage: &Usage, size: Size, open: &mut Open) -> Value {
    // Inside itself a type is as small as it may be; one that requires itself has no value at all.
    let size = match times(id, open) {
        _ if open.left == 0 || open.types.len() == DEEPEST => return Value::Null,
        0 => size,
        1 | 2 => Size::Minimal,
        _ => return Value::Null,
    };
    open.left -= 1;
    open.types.push(id);
    let value = match &api.types[id].shape {
        Shape::Id => json!(text(&usage.bounds)),
        Shape::Enum(Enum::Text(values)) => json!(chosen(values, size)),
        Shape::Enum(Enum::Whole(values)) => json!(chosen(values, size)),
        Shape::Struct(object) => structure(api, object, (size, required(usage)), open),
        Shape::Union(union) => alternative(api, union, size, open),
    };
    open.types.pop();
    value
}

/// The members of the first set of which some set must be there.
fn required(usage: &Usage) -> &[String] {
    usage.required_one_of.first().map_or(&[], Vec::as_slice)
}

/// `required` are members that are there although they are optional.
fn structure(
    api: &Api,
    object: &Struct,
    (size, required): (Size, &[String]),
    open: &mut Open,
) -> Value {
    let mut members = Map::new();
    for constant in &object.constants {
        members.insert(constant.wire.clone(), json!(constant.value));
    }
    for field in &object.fields {
        let wanted = field.required || size == Size::Full || required.contains(&field.wire);
        if wanted && !field.usage.read_only {
            members.insert(field.wire.clone(), value(api, &field.usage, size, open));
        }
    }
    if let (Some(rest), Size::Full) = (&object.rest, size) {
        members.insert(FURTHER.to_owned(), value(api, rest, size, open));
    }
    Value::Object(members)
}

fn alternative(api: &Api, union: &Union, size: Size, open: &mut Open) -> Value {
    chosen(&union.variants, size).map_or(Value::Null, |one| value(api, &one.usage, size, open))
}

/// The first for a small value, the last for a large one, so that both ends of a list are tried.
fn chosen<T>(values: &[T], size: Size) -> Option<&T> {
    match size {
        Size::Minimal => values.first(),
        Size::Full => values.last(),
    }
}

fn key_text(api: &Api, id: TypeId) -> String {
    match &api.types[id].shape {
        Shape::Enum(Enum::Text(values)) => values.first().cloned().unwrap_or_default(),
        _ => "key".to_owned(),
    }
}

#[allow(clippy::cast_possible_truncation)] // bounds of whole numbers are whole
fn integer(bounds: &Bounds) -> Value {
    let low = bounds.minimum.map_or(i64::MIN, |low| {
        low.ceil() as i64 + i64::from(bounds.exclusive_minimum)
    });
    let high = bounds.maximum.map_or(i64::MAX, |high| {
        high.floor() as i64 - i64::from(bounds.exclusive_maximum)
    });
    json!(ANY_NUMBER.clamp(low, high.max(low)))
}

fn number(bounds: &Bounds) -> Value {
    let low = bounds.minimum.unwrap_or(f64::MIN);
    let high = bounds.maximum.unwrap_or(f64::MAX);
    json!(0.5_f64.clamp(low, high.max(low)))
}

fn text(bounds: &Bounds) -> String {
    let pattern = bounds.pattern.as_deref();
    let matching = MATCHING.iter().find(|(known, _)| Some(*known) == pattern);
    let mut text = matching.map_or(ANY_TEXT, |(_, text)| text).to_owned();
    while text.chars().count() < bounds.min_length.unwrap_or_default().min(MOST) {
        text.push_str(&text.clone());
    }
    match bounds.max_length {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    }
}

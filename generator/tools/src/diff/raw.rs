//! Raw differences: every place at which two documents differ, whatever it means.
//!
//! Takes two values; gives leaves. Invariant: two documents without a leaf are equal but for the order of keys that
//! readers do not see. The rules are held against this list, so it knows nothing of them.

use serde_json::{Map, Value};

use source::pointer::Pointer;

/// A place that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The place in the old document, if it is there.
    pub old: Option<Pointer>,
    /// The place in the new document, if it is there.
    pub new: Option<Pointer>,
    /// Whether both have the same members in another order.
    pub order: bool,
}

/// Every place at which the documents differ.
#[must_use]
pub fn differences(old: &Value, new: &Value) -> Vec<Leaf> {
    between((&Pointer::root(), old), (&Pointer::root(), new))
}

/// Every place at which two values of the documents differ.
pub(super) fn between(old: Place<'_>, new: Place<'_>) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    compare(old, new, &mut leaves);
    leaves
}

type Place<'a> = (&'a Pointer, &'a Value);

fn compare(old: Place<'_>, new: Place<'_>, leaves: &mut Vec<Leaf>) {
    match (old.1, new.1) {
        (Value::Object(before), Value::Object(after)) => {
            members((old.0, before), (new.0, after), leaves);
        }
        (Value::Array(before), Value::Array(after)) => {
            elements((old.0, before), (new.0, after), leaves);
        }
        (before, after) if before == after => {}
        _ => leaves.push(Leaf {
            old: Some(old.0.clone()),
            new: Some(new.0.clone()),
            order: false,
        }),
    }
}

fn members(
    (old, before): (&Pointer, &Map<String, Value>),
    (new, after): (&Pointer, &Map<String, Value>),
    leaves: &mut Vec<Leaf>,
) {
    for (name, value) in before {
        match after.get(name) {
            Some(other) => {
                compare((&old.child(name), value), (&new.child(name), other), leaves);
            }
            None => alone(
                &old.child(name),
                value,
                &mut |place| (Some(place), None),
                leaves,
            ),
        }
    }
    for (name, value) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        alone(
            &new.child(name),
            value,
            &mut |place| (None, Some(place)),
            leaves,
        );
    }
    let readers_see = old.last().is_some_and(|last| last == "properties");
    let common = |one: &Map<String, Value>, other: &Map<String, Value>| -> Vec<String> {
        let names = one.keys().filter(|name| other.contains_key(*name));
        names.cloned().collect()
    };
    if readers_see && common(before, after) != common(after, before) {
        leaves.push(reordered(old, new));
    }
}

/// What only one document has: the place itself, or what is in it if the other document might as well have an
/// empty one.
fn alone(
    place: &Pointer,
    value: &Value,
    side: &mut impl FnMut(Pointer) -> (Option<Pointer>, Option<Pointer>),
    leaves: &mut Vec<Leaf>,
) {
    const LISTS: [&str; 15] = [
        "components",
        "schemas",
        "responses",
        "requestBodies",
        "headers",
        "links",
        "parameters",
        "required",
        "enum",
        "properties",
        "tags",
        "oneOf",
        "anyOf",
        "allOf",
        "security",
    ];
    let is_path = place
        .parent()
        .is_some_and(|parent| parent.as_str() == "#/paths");
    let is_list = is_path
        || place
            .last()
            .is_some_and(|last| LISTS.contains(&last.as_str()));
    let inside: Vec<(Pointer, &Value)> = match value {
        _ if !is_list => Vec::new(),
        Value::Array(all) => all
            .iter()
            .enumerate()
            .map(|(index, value)| (place.index(index), value))
            .collect(),
        Value::Object(all) => all
            .iter()
            .map(|(name, value)| (place.child(name), value))
            .collect(),
        _ => Vec::new(),
    };
    if inside.is_empty() {
        let (old, new) = side(place.clone());
        leaves.push(Leaf {
            old,
            new,
            order: false,
        });
    }
    for (place, value) in inside {
        alone(&place, value, side, leaves);
    }
}

fn elements(
    (old, before): (&Pointer, &[Value]),
    (new, after): (&Pointer, &[Value]),
    leaves: &mut Vec<Leaf>,
) {
    let pairs = pairs(before, after);
    for (one, other) in &pairs {
        match (*one, *other) {
            (Some(one), Some(other)) => compare(
                (&old.index(one), &before[one]),
                (&new.index(other), &after[other]),
                leaves,
            ),
            (one, other) => leaves.push(Leaf {
                old: one.map(|index| old.index(index)),
                new: other.map(|index| new.index(index)),
                order: false,
            }),
        }
    }
    let mut matched: Vec<(usize, usize)> = pairs
        .iter()
        .filter_map(|(one, other)| one.zip(*other))
        .collect();
    matched.sort_unstable();
    if !matched.is_sorted_by_key(|(_, other)| *other) {
        leaves.push(reordered(old, new));
    }
}

fn reordered(old: &Pointer, new: &Pointer) -> Leaf {
    Leaf {
        old: Some(old.clone()),
        new: Some(new.clone()),
        order: true,
    }
}

/// Which elements of two lists represent each other: equal ones, then ones of the same identity, then objects
/// without one in their order.
pub(super) fn pairs(old: &[Value], new: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut free: Vec<usize> = (0..new.len()).collect();
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    let tests: [fn(&Value, &Value) -> bool; 3] = [PartialEq::eq, are_one, are_nameless];
    for test in tests {
        for (index, value) in old.iter().enumerate() {
            if found[index].is_some() {
                continue;
            }
            if let Some(position) = free.iter().position(|other| test(value, &new[*other])) {
                found[index] = Some(free.remove(position));
            }
        }
    }
    let matched = found
        .into_iter()
        .enumerate()
        .map(|(index, other)| (Some(index), other));
    matched
        .chain(free.into_iter().map(|index| (None, Some(index))))
        .collect()
}

fn are_one(one: &Value, other: &Value) -> bool {
    identity(one).is_some() && identity(one) == identity(other)
}

fn are_nameless(one: &Value, other: &Value) -> bool {
    let nameless = |value: &Value| value.is_object() && identity(value).is_none();
    nameless(one) && nameless(other)
}

/// What an element of a list is known by.
fn identity(value: &Value) -> Option<String> {
    let object = value.as_object()?;
    if let Some(target) = object.get("$ref") {
        return target.as_str().map(str::to_owned);
    }
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    match (text("in"), text("name"), text("url")) {
        (place, Some(name), _) => Some(format!("{} {name}", place.unwrap_or_default())),
        (_, _, Some(url)) => Some(url.to_owned()),
        _ => None,
    }
}

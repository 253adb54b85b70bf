//! Damage to a value: something is pointed elsewhere, copied, renamed, added, exchanged, replaced, wrapped or removed.

use serde_json::{Map, Value, json};

use super::{Random, hostile};

/// Texts that become names.
const NAMES: [&str; 7] = [
    "/name",
    "/operationId",
    "/tags/0",
    "/enum/0",
    "/propertyName",
    "/pattern",
    "/version",
];

/// So many of the changes keep a description well-formed more often than not; the others rarely do.
const MILD: usize = 6;

/// How many of the others there are.
const WILD: usize = 6;

/// The places of a value that damage picks from. A place that an earlier change took away is passed over.
pub(crate) struct Places {
    all: Vec<String>,
    schemas: Vec<String>,
    names: Vec<String>,
    properties: Vec<String>,
    components: Vec<String>,
}

impl Places {
    pub(crate) fn of(value: &Value) -> Self {
        let found = everything(value);
        let those = |test: &dyn Fn(&str, &Value) -> bool| {
            let passed = found.iter().filter(|(place, value)| test(place, value));
            passed.map(|(place, _)| place.clone()).collect()
        };
        let is_name = |place: &str| NAMES.iter().any(|end| place.ends_with(end));
        Self {
            all: those(&|_, _| true),
            schemas: those(&|_, value| is_schema(value)),
            names: those(&|place, value| is_name(place) && value.is_string()),
            properties: those(&|place, _| parts(place).0.ends_with("/properties")),
            components: those(&|place, _| parts(place).0 == "/components/schemas"),
        }
    }
}

/// One change.
pub(crate) fn damage(value: &mut Value, places: &Places, random: &mut Random) {
    let wild = random.below(6) == 0;
    let change = random.below(if wild { WILD } else { MILD }) + if wild { MILD } else { 0 };
    let reference = |random: &mut Random| {
        let place = random.any(&places.components).unwrap_or_default();
        json!({ "$ref": format!("#{place}") })
    };
    let (one, other) = (reference(random), reference(random));
    let schema = random.any(&places.schemas).unwrap_or_default();
    let second = random.any(&places.schemas).unwrap_or_default();
    let anything = random.any(&places.all).unwrap_or_default();
    let new = hostile(random);
    match change {
        0 => set(value, &schema, one),
        1 => set(value, &schema, at(value, &second)),
        2 => set(
            value,
            &random.any(&places.names).unwrap_or_default(),
            json!(new),
        ),
        3 => rename(
            value,
            &random.any(&places.properties).unwrap_or_default(),
            new,
        ),
        4 => add(value, &schema, (one, other), new, random),
        5 => swap(value, &schema, &second),
        6 => {
            let long = "x".repeat(1 << random.below(12));
            let scalars = json!([null, true, -1, 1e300, new, [], {}, long, u64::MAX]);
            set(value, &anything, scalars[random.below(9)].clone());
        }
        7 => wrap(value, &anything, &other, random),
        8 => {
            let alike = format!("/{}", parts(&anything).1);
            let source = places.all.iter().filter(|place| place.ends_with(&alike));
            let source = random.any(&source.cloned().collect::<Vec<_>>());
            set(value, &anything, at(value, &source.unwrap_or_default()));
        }
        9 => rename(value, &anything, new),
        10 => swap(value, &anything, &schema),
        _ => remove(value, &anything),
    }
}

fn at(value: &Value, place: &str) -> Value {
    value.pointer(place).cloned().unwrap_or_default()
}

/// Puts what is at a place into something, once or so often that readers reach their bound.
fn wrap(value: &mut Value, place: &str, other: &Value, random: &mut Random) {
    let kind = random.below(5);
    let times = if random.below(4) == 0 {
        random.below(150)
    } else {
        1
    };
    let mut inner = at(value, place);
    for _ in 0..times {
        inner = match kind {
            0 => json!([inner]),
            1 => json!({ "allOf": [inner, other] }),
            2 => json!({ "oneOf": [inner, other] }),
            3 => json!({ "type": "object", "properties": { "inner": inner } }),
            _ => json!({ "type": "array", "items": inner }),
        };
    }
    set(value, place, inner);
}

/// A keyword that was not meant for the place.
fn add(
    value: &mut Value,
    schema: &str,
    (one, other): (Value, Value),
    hostile: &str,
    random: &mut Random,
) {
    let mapping = json!({ "a": one["$ref"], hostile: other["$ref"] });
    let additions = json!({
        "allOf": [one, other], "oneOf": [one, other], "additionalProperties": other,
        "discriminator": { "propertyName": "kind", "mapping": mapping },
        "enum": ["a", "A", hostile], "required": ["id", "name"], "nullable": true,
        "readOnly": true, "minItems": u64::MAX, "default": hostile,
    });
    let keywords = additions.as_object().into_iter().flat_map(Map::keys);
    let keywords: Vec<String> = keywords.cloned().collect();
    let keyword = random.any(&keywords).unwrap_or_default();
    let addition = additions[&keyword].clone();
    match value.pointer_mut(schema) {
        Some(Value::Object(members)) if random.below(3) > 0 => {
            members.insert(keyword, addition);
        }
        _ => set(value, schema, json!({ keyword: addition })),
    }
}

fn is_schema(value: &Value) -> bool {
    let keywords = ["type", "properties", "allOf", "oneOf", "anyOf", "enum"];
    let reference = value.get("$ref").and_then(Value::as_str);
    reference.is_some_and(|target| target.starts_with("#/components/schemas/"))
        || keywords.iter().any(|keyword| value.get(keyword).is_some())
}

fn set(value: &mut Value, place: &str, new: Value) {
    if let Some(old) = value.pointer_mut(place) {
        *old = new;
    }
}

/// Exchanges two places. If one holds the other, that one is left with a copy of itself inside.
fn swap(value: &mut Value, one: &str, other: &str) {
    let (first, second) = (at(value, one), at(value, other));
    set(value, one, second);
    set(value, other, first);
}

/// Calls a member something else, or with one name in two gives it a second.
fn rename(value: &mut Value, place: &str, new: &str) {
    let (parent, key) = parts(place);
    if let Some(Value::Object(members)) = value.pointer_mut(parent) {
        let key = unescaped(key);
        for (name, value) in std::mem::take(members) {
            let keep = name != key || name.len() % 2 == 0;
            if name == key {
                members.insert(new.to_owned(), value.clone());
            }
            if keep {
                members.insert(name, value);
            }
        }
    }
}

fn remove(value: &mut Value, place: &str) {
    let (parent, key) = parts(place);
    match value.pointer_mut(parent) {
        Some(Value::Object(members)) => drop(members.shift_remove(&unescaped(key))),
        Some(Value::Array(elements)) => drop(elements.pop()),
        _ => {}
    }
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// The place around a place, and its own last segment.
fn parts(place: &str) -> (&str, &str) {
    place.rsplit_once('/').unwrap_or(("", ""))
}

/// A value and everything inside it, each with its pointer.
pub(crate) fn everything(value: &Value) -> Vec<(String, &Value)> {
    let mut all = vec![(String::new(), value)];
    let mut next = 0;
    while let Some((place, value)) = all.get(next).cloned() {
        let inside = |key: &str| format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        match value {
            Value::Object(members) => all.extend(members.iter().map(|(key, it)| (inside(key), it))),
            Value::Array(list) => {
                let numbered = list.iter().enumerate();
                all.extend(numbered.map(|(at, it)| (format!("{place}/{at}"), it)));
            }
            _ => {}
        }
        next += 1;
    }
    all
}

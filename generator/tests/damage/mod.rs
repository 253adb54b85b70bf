//! Damaged descriptions: a few paths of a description with what they refer to, changed in a few places by a seed.

use serde_json::{Map, Value, json};

/// What Rust, Cargo or rustdoc could read as something else.
const HOSTILE: &str = "| |_|1|1p|-1|self|Self|super|crate|type|async|mod|new|send|clone|default|into|\
    request|member|body|core|client|full|rustls|string|vec|unrecognized|bookmark|items|page_size|id|x_id|\
    Option|IntoIterator|a b|A_B|a-b|a\"b\\c|m²|日本|é|*/ {} [x] `|\u{202e}abc|line\nbreak|#|{|/x/{id}|paging";

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
const MILD: usize = 5;

/// The damaged description.
pub(crate) fn mutant(base: &Value, seed: u64) -> Value {
    let mut random = Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let paths: Vec<_> = base["paths"].as_object().into_iter().flatten().collect();
    let kept: Vec<_> = (0..=random.below(4))
        .map(|_| *random.pick(&paths))
        .collect();
    let kept = kept
        .into_iter()
        .map(|(path, item)| (path.clone(), item.clone()));
    let mut value = json!({ "paths": kept.collect::<Map<_, _>>(), "components": {} });
    for keyword in ["openapi", "info", "servers", "tags"] {
        value[keyword] = base[keyword].clone();
    }
    add_components(&mut value, base);
    for _ in 0..=random.below(8) {
        let wild = random.below(6) == 0;
        let change = random.below(MILD) + if wild { MILD } else { 0 };
        damage(&mut value, change, &mut random);
    }
    value
}

/// Adds the components of `base` that something refers to.
fn add_components(value: &mut Value, base: &Value) {
    let all = &base["components"];
    let mut components = json!({ "securitySchemes": all["securitySchemes"] });
    let mut open = vec![value["paths"].clone()];
    while let Some(part) = open.pop() {
        let texts = places(&part).into_iter();
        let texts = texts.filter_map(|(_, text)| text.as_str()?.strip_prefix("#/components/"));
        for (section, name) in texts.filter_map(|target| target.split_once('/')) {
            if components[section].get(name).is_none() {
                components[section][name] = all[section][name].clone();
                open.push(all[section][name].clone());
            }
        }
    }
    value["components"] = components;
}

/// One change: something is pointed elsewhere, copied, renamed, added, replaced, wrapped or removed.
fn damage(value: &mut Value, change: usize, random: &mut Random) {
    let schemas = value["components"]["schemas"].as_object();
    let names: Vec<String> = schemas.into_iter().flat_map(Map::keys).cloned().collect();
    let Some(name) = random.any(&names) else {
        return;
    };
    let one = json!({ "$ref": format!("#/components/schemas/{name}") });
    let other = random.any(&names).unwrap_or_default();
    let other = json!({ "$ref": format!("#/components/schemas/{other}") });
    let hostile = *random.pick(&HOSTILE.split('|').collect::<Vec<_>>());
    let anything = pick_place(value, random, |_, _| true);
    let schema = pick_place(value, random, |_, value| is_schema(value));
    let at = |place: &String| value.pointer(place).cloned().unwrap_or_default();
    match change {
        0 => set(value, &schema, one),
        1 => {
            let source = pick_place(value, random, |_, value| is_schema(value));
            set(value, &schema, at(&source));
        }
        2 => {
            let is_name = |place: &str| NAMES.iter().any(|end| place.ends_with(end));
            let name = pick_place(value, random, |place, value| {
                is_name(place) && value.is_string()
            });
            set(value, &name, json!(hostile));
        }
        3 => {
            let is_property = |parent: &str| parent.ends_with("/properties");
            let property = pick_place(value, random, |place, _| is_property(parts(place).0));
            rename(value, &property, hostile);
        }
        4 => add(value, &schema, (one, other), hostile, random),
        5 => {
            let scalars = json!([null, true, -1, 1e300, hostile, [], {}]);
            let scalars = scalars.as_array().cloned().unwrap_or_default();
            set(value, &anything, random.pick(&scalars).clone());
        }
        6 => {
            let inner = at(&anything);
            let wraps = [
                json!([inner]),
                json!({ "allOf": [inner, other] }),
                json!({ "oneOf": [inner, other] }),
                json!({ "type": "array", "items": inner }),
            ];
            set(value, &anything, random.pick(&wraps).clone());
        }
        7 => {
            let alike = format!("/{}", parts(&anything).1);
            let source = pick_place(value, random, |place, _| place.ends_with(&alike));
            set(value, &anything, at(&source));
        }
        8 => rename(value, &anything, hostile),
        _ => remove(value, &anything),
    }
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

/// Calls a member something else, or with one name in two gives it a second.
fn rename(value: &mut Value, place: &str, new: &str) {
    let (parent, key) = parts(place);
    if let Some(Value::Object(members)) = value.pointer_mut(parent) {
        let key = key.replace("~1", "/");
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
        Some(Value::Object(members)) => drop(members.shift_remove(&key.replace("~1", "/"))),
        Some(Value::Array(elements)) => drop(elements.pop()),
        _ => {}
    }
}

/// The place around a place, and its own last segment.
fn parts(place: &str) -> (&str, &str) {
    place.rsplit_once('/').unwrap_or(("", ""))
}

/// One of the places that pass a test; the root if none does.
fn pick_place(value: &Value, random: &mut Random, test: impl Fn(&str, &Value) -> bool) -> String {
    let all = places(value).into_iter();
    let passed = all.filter(|(place, found)| test(place, found));
    let passed: Vec<String> = passed.map(|(place, _)| place).collect();
    random.any(&passed).unwrap_or_default()
}

/// A value and everything inside it, each with its pointer.
fn places(value: &Value) -> Vec<(String, &Value)> {
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

/// Marsaglia's xorshift: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).map_or(0, |number| number % end)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn any(&mut self, list: &[String]) -> Option<String> {
        (!list.is_empty()).then(|| self.pick(list).clone())
    }
}

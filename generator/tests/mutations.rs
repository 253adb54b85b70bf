//! The generator on descriptions that nobody wrote: pieces of the committed one, damaged by a seed. It must give files
//! or findings, and never panic, overflow its stack or hang; the files must be Rust, and no two items have one name.
//!
//! `MUTATIONS=20000 cargo test --release -p pinterest-v5-generator --test mutations` looks further, and
//! `MUTATIONS_FROM` starts elsewhere. Each run is in a thread named after its seed, so that an overflow says which.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use generator::{Inputs, Output, RuntimeDependency, generate, source::Source};
use serde_json::{Map, Value, json};

/// What Rust, Cargo or rustdoc could read as something else.
const HOSTILE: [&str; 48] = [
    "", " ", "_", "1", "1p", "-1", "self", "Self", "super", "crate", "type", "async", "new",
    "send", "clone", "default", "request", "into", "member", "body", "core", "client", "full",
    "rustls", "mod", "string", "vec", "unrecognized", "bookmark", "items", "page_size", "id",
    "Option", "IntoIterator", "Default", "a b", "A_B", "a\"b\\c", "m²", "日本", "é", "*/ {} [x] `",
    "\u{202e}abc", "line\nbreak", "#", "{", "/x/{id}", "x_id",
];

#[test]
fn any_description_gives_files_or_findings() {
    let setting = |name| Some(std::env::var(name).ok()?.parse::<u64>().unwrap());
    let from = setting("MUTATIONS_FROM").unwrap_or_default();
    let base = base();
    for seed in from..from + setting("MUTATIONS").unwrap_or(150) {
        let text = mutant(&base, seed).to_string();
        let thread = std::thread::Builder::new().name(format!("seed {seed}"));
        let thread = thread.stack_size(2 << 20).spawn(move || run(&text, seed));
        match thread.unwrap().join().unwrap() {
            Ok(output) => check(&output, seed),
            Err(report) => assert!(report.contains("error"), "seed {seed}: no reason in {report:?}"),
        }
    }
}

fn base() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    Source::read(&path).unwrap().value().clone()
}

/// The report of a failure is what a maintainer would see.
fn run(text: &str, seed: u64) -> Result<Output, String> {
    let folder = std::env::temp_dir().join(format!("mutations-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let description = folder.join(format!("{seed}.json"));
    std::fs::write(&description, text).unwrap();
    let names = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/names.toml");
    std::fs::copy(names, folder.join("names.toml")).unwrap();
    let output = generate(&Inputs {
        description,
        spec_dir: folder.clone(),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    });
    std::fs::remove_dir_all(folder).unwrap();
    output.map_err(|failure| failure.report)
}

/// Every file is Rust, and no scope has two items of one name.
fn check(output: &Output, seed: u64) {
    for (path, text) in output.files.iter().chain(&output.tests).filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("seed {seed}: {path}: {error}"));
        let mut names = BTreeSet::new();
        for name in file.items.iter().flat_map(names_of) {
            assert!(names.insert(name.clone()), "seed {seed}: {path} has two {name}");
        }
    }
}

/// The names that an item takes, each with the scope that must not have it twice.
fn names_of(item: &syn::Item) -> Vec<String> {
    let members = |scope: &syn::Ident, names: &mut dyn Iterator<Item = String>| -> Vec<String> {
        names.map(|name| format!("{scope}.{name}")).chain([format!("item {scope}")]).collect()
    };
    match item {
        syn::Item::Struct(one) => {
            let fields = one.fields.iter().filter_map(|field| field.ident.as_ref());
            members(&one.ident, &mut fields.map(|name| format!("field {name}")))
        }
        syn::Item::Enum(one) => members(&one.ident, &mut one.variants.iter().map(|it| it.ident.to_string())),
        syn::Item::Mod(one) => vec![format!("mod {}", one.ident)],
        syn::Item::Impl(one) if one.trait_.is_none() => {
            let owner = quote::ToTokens::to_token_stream(&one.self_ty);
            let functions = one.items.iter().filter_map(|item| match item {
                syn::ImplItem::Fn(function) => Some(format!("{owner}::{}", function.sig.ident)),
                _ => None,
            });
            functions.collect()
        }
        _ => Vec::new(),
    }
}

/// A few paths of the description with what they refer to, damaged in a few places.
fn mutant(base: &Value, seed: u64) -> Value {
    let mut random = Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let paths = base["paths"].as_object().unwrap();
    let kept = (0..=random.below(4)).map(|_| random.pick(&paths.iter().collect::<Vec<_>>()).to_owned());
    let kept: Map<String, Value> = kept.map(|(path, item)| (path.clone(), item.clone())).collect();
    let mut value = base.clone();
    value["paths"] = Value::Object(kept);
    prune(&mut value);
    for _ in 0..=random.below(6) {
        damage(&mut value, &mut random);
    }
    value
}

/// Removes the components that nothing refers to.
fn prune(value: &mut Value) {
    let all = std::mem::take(&mut value["components"]);
    value["components"] = json!({ "securitySchemes": all["securitySchemes"], "schemas": {}, "parameters": {} });
    let mut open = vec![value["paths"].clone()];
    while let Some(part) = open.pop() {
        let texts = places(&part).into_iter().filter_map(|place| part.pointer(&place)?.as_str().map(str::to_owned));
        for target in texts.filter_map(|text| text.strip_prefix("#/components/").map(str::to_owned)) {
            let (section, name) = target.split_once('/').unwrap();
            if value["components"][section].get(name).is_none() {
                value["components"][section][name] = all[section][name].clone();
                open.push(all[section][name].clone());
            }
        }
    }
}

/// One change: something is removed, replaced, wrapped, renamed, copied, pointed elsewhere or added.
fn damage(value: &mut Value, random: &mut Random) {
    let all = places(value);
    let place = random.pick(&all).clone();
    let (parent, key) = place.rsplit_once('/').unwrap_or(("", ""));
    let key = key.replace("~1", "/");
    let like = |end: &str| -> Vec<String> {
        let alike = all.iter().filter(|other| other.ends_with(end)).cloned();
        alike.chain([place.clone()]).collect()
    };
    let hostile = *random.pick(&HOSTILE);
    let schemas: Vec<String> = value["components"]["schemas"].as_object().into_iter().flat_map(Map::keys).cloned().collect();
    if schemas.is_empty() {
        return;
    }
    let target = |random: &mut Random| format!("#/components/schemas/{}", random.pick(&schemas));
    match random.below(14) {
        0 => {
            match value.pointer_mut(parent) {
                Some(Value::Object(members)) => drop(members.shift_remove(&key)),
                Some(Value::Array(elements)) if !elements.is_empty() => drop(elements.pop()),
                _ => {}
            };
        }
        1 => {
            let scalars = [Value::Null, json!(true), json!(-1), json!(1e300), json!(hostile), json!([]), json!({})];
            set(value, &place, random.pick(&scalars).clone());
        }
        // Something of the same keyword keeps the document well-formed more often than not.
        2 | 3 | 4 => {
            let other = random.pick(&like(&format!("/{key}"))).clone();
            let copy = value.pointer(&other).cloned().unwrap_or_default();
            set(value, &place, copy);
        }
        5 => {
            let inner = value.pointer(&place).cloned().unwrap_or_default();
            let other = json!({ "$ref": target(random) });
            let wraps = [
                json!([inner]), json!({ "allOf": [inner, other] }), json!({ "oneOf": [inner, other] }),
                json!({ "type": "array", "items": inner }), json!({ "type": "object", "additionalProperties": inner }),
            ];
            set(value, &place, random.pick(&wraps).clone());
        }
        6 => rename(value.pointer_mut(parent), &key, hostile),
        7 => {
            if let Some(Value::Object(members)) = value.pointer_mut(parent) {
                let copy = members.get(&key).cloned().unwrap_or_default();
                members.insert(hostile.to_owned(), copy);
            }
        }
        8 | 9 => {
            let place = random.pick(&like("/$ref")).clone();
            set(value, &place, json!(target(random)));
        }
        10 => {
            let texts: Vec<String> = [like("/name"), like("/operationId"), like("/tags/0"), like("/enum/0"), like("/propertyName")].concat();
            let place = random.pick(&texts).clone();
            set(value, &place, json!(hostile));
        }
        choice => {
            let name = random.pick(&schemas).clone();
            let (one, other) = (json!({ "$ref": target(random) }), json!({ "$ref": target(random) }));
            let mapping = json!({ "propertyName": "kind", "mapping": { "a": one["$ref"], hostile: other["$ref"] } });
            let additions = [
                ("allOf", json!([one, other])), ("oneOf", json!([one, other])), ("discriminator", mapping),
                ("additionalProperties", one.clone()), ("required", json!(["id", "name"])), ("enum", json!(["a", "A", hostile])),
            ];
            let (keyword, addition) = random.pick(&additions).clone();
            if choice == 11 {
                value["components"]["schemas"][&name] = json!({ keyword: addition });
            } else if let Some(Value::Object(schema)) = value["components"]["schemas"].get_mut(&name) {
                schema.insert(keyword.to_owned(), addition);
            }
        }
    }
}

fn set(value: &mut Value, place: &str, new: Value) {
    if let Some(old) = value.pointer_mut(place) {
        *old = new;
    }
}

fn rename(object: Option<&mut Value>, key: &str, new: &str) {
    if let Some(Value::Object(members)) = object {
        let renamed = std::mem::take(members).into_iter();
        members.extend(renamed.map(|(name, value)| (if name == key { new.to_owned() } else { name }, value)));
    }
}

/// The pointer of everything inside a value.
fn places(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value)).collect(),
        Value::Array(elements) => elements.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let mut all = vec![String::new()];
    for (key, value) in inner {
        all.extend(places(value).into_iter().map(|place| format!("/{key}{place}")));
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
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

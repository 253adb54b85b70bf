//! Crafted pairs: each change of `fixtures/pairs/changes.yaml`, made and taken back, is reported as what it is to callers.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use generator::source::Source;
use generator::{Inputs, RuntimeDependency};
use serde_json::Value;
use tools::diff::{Class, Description, Diff};

#[test]
fn each_change_is_reported_both_ways() {
    let base = read("base.yaml");
    let all = read("changes.yaml");
    let all = all.value().as_array().unwrap();
    let mut wrong = Vec::new();
    for change in all {
        let text = |name: &str| change[name].as_str().unwrap();
        let changed = changed(base.value(), text("at"), change.get("to"));
        let (old, new) = (description(base.value()), description(&changed));
        for (way, old, new) in [("there", &old, &new), ("back", &new, &old)] {
            let reported = reported(&diff(old, new));
            if reported != text(way) {
                let name = text("name");
                wrong.push(format!("{name}, {way}: {reported}, not {}", text(way)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(all.len() >= 20, "two pairs each");
}

/// A symbol that breaks is part of a change that says so.
#[test]
fn no_break_is_hidden() {
    let base = read("base.yaml");
    let all = read("changes.yaml");
    for change in all.value().as_array().unwrap() {
        let changed = changed(
            base.value(),
            change["at"].as_str().unwrap(),
            change.get("to"),
        );
        let (old, new) = (description(base.value()), description(&changed));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let diff = diff(old, new);
            for one in &diff.changes {
                let breaks = one
                    .symbols
                    .iter()
                    .any(|shift| shift.class == Class::Breaking);
                assert!(!breaks || one.class == Class::Breaking, "{one:#?}");
            }
            let reported = diff.changes.iter().flat_map(|one| &one.symbols);
            let reported: Vec<&str> = reported.map(|shift| shift.symbol.as_str()).collect();
            for shift in diff.broken() {
                let from = shift.symbol.contains(": From<");
                assert!(
                    from || reported.contains(&shift.symbol.as_str()),
                    "{shift:#?}"
                );
            }
        }
    }
}

/// The worst class, and whether the section *Behaviour* has something.
fn reported(diff: &Diff) -> String {
    let class = diff.worst().map_or("nothing", Class::word);
    let behaviour = diff.changes.iter().any(tools::diff::Change::is_behaviour);
    let page = diff.review();
    assert_eq!(page.contains("## Behaviour"), behaviour, "{page}");
    assert_eq!(page.contains("## Breaking"), class == "breaking", "{page}");
    if behaviour {
        format!("{class} behaviour")
    } else {
        class.to_owned()
    }
}

fn diff(old: &Description, new: &Description) -> Diff {
    let inputs = Inputs {
        description: PathBuf::new(),
        spec_dir: folder(),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    };
    let diff = Diff::between((old, &inputs), (new, &inputs));
    diff.unwrap_or_else(|failure| panic!("{}", failure.report))
}

/// The document with something else at a place; one behind the end of a list is new.
fn changed(base: &Value, at: &str, to: Option<&Value>) -> Value {
    let mut document = base.clone();
    let (parent, key) = at.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    match (document.pointer_mut(parent).unwrap(), to) {
        (Value::Object(members), Some(value)) => drop(members.insert(key, value.clone())),
        (Value::Object(members), None) => drop(members.shift_remove(&key)),
        (Value::Array(elements), Some(value)) => {
            let position: usize = key.parse().unwrap();
            elements.truncate(position.max(elements.len().min(position + 1)));
            match elements.get_mut(position) {
                Some(element) => *element = value.clone(),
                None => elements.push(value.clone()),
            }
        }
        (other, _) => panic!("{at} is in {other}"),
    }
    document
}

fn description(document: &Value) -> Description {
    Description::new(&Source::from_text("pair.json", document.to_string()).unwrap())
}

fn read(name: &str) -> Source {
    Source::read(&folder().join(name)).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pairs")
}

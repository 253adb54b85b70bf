//! Crafted pairs: each change of `fixtures/pairs/changes.yaml`, made and taken back, is reported as what it is to callers.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use generator::source::Source;
use generator::{Inputs, RuntimeDependency};
use serde_json::Value;
use tools::diff::{Class, Description, Diff, Rule};

/// No symbol that breaks is hidden behind a change that says less, and no kind of change is without a pair.
#[test]
fn each_change_is_reported_both_ways() {
    let base = read("base.yaml");
    let all = read("changes.yaml");
    let all = all.value().as_array().unwrap();
    let (mut seen, mut wrong) = (BTreeSet::<Rule>::new(), Vec::new());
    for change in all {
        let changed = changed(base.value(), change);
        let (old, new) = (description(base.value()), description(&changed));
        for (way, old, new) in [("there", &old, &new), ("back", &new, &old)] {
            let diff = diff(old, new);
            no_break_is_hidden(&diff);
            let rules = diff.changes.iter().map(|one| one.rule);
            let rules: BTreeSet<Rule> = rules.collect();
            seen.extend(rules.iter().copied());
            let (name, said) = (&change["name"], reported(&diff));
            let expected = change[way].as_str().unwrap();
            if said != expected || rules.contains(&Rule::Unclassified) {
                wrong.push(format!("{name}, {way}: {said}, not {expected} ({rules:?})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let missing = Rule::ALL.iter().filter(|rule| !seen.contains(rule));
    let missing: Vec<&str> = missing.map(|rule| rule.code()).collect();
    assert_eq!(missing, [Rule::Unclassified.code()]);
}

/// A symbol that breaks is part of a change that says so.
fn no_break_is_hidden(diff: &Diff) {
    for one in &diff.changes {
        let mut shifts = one.symbols.iter();
        let breaks = shifts.any(|shift| shift.class == Class::Breaking);
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

/// The document with what a change says: something else at a place, and perhaps at others.
fn changed(base: &Value, change: &Value) -> Value {
    let mut document = base.clone();
    let edits = [Some(change), change.get("also"), change.get("and")];
    for edit in edits.into_iter().flatten() {
        set(&mut document, edit["at"].as_str().unwrap(), edit.get("to"));
    }
    document
}

/// Puts something else at a place; behind the end of a list it is new.
fn set(document: &mut Value, at: &str, to: Option<&Value>) {
    let (parent, key) = at.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    match (document.pointer_mut(parent).unwrap(), to) {
        (Value::Object(members), Some(value)) => drop(members.insert(key, value.clone())),
        (Value::Object(members), None) => drop(members.shift_remove(&key)),
        (Value::Array(elements), to) => {
            let position: usize = key.parse().unwrap();
            match (elements.get_mut(position), to) {
                (Some(element), Some(value)) => *element = value.clone(),
                (Some(_), None) => drop(elements.remove(position)),
                (None, value) => elements.extend(value.cloned()),
            }
        }
        (other, _) => panic!("{at} is in {other}"),
    }
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

//! The lock of names: what is written is read again, what is accepted goes, and names outlast what Pinterest renames.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generator::diagnostics::Diagnostics;
use generator::rust::lock::{Lock, Locked};
use generator::rust::names::{self, Given, Names, NamesFile};
use generator::source::Source;
use generator::{model::lower, model::normalise, model::recognise, spec::overlay};
use serde_json::Value;

use crate::cases;

/// A second run with what the first has written changes nothing.
#[test]
fn what_is_written_is_what_is_read() {
    let checked = std::cell::Cell::new(0);
    cases::for_each("lock", |case| {
        let Ok(first) = crate::run_in(case, case) else {
            return;
        };
        let folder = scratch(case.file_name().unwrap().to_str().unwrap());
        let names = case.join("names.toml");
        if names.exists() {
            fs::copy(names, folder.join("names.toml")).unwrap();
        }
        fs::write(
            folder.join("names.lock.toml"),
            &first.spec()["names.lock.toml"],
        )
        .unwrap();
        let second = crate::run_in(case, &folder).unwrap();
        assert_eq!(first.spec(), second.spec(), "{}", case.display());
        assert_eq!(first.files, second.files, "{}", case.display());
        assert!(second.locked.removed.is_empty() && second.locked.renamed.is_empty());
        checked.set(checked.get() + 1);
    });
    assert!(checked.get() > 5, "most cases fail");
}

/// A name that is given up may be given to something else; a name that nobody has is a slip.
#[test]
fn what_is_accepted_goes() {
    let lock = Lock::open(&cases::folder("lock").join("vanished/names.lock.toml")).unwrap();
    let accepted = ["types.Pin".to_owned(), "operations.boards.list".to_owned()];
    let mut lines = lock.entries;
    lines.give_up(&accepted).unwrap();
    assert!(!lines.types.contains_key("Pin"));
    assert!(lines.types.contains_key("PinCover"));
    assert!(
        !lines.fields.contains_key("Pin.id"),
        "a type takes its members along"
    );
    assert!(lines.fields.contains_key("PinCover.url"));
    assert!(!lines.operations.contains_key("boards.list"));
    let error = lines.give_up(&["types.PinCver".to_owned()]).unwrap_err();
    assert!(error.contains("types.PinCover"), "{error}");
}

/// Pinterest has put all components into namespaces before.
#[test]
fn names_outlast_renamed_components() {
    let before = committed(|description, _| description);
    let after = committed(|mut description, entries| {
        rename(&mut description);
        *entries = entries.replace("#/components/schemas/", "#/components/schemas/Moved.");
        *entries = entries.replace("#/components/parameters/", "#/components/parameters/Moved.");
        description
    });
    assert_eq!(after.removed, [""; 0]);
    assert_eq!(after.renamed, [""; 0]);
    let (old, new) = (&before.entries, &after.entries);
    assert!(old.types.keys().eq(new.types.keys()));
    assert_eq!(old.fields, new.fields);
    assert_eq!(old.variants, new.variants);
    assert_eq!(old.parameters, new.parameters);
    assert_eq!(old.operations, new.operations);
    assert_eq!(old.companions, new.companions);
    assert!(!new.companions.is_empty());
    let alternatives = |locked: &Locked| -> BTreeSet<(String, String)> {
        let lines = locked.entries.alternatives.iter();
        let owner = |key: &str| key.split('.').next().unwrap().to_owned();
        lines
            .map(|(key, line)| (owner(key), line.name.clone()))
            .collect()
    };
    assert_eq!(alternatives(&before), alternatives(&after));
    let moved = new
        .types
        .values()
        .filter(|line| line.at.contains("/Moved."));
    assert!(moved.count() > 500, "the components did move");
}

/// The names of the committed description after a change of it and of `names.toml`.
fn committed(change: impl Fn(Value, &mut String) -> Value) -> Locked {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut findings = Diagnostics::new();
    let mut description = Source::read(&spec.join("openapi.yaml"))
        .unwrap()
        .value()
        .clone();
    let overlays = overlay::load_dir(&spec.join("overlays")).unwrap();
    overlay::apply(&mut description, &overlays, true, &mut findings);
    let mut entries = fs::read_to_string(spec.join("names.toml")).unwrap();
    let description = change(description, &mut entries);

    let source = Arc::new(Source::from_text("names.toml", entries).unwrap());
    let file = NamesFile::read(&source, &mut findings);
    let lock = Lock::open(&spec.join("names.lock.toml")).unwrap();
    let mut api = lower::lower(&description, &mut findings);
    normalise::normalise(&mut api);
    api.bundles = names::bundles(&api, &file, &source, true, &mut findings);
    recognise::recognise(&mut api, &mut findings);
    let given = Given {
        entries: &file,
        source: &source,
        lock: &lock,
        strict: false,
    };
    Names::build(&api, given, &mut findings).1
}

/// Puts every schema and parameter into a namespace.
fn rename(description: &mut Value) {
    for kind in ["schemas", "parameters"] {
        let components = description["components"][kind].as_object_mut().unwrap();
        let renamed = std::mem::take(components).into_iter();
        *components = renamed
            .map(|(name, value)| (format!("Moved.{name}"), value))
            .collect();
    }
    redirect(description);
}

fn redirect(value: &mut Value) {
    match value {
        Value::String(text) => {
            for kind in ["#/components/schemas/", "#/components/parameters/"] {
                if let Some(name) = text.strip_prefix(kind) {
                    *text = format!("{kind}Moved.{name}");
                    return;
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redirect),
        Value::Object(members) => members.values_mut().for_each(redirect),
        _ => {}
    }
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("lock")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

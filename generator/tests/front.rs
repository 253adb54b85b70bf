//! The front of the pipeline on small inputs: each folder below `fixtures/` is a case, whose
//! `input` begins with the reason why it exists and whose `output.snap` is what a user would see.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use generator::diagnostics::{Diagnostics, Report, Style};
use generator::source::Source;
use generator::spec::accepted;
use generator::spec::import;
use generator::spec::overlay;
use generator::spec::validate::validate;
use generator::spec::words;
use serde_json::Value;

#[test]
fn load() {
    for_each_case("load", |case| match source(case) {
        Ok(source) => json(source.value()),
        Err(error) => error,
    });
}

#[test]
fn overlays() {
    for_each_case("overlay", |case| {
        let source = source(case).unwrap();
        let mut value = source.value().clone();
        let mut diagnostics = Diagnostics::new();
        let overlay = Arc::new(named(case, "overlay.yaml").unwrap());
        overlay::apply(&mut value, &[overlay], true, &mut diagnostics);
        format!("{}\n{}", json(&value), diagnostics.render(&source))
    });
}

#[test]
fn validation() {
    for_each_case("validate", |case| {
        let source = source(case).unwrap();
        let mut diagnostics = Diagnostics::new();
        let mut value = source.value().clone();
        words::read(&mut value, &mut diagnostics);
        validate(&value, &mut diagnostics);
        if case.join("accepted.toml").exists() {
            let file = Arc::new(named(case, "accepted.toml").unwrap());
            accepted::apply(&file, true, &mut diagnostics);
        }
        diagnostics.render(&source)
    });
}

/// What a document of 3.1, or one with constructs that no client needs, is read as.
#[test]
fn words() {
    for_each_case("words", |case| {
        let source = source(case).unwrap();
        let mut diagnostics = Diagnostics::new();
        let mut value = source.value().clone();
        words::read(&mut value, &mut diagnostics);
        let mut again = value.clone();
        words::read(&mut again, &mut Diagnostics::new());
        assert_eq!(again, value, "{}", case.display());
        format!("{}\n{}", json(&value), diagnostics.render(&source))
    });
}

#[test]
fn imports() {
    for_each_case("import", |case| {
        let source = source(case).unwrap();
        match import::import(&source) {
            Ok(import) => format!(
                "{}\n{}",
                import.description,
                import.findings.render(&source)
            ),
            Err(findings) => findings.render(&source),
        }
    });
}

/// Importing what was imported changes nothing, and every YAML reader finds the same values in it.
#[test]
fn import_is_stable() {
    cases::for_each("import", |case| {
        let Ok(first) = import::import(&source(case).unwrap()) else {
            return;
        };
        let again = Source::from_text("openapi.yaml", first.description.as_str()).unwrap();
        let second = import::import(&again).unwrap();
        assert_eq!(first.description, second.description, "{}", case.display());
        assert_eq!(import::verify(&first.lock, &second.description), Ok(()));
        assert!(import::verify(&first.lock, &format!("{}\n", second.description)).is_err());
    });
}

/// For another description than the committed one, what matches nothing is one warning per file.
#[test]
fn lenient_runs_have_no_errors() {
    let case = cases::folder("overlay").join("unmatched");
    let source = source(&case).unwrap();
    let mut value = source.value().clone();
    let mut diagnostics = Diagnostics::new();
    let overlays = [Arc::new(named(&case, "overlay.yaml").unwrap())];
    overlay::apply(&mut value, &overlays, false, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 1);
    assert!(!diagnostics.has_errors());
    assert_eq!(value["boards"][0]["open"], true);
}

/// An update of everything would let the description grow twofold with each action.
#[test]
fn an_action_changes_so_many_places_at_most() {
    let text = "overlay: 1.0.0\nactions: [{target: '$[*]', description: All., update: {a: 1}}]";
    for (count, findings) in [(10_000, 0), (10_001, 1)] {
        let mut value = Value::Array(vec![Value::Object(serde_json::Map::new()); count]);
        let overlay = Arc::new(Source::from_text("overlay.yaml", text).unwrap());
        let mut diagnostics = Diagnostics::new();
        overlay::apply(&mut value, &[overlay], true, &mut diagnostics);
        assert_eq!(diagnostics.iter().count(), findings);
        assert_eq!(value[0].get("a").is_some(), findings == 0);
    }
}

fn for_each_case(stage: &str, output: impl Fn(&Path) -> String) {
    cases::for_each(stage, |case| {
        cases::settings(case).bind(|| insta::assert_snapshot!("output", output(case)));
    });
}

/// The input of a case, whatever its format; a path would differ from machine to machine.
fn source(case: &Path) -> Result<Source, String> {
    let name = ["input.yaml", "input.json", "input.toml"]
        .into_iter()
        .find(|name| case.join(name).exists())
        .unwrap();
    named(case, name)
}

fn named(case: &Path, name: &str) -> Result<Source, String> {
    let text = fs::read_to_string(case.join(name)).unwrap();
    Source::from_text(name, text).map_err(|error| Report::of_errors(&[error]).text(Style::Plain))
}

fn json(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

//! Findings: every code of the table has an example that the guide prints, reported as `fixtures/codes/<code>.snap` shows;
//! and whatever a finding says to paste settles it, here and in the fixtures of all stages.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;
mod remedy;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use generator::diagnostics::{Code, Finding, FixTarget, Report, Style, guide};
use generator::source::Source;
use generator::spec::import;
use remedy::Inputs;

/// The stages whose fixtures have findings.
const STAGES: [&str; 8] = [
    "updates",
    "validate",
    "lower",
    "names",
    "lock",
    "overlay",
    "normalise",
    "emit",
];

/// What nothing pasted can settle, or only an acceptance: files that cannot be read, what the importer drops, and words
/// that our own table lacks.
const BEYOND: [Code; 6] = [
    Code::Unopened,
    Code::Malformed,
    Code::DuplicateKey,
    Code::UnknownExtension,
    Code::UnknownJobState,
    Code::UnknownPage,
];

#[test]
fn every_code_has_an_example() {
    for code in Code::ALL {
        let report = example(*code).run();
        let codes: Vec<Code> = report.findings().iter().map(|one| one.code).collect();
        assert!(codes.contains(code), "{} gives {codes:?}", code.text());
        let settings = cases::settings(&cases::folder("codes"));
        let text = report.text(Style::Plain);
        settings.bind(|| insta::assert_snapshot!(code.text(), remedy::without_folder(&text)));
    }
}

#[test]
fn what_an_example_prints_settles_it() {
    for code in Code::ALL {
        settles_all(&example(*code), code.text());
    }
}

#[test]
fn what_the_fixtures_print_settles_them() {
    for stage in STAGES {
        cases::for_each(stage, |case| {
            settles_all(&Inputs::of_folder(case), &case.display().to_string());
        });
    }
}

/// Each file of the fixtures, as YAML and as JSON, gives the same findings at the same places.
#[test]
fn json_is_reported_like_yaml() {
    for stage in ["validate", "lower"] {
        cases::for_each(stage, |case| {
            let inputs = Inputs::of_folder(case);
            let Some(json) = inputs.as_json() else { return };
            let (yaml, json) = (inputs.run(), json.run());
            let reported = |report: &Report| -> BTreeSet<_> {
                let reported = report.findings().iter();
                reported
                    .map(|one| (one.code, one.place.at.clone(), one.message.clone()))
                    .collect()
            };
            assert_eq!(reported(&yaml), reported(&json), "{}", case.display());
            json.findings().iter().for_each(is_marked);
        });
    }
}

/// What colours add is nothing but escapes.
#[test]
fn colours_change_no_letter() {
    for code in Code::ALL {
        let report = example(*code).run();
        let (plain, coloured) = (report.text(Style::Plain), report.text(Style::Coloured));
        assert!(coloured.contains("\u{1b}["), "{}", code.text());
        let mut parts = coloured.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        let bare = parts.fold(first, |text, part| text + part.split_once('m').unwrap().1);
        assert_eq!(bare, plain);
    }
}

/// The members that `docs/diagnostics.md` names, for a finding that has all of them.
#[test]
fn json_has_the_documented_members() {
    let case = cases::folder("lower").join("made-by-an-overlay");
    let document = Inputs::of_folder(&case).run().json();
    assert_eq!(document["version"], 1);
    assert_eq!(document["errors"], 2);
    assert_eq!(document["warnings"], 0);
    let finding = &document["findings"][0];
    assert_eq!(finding["code"], "E0603");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["place"]["line"], 9);
    assert_eq!(
        finding["place"]["pointer"],
        "#/paths/~1pins/get/parameters/1"
    );
    assert_eq!(finding["overlay"]["line"], 9);
    assert_eq!(finding["overlay"]["pointer"], "#/actions/1/update");
    assert_eq!(finding["affects"]["operations"][0], "pins/list");
    assert_eq!(finding["fixes"][0]["into"], "left-out");
    assert_eq!(finding["fixes"][0]["changes"], "leaves the operation out");
    assert_eq!(finding["fixes"][1]["into"], "overlay");
    let shared = Inputs::of_folder(&cases::folder("validate").join("dangling-component"));
    let finding = &shared.run().json()["findings"][0];
    assert_eq!(finding["uses"].as_array().unwrap().len(), 4);
    assert_eq!(
        finding["affects"]["operations"].as_array().unwrap().len(),
        5
    );
}

/// What an overlay fixes does not stop an import, and is still there for the overlay to find.
#[test]
fn an_overlay_lets_an_import_pass() {
    let text = "openapi: 3.0.3\ninfo: { title: Example, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
                Board: { type: string, nulable: true, descripton: A sentence. }\n";
    let source = Source::from_text("published.yaml", text).unwrap();
    let accepted = Arc::new(Source::default());
    let refused = import::import_under(&source, &[], &accepted).unwrap_err();
    assert_eq!(refused.findings().len(), 2);
    let fixes = refused.findings().iter().flat_map(|one| &one.remedies);
    let fixes: String = fixes.map(|remedy| remedy.text.as_str()).collect();
    let head = "overlay: 1.1.0\ninfo: { title: Fix, version: '1' }\nactions:\n";
    let overlay = Source::from_text("fix.yaml", format!("{head}{fixes}")).unwrap();
    let (import, _) = import::import_under(&source, &[Arc::new(overlay)], &accepted).unwrap();
    assert!(import.description.contains("nulable: true"));
    assert!(!import.description.contains("sentence"));
}

/// The mark is under the key that the pointer ends in, where that is in the file.
fn is_marked(finding: &Finding) {
    let place = &finding.place;
    let key = place.at.last().unwrap_or_default();
    let excerpt = place.excerpt.as_ref().unwrap();
    let marked: String = excerpt.text.chars().skip(excerpt.indent).collect();
    let is_element = key.parse::<usize>().is_ok();
    let file = Source::read(Path::new(&place.file));
    let is_there = file.is_ok_and(|file| place.at.lookup(file.value()).is_some());
    if is_there && !is_element && !key.is_empty() {
        let key = serde_json::to_string(&key).unwrap();
        assert!(marked.starts_with(&key), "{} at {marked:?}", place.at);
    }
}

fn example(code: Code) -> Inputs {
    let files = guide::files(code.example());
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let inputs = Inputs::new(files.collect());
    if code == Code::Unreadable {
        inputs.unchecked()
    } else {
        inputs
    }
}

/// Applies each alternative of each finding by itself.
fn settles_all(inputs: &Inputs, what: &str) {
    let before = inputs.run();
    for finding in before.findings() {
        let remedies = &finding.remedies;
        let alternatives = remedies.chunk_by(|one, next| one.into.goes_with(&next.into));
        let is_settled = remedies.iter().any(|one| one.into != FixTarget::Accepted);
        assert!(
            is_settled || inputs.is_lenient() || is_beyond(finding),
            "{what}: nothing settles {finding:?}"
        );
        for remedies in alternatives {
            let after = inputs.with(finding, remedies).run();
            let count = |report: &Report| {
                let alike = report
                    .findings()
                    .iter()
                    .filter(|one| (one.code, &one.message) == (finding.code, &finding.message));
                alike.count()
            };
            assert!(
                count(&after) < count(&before),
                "{what}: {:?} does not settle {} {}\n{}",
                remedies,
                finding.code.text(),
                finding.message,
                after.text(Style::Plain)
            );
        }
    }
}

/// A document of an older OpenAPI has to be converted.
fn is_beyond(finding: &Finding) -> bool {
    BEYOND.contains(&finding.code) || finding.message.contains("says `2.0`")
}

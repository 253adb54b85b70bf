//! Findings: every code of the table has an example that the guide prints, told as `fixtures/codes/<code>.snap` shows;
//! and whatever a finding says to paste settles it, here and in the fixtures of all stages.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;
mod remedy;

use std::collections::BTreeSet;
use std::path::Path;

use generator::diagnostics::{Code, Finding, FixInto, Report, guide};
use generator::source::Source;
use remedy::Inputs;

/// What nothing pasted can settle: files that cannot be read, and what the importer drops.
const BEYOND: [Code; 4] = [
    Code::Unopened,
    Code::Malformed,
    Code::DuplicateKey,
    Code::UnknownExtension,
];

#[test]
fn every_code_has_an_example() {
    for code in Code::ALL {
        let report = example(*code).run();
        let codes: Vec<Code> = report.findings().iter().map(|one| one.code).collect();
        assert!(codes.contains(code), "{} gives {codes:?}", code.text());
        let settings = cases::settings(&cases::folder("codes"));
        let text = report.text(generator::diagnostics::Style::Plain);
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
    for stage in ["validate", "lower", "names", "overlay", "normalise", "emit"] {
        cases::for_each(stage, |case| {
            settles_all(&Inputs::of_folder(case), &case.display().to_string());
        });
    }
}

/// Each file of the fixtures, as YAML and as JSON, gives the same findings at the same places.
#[test]
fn json_is_told_like_yaml() {
    for stage in ["validate", "lower"] {
        cases::for_each(stage, |case| {
            let inputs = Inputs::of_folder(case);
            let Some(json) = inputs.as_json() else { return };
            let (yaml, json) = (inputs.run(), json.run());
            let told = |report: &Report| -> BTreeSet<_> {
                let told = report.findings().iter();
                told.map(|one| (one.code, one.place.at.clone(), one.message.clone()))
                    .collect()
            };
            assert_eq!(told(&yaml), told(&json), "{}", case.display());
            json.findings().iter().for_each(is_marked);
        });
    }
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
        let (accepted, others): (Vec<_>, Vec<_>) = finding
            .remedies
            .iter()
            .partition(|remedy| remedy.into == FixInto::Accepted);
        let is_settled = !others.is_empty() || inputs.is_lenient() || is_beyond(finding);
        assert!(is_settled, "{what}: nothing settles {finding:?}");
        for remedies in [others, accepted] {
            if remedies.is_empty() {
                continue;
            }
            let after = inputs.with(finding, &remedies).run();
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
                after.text(generator::diagnostics::Style::Plain)
            );
        }
    }
}

/// A document of an older OpenAPI has to be converted.
fn is_beyond(finding: &Finding) -> bool {
    BEYOND.contains(&finding.code) || finding.message.contains("says `2.0`")
}

//! All fixes of a run, pasted at once.

use std::path::Path;

use generator::Output;
use generator::diagnostics::{Finding, Severity, Style};
use tools::diff::{Class, Symbols};

use super::{Inputs, without_folder};
use crate::{STAGES, cases, is_beyond};

/// The first fix of every finding, all pasted at once as often as something is found: nothing is left, and what no
/// finding named is as it would be without the operations that they named.
#[test]
fn all_fixes_together_change_nothing_else() {
    for stage in STAGES {
        cases::for_each(stage, pasted_together);
    }
}

fn pasted_together(case: &Path) {
    let mut fixed = Inputs::of_folder(case);
    if fixed.is_lenient() {
        return;
    }
    let mut rest = Inputs::of_folder(case);
    for _ in 0..4 {
        let Err(report) = fixed.generate() else { break };
        let errors = report.findings().iter();
        let mut errors: Vec<&Finding> = errors
            .filter(|one| one.severity == Severity::Error)
            .collect();
        // Places in our own files are those of before.
        errors.sort_by_key(|one| one.overlay.is_none() && one.affected.is_empty());
        let (about_the_description, of_ours): (Vec<&Finding>, Vec<&Finding>) = errors
            .into_iter()
            .partition(|one| one.place.file.contains("/input."));
        for finding in about_the_description
            .into_iter()
            .chain(of_ours.into_iter().rev())
        {
            let mut alternatives = finding
                .remedies
                .chunk_by(|one, next| one.into.goes_with(&next.into));
            if let Some(first) = alternatives.next() {
                fixed = fixed.with(finding, first);
            }
            rest = rest.without(&finding.affected.operations);
        }
    }
    let what = case.display();
    let fixed = match fixed.generate() {
        Ok(fixed) => fixed,
        Err(report) => {
            let beyond = report
                .findings()
                .iter()
                .filter(|one| one.severity == Severity::Error);
            let open: Vec<&Finding> = beyond.filter(|one| !is_beyond(one)).collect();
            assert!(
                open.is_empty(),
                "{what}: is left\n{}",
                report.text(Style::Plain)
            );
            return;
        }
    };
    let Ok(rest) = rest.generate() else { return };
    let shifts = symbols(&rest).shifts(&symbols(&fixed));
    let lost: Vec<_> = shifts
        .iter()
        .filter(|one| one.class == Class::Breaking)
        .collect();
    assert!(lost.is_empty(), "{what}: {lost:#?}");
}

fn symbols(output: &Output) -> Symbols {
    let files = output.files.iter();
    Symbols::of(files.map(|(path, text)| (path.as_str(), text.as_str())))
}

/// One run tells everything of a file with twenty-eight changes: no finding stops what is behind it.
#[test]
fn one_run_tells_all() {
    cases::for_each("updates", |case| {
        let inputs = Inputs::of_folder(case);
        let report = inputs.run();
        let text = without_folder(&report.text(Style::Plain));
        cases::settings(case).bind(|| insta::assert_snapshot!("output", text));
        let errors = report.findings().iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        let fixed = errors.fold(inputs, |inputs, finding| {
            let mut alternatives = finding
                .remedies
                .chunk_by(|one, next| one.into.goes_with(&next.into));
            inputs.with(finding, alternatives.next().unwrap())
        });
        let output = fixed.generate();
        let output = output.unwrap_or_else(|left| panic!("{}", left.text(Style::Plain)));
        let all = Symbols::default().shifts(&symbols(&output));
        let calls = all
            .iter()
            .filter(|one| one.symbol.starts_with("boards::") || one.symbol.starts_with("types::"));
        let surface: Vec<String> = calls
            .map(|one| {
                format!(
                    "{} {}",
                    one.symbol,
                    one.after.as_deref().unwrap_or_default()
                )
            })
            .collect();
        cases::settings(case).bind(|| insta::assert_snapshot!("surface", surface.join("\n")));
    });
}

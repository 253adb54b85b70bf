//! The stages behind the front on small inputs: each folder below `fixtures/` is a case with its own `input.yaml`,
//! which begins with the reason why it exists, and `output.snap`. Beside the input may be what a real run reads from
//! `spec/` (`names.toml`, `names.lock.toml`, `accepted.toml`, `overlays/`, `words/`), an empty file `lenient`, and `show`, which lists what the
//! snapshot holds: names of reports and beginnings of the paths of emitted files, one a line.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;
mod names_lock;

use std::fs;
use std::path::Path;

use generator::{Failure, Inputs, Output, RuntimeDependency, generate};

/// What a case folder may hold.
const FILES: [&str; 9] = [
    "input.yaml",
    "names.toml",
    "names.lock.toml",
    "accepted.toml",
    "overlays",
    "words",
    "lenient",
    "show",
    "output.snap",
];

#[test]
fn lower() {
    for_each_case("lower", "outline");
}

#[test]
fn normalise() {
    for_each_case("normalise", "outline");
}

#[test]
fn names() {
    for_each_case("names", "outline");
}

/// Beside what is named, the lines that are written.
#[test]
fn lock() {
    for_each_case("lock", "outline\nnames.lock.toml");
}

#[test]
fn emit() {
    for_each_case("emit", "src/types/");
}

#[test]
fn docs() {
    for_each_case("docs", "src/types/");
}

#[test]
fn report() {
    for_each_case("report", "counts");
}

fn for_each_case(stage: &str, show: &str) {
    cases::for_each(stage, |case| {
        check_files(case);
        cases::settings(case).bind(|| insta::assert_snapshot!("output", run(case, show)));
    });
}

/// A snapshot that is left behind without its input, or a file that nothing reads, is a mistake.
fn check_files(case: &Path) {
    assert!(
        case.join("input.yaml").exists(),
        "{} has no input.yaml",
        case.display()
    );
    for entry in cases::entries(case) {
        let name = entry.file_name().unwrap().to_str().unwrap();
        assert!(
            FILES.contains(&name) || name.ends_with(".snap.new"),
            "nothing reads {}",
            entry.display()
        );
    }
}

/// What a case gives with the inputs in a folder.
fn run_in(case: &Path, spec_dir: &Path) -> Result<Output, Failure> {
    generate(&Inputs {
        description: case.join("input.yaml"),
        spec_dir: spec_dir.to_owned(),
        strict: !case.join("lenient").exists(),
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    })
}

fn run(case: &Path, show: &str) -> String {
    let text = match run_in(case, case) {
        Ok(output) => {
            let show = fs::read_to_string(case.join("show")).unwrap_or_else(|_| show.to_owned());
            let parts = show.lines().map(|wanted| shown(&output, wanted));
            parts.collect::<String>() + &output.warnings
        }
        Err(failure) => failure.report,
    };
    // Findings name the file as it was opened, and that differs from machine to machine.
    text.replace(&source::shown(&case.join("")), "")
}

/// A report, or the emitted files whose paths begin so; an index only if it is asked for by its whole path.
fn shown(output: &Output, wanted: &str) -> String {
    if let Some(text) = output.spec().get(wanted) {
        let lines = text.lines().skip_while(|line| line.starts_with('#'));
        return lines.map(|line| line.to_owned() + "\n").collect();
    }
    if let Some(report) = output.reports().remove(wanted) {
        return report;
    }
    let files = output.files.iter().filter(|(path, _)| {
        path.as_str() == wanted || path.starts_with(wanted) && !path.ends_with("/mod.rs")
    });
    let texts: Vec<String> = files
        .map(|(path, text)| {
            let (_header, body) = text.split_once('\n').unwrap();
            format!("// {path}\n{body}\n")
        })
        .collect();
    assert!(
        !texts.is_empty(),
        "there is no report and no file `{wanted}`"
    );
    texts.concat()
}

//! What goes of our own files: each folder below `fixtures/settle/` is a case with what a run reads, and `output.snap` has
//! what went, the files without it, and what is left.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostics::Style;
use generator::model::lower::AT_THE_TOP;
use generator::model::words;
use generator::rust::lock::Entries;
use generator::rust::names::TABLES;
use generator::source::Source;
use generator::{Inputs, RuntimeDependency};
use serde_json::Value;
use tools::settle::{self, Settled};

/// What is in `spec/` and has no entries of ours about things that may go.
const WITHOUT_ENTRIES: [&str; 4] = ["README.md", "guide", "openapi.yaml", "spec.lock.toml"];

#[test]
fn texts() {
    cases::for_each("settle", |case| {
        let settled = settle(case);
        cases::settings(case).bind(|| insta::assert_snapshot!("output", reported(case, &settled)));
    });
}

/// What can go has gone, all that is left was there before and in this order, and a second time nothing goes.
#[test]
fn lines() {
    cases::for_each("settle", |case| {
        let settled = settle(case);
        let folder = copy(case, "lines", str::to_owned);
        for (path, text) in &settled.files {
            fs::write(folder.join(path), text).unwrap();
            // The lock is written as a whole, and what is called otherwise is written otherwise.
            if path == "names.lock.toml" || case.ends_with("renamed") {
                continue;
            }
            let old = fs::read_to_string(case.join(path)).unwrap();
            let mut old = old.split_inclusive('\n');
            for line in text.split_inclusive('\n') {
                let is_it = |old: &str| {
                    is_rest(line, old) || (old, line) == ("actions:\n", "actions: []\n")
                };
                assert!(old.any(is_it), "{path}: {line}");
            }
        }
        let again = settle(&folder);
        assert!(again.files.is_empty() && again.steps.is_empty());
        let left = |settled: &Settled| {
            let found = settled.left.findings().iter();
            found.filter(|one| one.stale_entry().is_some()).count()
        };
        assert_eq!(left(&again), left(&settled));
        let stays = ["shared-lines", "held", "refused"];
        let stays = stays.iter().any(|name| case.ends_with(name));
        assert_eq!(left(&settled) > 0, stays, "{}", case.display());
    });
}

/// Whether a line is another one, perhaps without parts of it.
fn is_rest(line: &str, old: &str) -> bool {
    let mut old = old.chars();
    let indent = |line: &str| line.len() - line.trim_start().len();
    indent(line) == indent(old.as_str()) && line.chars().all(|one| old.any(|other| other == one))
}

/// No section of any file keeps an entry about what is gone, and no section is without such an entry here.
#[test]
fn every_section() {
    let case = cases::folder("settle").join("every-section");
    let settled = settle(&case);
    let of_words: Vec<&str> = words::sections().collect();
    let of_names = [TABLES.as_slice(), &["bundles"]].concat();
    let of_lock: Vec<&str> = Entries::default().names().collect();
    let sections: [(&str, &[&str]); 6] = [
        ("overlays/a.yaml", &["actions"]),
        ("words/a.yaml", &of_words),
        ("names.toml", &of_names),
        ("names.lock.toml", &of_lock),
        ("accepted.toml", &["accepted"]),
        ("left-out.toml", &["operation"]),
    ];
    for (file, sections) in sections {
        let read = |text: &str| Source::from_text(file, text).unwrap().value().clone();
        let before = read(&fs::read_to_string(case.join(file)).unwrap());
        let after = read(&settled.files[file]);
        let is_gone = |value: &Value| value.to_string().to_lowercase().contains("gone");
        for section in sections {
            assert!(
                is_gone(&before[*section]),
                "{file}: {section} has nothing that is gone"
            );
        }
        assert!(!is_gone(&after), "{file}: {after:#}");
    }
    let overlay = fs::read_to_string(case.join("overlays/a.yaml")).unwrap();
    assert!(AT_THE_TOP.iter().all(|name| overlay.contains(name)));
    // A file of a new kind belongs into the table above.
    let known = sections.map(|(file, _)| file.split('/').next().unwrap());
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    for entry in cases::entries(&spec) {
        let name = entry.file_name().unwrap().to_str().unwrap();
        assert!(
            known.contains(&name) || WITHOUT_ENTRIES.contains(&name),
            "{name}"
        );
    }
}

/// Lines may end as Windows ends them, and still do then.
#[test]
fn line_ends() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    cases::for_each("settle", |case| {
        let folder = copy(case, "line-ends", windows);
        let (settled, other) = (settle(case), settle(&folder));
        for (path, text) in settled
            .files
            .iter()
            .filter(|(path, _)| *path != "names.lock.toml")
        {
            assert_eq!(
                other.files[path],
                windows(text),
                "{path} of {}",
                case.display()
            );
        }
        assert_eq!(other.steps.len(), settled.steps.len());
    });
}

fn settle(case: &Path) -> Settled {
    let inputs = Inputs {
        description: case.join("input.yaml"),
        spec_dir: case.to_owned(),
        strict: true,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    };
    settle::settle(&inputs, None).unwrap()
}

fn reported(case: &Path, settled: &Settled) -> String {
    let mut text = String::new();
    for entry in &settled.steps {
        writeln!(
            text,
            "{} in {}: {} ({:?})",
            entry.what.word(),
            entry.file,
            entry.why,
            entry.reason
        )
        .unwrap();
    }
    for (path, content) in &settled.files {
        write!(text, "\n=== {path}\n{content}").unwrap();
    }
    let by_hand = settle::unneeded(&settled.left).len();
    let waiting = settle::waiting(&settled.left);
    writeln!(text, "\n=== left: {by_hand} by hand, {waiting} waiting").unwrap();
    text += &settled.left.text(Style::Plain);
    // Files are named as they were opened, and that differs from machine to machine.
    text.replace(&source::shown(&case.join("")), "")
}

/// The case with changed texts, in a folder that may be written.
fn copy(case: &Path, purpose: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settle");
    let folder = folder.join(purpose).join(case.file_name().unwrap());
    let _ = fs::remove_dir_all(&folder);
    let mut open = vec![case.to_owned()];
    while let Some(path) = open.pop() {
        let to = folder.join(path.strip_prefix(case).unwrap());
        if path.is_dir() {
            fs::create_dir_all(&to).unwrap();
            open.extend(cases::entries(&path));
        } else {
            fs::write(to, change(&fs::read_to_string(&path).unwrap())).unwrap();
        }
    }
    folder
}

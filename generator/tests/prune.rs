//! What goes of our own files: each folder below `fixtures/prune/` is a case with what a run reads, and `output.snap` has
//! what went, the files without it, and what is left.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostics::{Code, Style};
use generator::tools::prune::{self, Pruned};
use generator::{Inputs, RuntimeDependency};

/// What is asked for.
const PRUNABLE: [Code; 4] = [
    Code::OverlayUnmatched,
    Code::OverlayRedundant,
    Code::AcceptedUnused,
    Code::NameUnused,
];

#[test]
fn texts() {
    cases::for_each("prune", |case| {
        let pruned = prune(case);
        cases::settings(case).bind(|| insta::assert_snapshot!("output", told(case, &pruned)));
    });
}

/// What can go has gone, every line that is left was there before and in this order, and a second time nothing goes.
#[test]
fn lines() {
    cases::for_each("prune", |case| {
        let pruned = prune(case);
        let folder = copy(case, "lines", str::to_owned);
        for (path, text) in &pruned.files {
            let old = fs::read_to_string(case.join(path)).unwrap();
            let mut old = old.split_inclusive('\n');
            for line in text.split_inclusive('\n') {
                let is_it = |old| old == line || (old, line) == ("actions:\n", "actions: []\n");
                assert!(old.any(is_it), "{path}: {line}");
            }
            fs::write(folder.join(path), text).unwrap();
        }
        let again = prune(&folder);
        assert!(again.files.is_empty() && again.removed.is_empty());
        let count = |pruned: &Pruned| {
            let found = pruned.left.findings().iter();
            found.filter(|one| PRUNABLE.contains(&one.code)).count()
        };
        assert_eq!(count(&again), count(&pruned));
        let stays = ["shared-lines", "shared-tables", "held", "refused"];
        let stays = stays.iter().any(|name| case.ends_with(name));
        assert_eq!(count(&pruned) > 0, stays, "{}", case.display());
    });
}

/// Lines may end as Windows ends them, and still do then.
#[test]
fn line_ends() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    cases::for_each("prune", |case| {
        let folder = copy(case, "line-ends", windows);
        let (pruned, other) = (prune(case), prune(&folder));
        let files = pruned.files.iter();
        let files = files.map(|(path, text)| (path.clone(), windows(text)));
        assert_eq!(other.files, files.collect(), "{}", case.display());
        assert_eq!(other.removed.len(), pruned.removed.len());
    });
}

fn prune(case: &Path) -> Pruned {
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
    prune::prune(&inputs).unwrap()
}

fn told(case: &Path, pruned: &Pruned) -> String {
    let mut text = String::new();
    for entry in &pruned.removed {
        writeln!(text, "{}: {} ({:?})", entry.file, entry.why, entry.reason).unwrap();
    }
    for (path, content) in &pruned.files {
        write!(text, "\n=== {path}\n{content}").unwrap();
    }
    let by_hand = prune::unneeded(&pruned.left).len();
    let waiting = prune::waiting(&pruned.left);
    writeln!(text, "\n=== left: {by_hand} by hand, {waiting} waiting").unwrap();
    text += &pruned.left.text(Style::Plain);
    // Files are named as they were opened, and that differs from machine to machine.
    text.replace(case.join("").to_str().unwrap(), "")
}

/// The case with changed texts, in a folder that may be written.
fn copy(case: &Path, purpose: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prune");
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

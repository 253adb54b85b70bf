//! rustfmt changes no emitted file.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use crate::support::root;

/// What is emitted as Rust.
const FOLDERS: [&str; 2] = ["generated/src", "tests/src/emitted"];

/// How many of the differences are shown.
const SHOWN: usize = 60;

#[test]
fn rustfmt_changes_no_emitted_file() {
    // Copied out of the repository, so that no settings of it apply.
    let copy = env::temp_dir().join(format!("pinterest-v5-format-{}", process::id()));
    let mut files = Vec::new();
    for folder in FOLDERS {
        copy_rust(&root().join(folder), &copy.join(folder), &mut files);
    }
    let checked = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--color", "never"])
        .args(&files)
        .output()
        .expect("rustfmt, a part of the toolchain");
    fs::remove_dir_all(&copy).expect("a folder that was made here");
    let differences = String::from_utf8_lossy(&checked.stdout);
    let shown: Vec<&str> = differences.lines().take(SHOWN).collect();
    assert!(
        checked.status.success() && differences.is_empty(),
        "rustfmt changes emitted files:\n{}\n{}",
        shown.join("\n"),
        String::from_utf8_lossy(&checked.stderr),
    );
    assert!(files.len() > 100, "only {} files", files.len());
}

/// Copies the Rust files of a folder and lists the copies.
fn copy_rust(from: &Path, to: &Path, files: &mut Vec<PathBuf>) {
    fs::create_dir_all(to).expect("a temporary folder");
    for entry in fs::read_dir(from).expect("an emitted folder") {
        let path = entry.expect("an entry").path();
        let copy = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_rust(&path, &copy, files);
        } else if path.extension().is_some_and(|one| one == "rs") {
            fs::copy(&path, &copy).expect("a copy");
            files.push(copy);
        }
    }
}

//! The command that gives up names, beside another run.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

const LOCK: &str = "[types]\nPin = { is = \"struct\", at = \"#/components/schemas/Pin\", used = \"pins/get answer\" }\n";

/// A run that changes files locks the workspace, and may be about to write the names that it has read.
#[test]
fn no_name_is_given_up_while_another_run_is_on() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    let _ = fs::remove_dir_all(&root);
    let lock = root.join("spec/names.lock.toml");
    for folder in ["spec", "xtask"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    fs::write(root.join("xtask/Cargo.toml"), "").unwrap();
    fs::write(&lock, LOCK).unwrap();

    let other_run = File::open(&root).unwrap();
    other_run.lock().unwrap();
    let refused = accept(&root);
    assert!(!refused.status.success());
    let message = String::from_utf8_lossy(&refused.stderr);
    assert!(message.contains("another run"), "{message}");
    assert_eq!(fs::read_to_string(&lock).unwrap(), LOCK);

    other_run.unlock().unwrap();
    assert!(accept(&root).status.success());
    assert!(!fs::read_to_string(&lock).unwrap().contains("Pin"));
}

fn accept(root: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["names", "accept", "types.Pin"]);
    command.current_dir(root).output().unwrap()
}

//! A run that was interrupted, at the command line: `--check` names it, the next run takes it back.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DESCRIPTION: &str = r#"{
    "openapi": "3.0.3", "info": {"title": "", "version": "1"}, "paths": {},
    "servers": [{"url": "https://api.pinterest.com/v5"}]
}"#;

#[test]
fn an_interrupted_run_is_named_and_then_taken_back() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interrupted");
    let _ = fs::remove_dir_all(&folder);
    // As a run left it that had moved `mine.rs` away and put `new.rs` in its own place.
    let stage = folder.join("out/.generating");
    for part in ["old", "new"] {
        fs::create_dir_all(stage.join(part)).unwrap();
    }
    fs::write(stage.join("old/0"), "what was there").unwrap();
    fs::write(folder.join("out/new.rs"), "what had come").unwrap();
    let rows =
        r#"[{"path":"mine.rs","old":true,"new":false},{"path":"new.rs","old":false,"new":true}]"#;
    fs::write(stage.join("journal"), rows).unwrap();

    let check = generate(&folder, &["--check"]);
    let message = String::from_utf8(check.stderr).unwrap();
    assert!(!check.status.success());
    assert!(
        message.contains("journal") && message.contains("cargo xtask generate"),
        "{message}"
    );
    assert!(stage.join("journal").exists(), "a check changes nothing");

    let write = generate(&folder, &[]);
    let message = String::from_utf8(write.stderr).unwrap();
    assert!(message.contains("taken back"), "{message}");
    assert_eq!(
        fs::read_to_string(folder.join("out/mine.rs")).unwrap(),
        "what was there"
    );
    assert!(!folder.join("out/new.rs").exists());
    assert!(!stage.exists());
    assert!(write.status.success(), "{message}");
    assert!(generate(&folder, &["--check"]).status.success());
}

fn generate(folder: &Path, options: &[&str]) -> Output {
    let description: PathBuf = folder.join("description.json");
    fs::write(&description, DESCRIPTION).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("generate").arg("--spec").arg(description);
    command.arg("--out").arg(folder.join("out"));
    command.args(options).output().unwrap()
}

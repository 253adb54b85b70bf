//! Runs that are killed at the command line: whatever they leave, the next one ends with its own files and no others.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// A description with so many groups, which are as many files.
fn description(groups: usize) -> String {
    let path = |group: usize| {
        format!(
            r#""/things{group}": {{"get": {{"operationId": "things{group}/list", "tags": ["things{group}"],
            "responses": {{"204": {{"description": ""}}}}}}}}"#
        )
    };
    let paths: Vec<String> = (0..groups).map(path).collect();
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "", "version": "1"}}, "paths": {{{}}},
        "servers": [{{"url": "https://api.pinterest.com/v5"}}]}}"#,
        paths.join(",")
    )
}

#[test]
fn the_next_run_ends_with_its_own_files() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("killed");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let [many, few] = [("many.json", 40), ("few.json", 3)].map(|(name, groups)| {
        let path = folder.join(name);
        fs::write(&path, description(groups)).unwrap();
        path
    });
    let out = folder.join("out");
    let clean = folder.join("clean");
    assert!(run(&few, &clean).status.success());
    // Each is killed when so many files are there, which is somewhere between its start and its end.
    for files in [1, 30] {
        let mut child = generate(&many, &out).spawn().unwrap();
        while tree(&out).len() < files && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let next = run(&few, &out);
        let message = String::from_utf8_lossy(&next.stderr);
        assert!(next.status.success(), "{message}");
        assert_eq!(tree(&out), tree(&clean), "killed with {files} files");
    }
}

fn run(description: &Path, out: &Path) -> Output {
    generate(description, out).output().unwrap()
}

fn generate(description: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("generate").arg("--spec").arg(description);
    command.arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Every file below a folder, in order.
fn tree(root: &Path) -> Vec<PathBuf> {
    let mut tree = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        // A folder may come or go while a run is on.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                tree.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    tree.sort();
    tree
}

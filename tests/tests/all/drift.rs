//! What is committed is what the inputs give.

use std::path::Path;

use generator::{CRATE, output::files};

use crate::support::{output, root};

#[test]
fn committed_files_are_what_the_inputs_give() {
    let differences = files::check(root(), CRATE, &output().workspace()).expect("a folder");
    let lines: Vec<_> = differences
        .iter()
        .map(|difference| difference.below(Path::new("")))
        .collect();
    assert!(
        lines.is_empty(),
        "run: cargo xtask generate\n{}",
        lines.join("\n")
    );
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(
        output().readme(&readme) == readme,
        "README.md: run: cargo xtask generate"
    );
}

/// A file that nothing names is compiled by nobody and published all the same; a merge can leave one behind.
#[test]
fn nothing_is_emitted_but_what_the_inputs_give() {
    let files = output().workspace();
    let mut open = vec![root().join(CRATE)];
    let mut strays = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("an emitted folder") {
            let path = entry.expect("an entry").path();
            let name = generator::source::shown(path.strip_prefix(root()).expect("a file of ours"));
            if path.is_dir() {
                open.push(path);
            } else if !files.contains_key(&name) && !name.ends_with("/.manifest") {
                strays.push(name);
            }
        }
    }
    assert!(strays.is_empty(), "remove: {}", strays.join(", "));
}

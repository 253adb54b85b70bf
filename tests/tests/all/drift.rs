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

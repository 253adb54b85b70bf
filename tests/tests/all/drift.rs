//! What is committed is what the inputs give.

use std::path::Path;

use generator::files;

use crate::support::{output, root};

#[test]
fn committed_files_are_what_the_inputs_give() {
    let documents = generator::documents();
    let targets = [
        ("generated", &output().files),
        ("tests/src/emitted", &output().tests()),
        ("spec", &output().spec()),
        ("docs", &documents),
    ];
    for (folder, expected) in targets {
        let differences = files::check(&root().join(folder), expected).expect("a folder");
        let lines: Vec<_> = differences
            .iter()
            .map(|difference| difference.below(Path::new(folder)))
            .collect();
        assert!(
            lines.is_empty(),
            "run: cargo xtask generate\n{}",
            lines.join("\n")
        );
    }
}

//! What is committed is what the inputs give.

use std::path::Path;

use generator::{Inputs, RuntimeDependency, files, generate};

#[test]
fn committed_files_are_what_the_inputs_give() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace");
    let inputs = Inputs {
        description: root.join("spec/openapi.yaml"),
        spec_dir: root.join("spec"),
        strict: true,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            in_workspace: true,
        },
    };
    let output = generate(&inputs).unwrap_or_else(|failure| panic!("{}", failure.report));
    let targets = [
        ("generated", &output.files),
        ("tests/src/emitted", &output.tests),
    ];
    for (folder, expected) in targets {
        let differences = files::check(&root.join(folder), expected).expect("a folder");
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

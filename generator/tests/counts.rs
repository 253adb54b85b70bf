//! The surface of the committed description, counted: what is unpleasant is no more than its limit.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use generator::{Inputs, RuntimeDependency, generate};

#[test]
fn no_count_is_above_its_limit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = generate(&Inputs {
        description: root.join("spec/openapi.yaml"),
        spec_dir: root.join("spec"),
        strict: true,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    });
    let counts = output.map_err(|failure| failure.report).unwrap().counts();
    let limited = counts.iter().filter(|count| count.at_most.is_some());
    assert!(limited.count() > 4, "most counts have a limit");
    for count in counts {
        println!("{}", count.text(false));
        assert!(!count.is_exceeded(), "{}", count.text(true));
    }
}

//! What the tests share.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use generator::source::Source;
use generator::{Inputs, Output, RuntimeDependency, generate};
use pinterest_v5_mock::description::{Description, Operation};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::synthesis::{Members, Sample};
use serde_json::Value;

/// The committed description, read once.
pub(crate) fn description() -> &'static Arc<Description> {
    static DESCRIPTION: LazyLock<Arc<Description>> =
        LazyLock::new(|| Arc::new(Description::committed().expect("the committed description")));
    &DESCRIPTION
}

/// The workspace's folder.
pub(crate) fn root() -> &'static Path {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().unwrap_or(folder)
}

/// What the generator gives for the committed inputs, made once.
pub(crate) fn output() -> &'static Output {
    static OUTPUT: LazyLock<Output> = LazyLock::new(|| {
        let inputs = Inputs {
            description: root().join("spec/openapi.yaml"),
            spec_dir: root().join("spec"),
            strict: true,
            runtime: RuntimeDependency {
                path: "../runtime".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                in_workspace: true,
            },
        };
        generate(&inputs).unwrap_or_else(|failure| panic!("{}", failure.report))
    });
    &OUTPUT
}

/// Fails with one line for each fault.
#[track_caller]
pub(crate) fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The rows of a table beside the tests.
pub(crate) fn table(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name);
    let source = Source::read(&path).unwrap_or_else(|error| panic!("{error}"));
    source.value().as_array().expect("a list").clone()
}

/// A request that is right in every respect, written without the client.
pub(crate) fn request(operation: &Operation, members: Members) -> Request {
    let sample = Sample::of(description(), operation, members).expect("a request");
    sample.request(description().base_path())
}

/// A header as the server records it.
pub(crate) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

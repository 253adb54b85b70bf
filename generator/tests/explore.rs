//! What maintainers ask about a run: each folder below `fixtures/explain/` and `fixtures/ir/` is a case like those of
//! the stages, and its `ask` has a question on each line: a name, or what `cargo xtask ir` takes.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::fs;
use std::path::Path;

use generator::rust::lock::Lock;
use generator::{Inputs, RuntimeDependency};
use tools::explore::{self, Trace};

#[test]
fn explain() {
    for_each_case("explain", |trace, question| {
        if let Some(name) = question.strip_prefix("json ") {
            let explained = trace.explain(name).unwrap();
            return serde_json::to_string_pretty(&explained).unwrap() + "\n";
        }
        match trace.explain(question) {
            Ok(explained) => explained.iter().map(ToString::to_string).collect(),
            Err(message) => message + "\n",
        }
    });
}

#[test]
fn ir() {
    for_each_case("ir", |trace, question| {
        let mut words = question.split(' ');
        let (mut step, mut name, mut diff) = (None, None, false);
        while let Some(word) = words.next() {
            match word {
                "--stage" | "--pass" => step = words.next(),
                "--name" => name = words.next(),
                "--diff" => diff = true,
                other => panic!("{other} is no option"),
            }
        }
        let shown = trace.show(step, name, diff);
        shown.unwrap_or_else(|message| message + "\n")
    });
}

/// Whatever has a name in the committed description can be asked about, and everything that is declared has its line.
#[test]
fn every_name_is_explained() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let lock = Lock::open(&spec.join("names.lock.toml")).unwrap();
    let trace = trace(&spec.join("openapi.yaml"), &spec);
    for name in lock.entries.types.keys() {
        let explained = trace.explain(&format!("types::{name}")).unwrap();
        let rust = explained.iter().filter_map(|one| one.rust.as_deref());
        assert!(rust.eq([format!("types::{name}")]), "{name}");
        for one in &explained {
            let is_named = |origin: &&String| origin.starts_with("named by");
            assert_eq!(one.origins.iter().filter(is_named).count(), 1, "{name}");
            let parts = one.lines.iter().filter(|line| line.name.starts_with('.'));
            for part in parts.filter(|part| !part.value.starts_with('=')) {
                assert!(
                    part.origins.iter().any(|it| it.starts_with("in Rust")),
                    "{name} {part:?}"
                );
            }
        }
    }
    for (name, line) in &lock.entries.operations {
        for question in [name, &line.id, &line.call] {
            let explained = trace.explain(question).unwrap();
            let item = format!("operation {}", line.id);
            assert!(explained.iter().any(|one| one.item == item), "{question}");
        }
    }
}

fn trace(description: &Path, spec_dir: &Path) -> Trace {
    let trace = explore::trace(&Inputs {
        description: description.to_owned(),
        spec_dir: spec_dir.to_owned(),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    });
    trace.unwrap()
}

fn for_each_case(kind: &str, answer: impl Fn(&Trace, &str) -> String) {
    cases::for_each(kind, |case| {
        let trace = trace(&case.join("input.yaml"), case);
        let questions = fs::read_to_string(case.join("ask")).unwrap();
        let answers = questions
            .lines()
            .map(|question| format!("> {question}\n{}\n", answer(&trace, question)));
        let text: String = answers.collect();
        cases::settings(case).bind(|| insta::assert_snapshot!("output", at_home(case, &text)));
    });
}

/// Places name the file as it was opened, and that differs from machine to machine.
fn at_home(case: &Path, text: &str) -> String {
    text.replace(&source::shown(&case.join("")), "")
}

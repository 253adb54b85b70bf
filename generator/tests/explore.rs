//! What maintainers ask about a run: each folder below `fixtures/explain/` and `fixtures/ir/` is a case like those of
//! the stages, and its `ask` has a question on each line: a name, or what `cargo xtask ir` takes.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::fs;
use std::path::Path;

use generator::explore::{self, Trace};
use generator::{Inputs, RuntimeDependency};

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

fn for_each_case(kind: &str, answer: impl Fn(&Trace, &str) -> String) {
    cases::for_each(kind, |case| {
        let trace = explore::trace(&Inputs {
            description: case.join("input.yaml"),
            spec_dir: case.to_owned(),
            strict: false,
            runtime: RuntimeDependency {
                path: "../runtime".to_owned(),
                version: "0.0.0".to_owned(),
                in_workspace: false,
            },
        });
        let trace = trace.unwrap();
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
    text.replace(case.join("").to_str().unwrap(), "")
}

//! Each rule finds what it is there for, and nothing else.

use std::path::Path;

use super::tree::{self, File};
use super::{Exception, judge, rules};

#[test]
fn the_repository_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let findings = judge(&tree::read(&root).unwrap(), rules::EXCEPTIONS);
    assert!(findings.is_empty(), "{findings:#?}");
}

/// The rules that one file breaks, each with its line.
fn broken(path: &str, text: &str) -> Vec<(&'static str, usize)> {
    with(path, text, &[])
}

fn with(path: &str, text: &str, exceptions: &[Exception]) -> Vec<(&'static str, usize)> {
    let file = File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let findings = judge(&[file], exceptions);
    findings
        .iter()
        .map(|finding| (finding.rule, finding.line))
        .collect()
}

fn module(lines: &str) -> String {
    format!("//! Head.\n{lines}")
}

#[test]
fn long_functions_and_files() {
    let function = |lines: usize| {
        module(&format!(
            "    pub fn long() {{\n{}    }}\n",
            "        one();\n".repeat(lines)
        ))
    };
    assert_eq!(broken("runtime/src/a.rs", &function(40)), []);
    assert_eq!(
        broken("runtime/src/a.rs", &function(41)),
        [("function-size", 2)]
    );
    assert_eq!(broken("generator/src/lib.rs", &function(60)), []);
    assert_eq!(
        broken("generator/tests/a.rs", &function(61)),
        [("function-size", 2)]
    );
    let spread = function(30).replace("one();\n", "one();\n\n        // Why.\n");
    assert_eq!(broken("runtime/src/a.rs", &spread), []);
    let file = module(&"// A line.\n".repeat(300));
    assert_eq!(
        broken("runtime/src/a.rs", &file),
        [("median-size", 1), ("file-size", 301)]
    );
    assert_eq!(
        broken(
            "generated/src/a.rs",
            &format!("// {}\n{file}", rules::texts::MARKER)
        ),
        []
    );
}

#[test]
fn crates_out_of_their_place() {
    let text = module("use openapiv3::{Schema, OpenAPI};\n");
    assert_eq!(broken("generator/model/src/lower/a.rs", &text), []);
    assert!(broken("generator/rust/src/emit/a.rs", &text).contains(&("crate-boundary", 2)));
    let inline = module("// openapiv3::Schema\nfn a(b: &openapiv3::Schema) {}\n");
    assert_eq!(
        broken("generator/rust/src/names/a.rs", &inline),
        [("crate-boundary", 3)]
    );
    let quoted =
        module("/// `openapiv3::Schema` is elsewhere.\nconst A: &str = \"openapiv3::Schema\";\n");
    assert_eq!(broken("generator/rust/src/names/a.rs", &quoted), []);
    let grouped = module("use std::{fs, io};\n");
    assert_eq!(
        broken("generator/model/src/lower/a.rs", &grouped),
        [("crate-boundary", 1)]
    );
}

#[test]
fn dependencies() {
    let manifest = "[dependencies]\npinterest-v5-runtime.workspace = true\n";
    assert_eq!(broken("xtask/Cargo.toml", manifest), []);
    assert_eq!(
        broken("generator/Cargo.toml", manifest),
        [("dependency", 2)]
    );
    assert_eq!(
        broken("generator/model/Cargo.toml", manifest),
        [("dependency", 2)]
    );
    assert_eq!(
        broken("xtask/Cargo.toml", "pinterest-v5 = { path = \"..\" }\n"),
        [("dependency", 1)]
    );
    let judge = "model.workspace = true\n";
    assert_eq!(broken("mock/Cargo.toml", judge), [("dependency", 1)]);
    assert_eq!(broken("tests/Cargo.toml", judge), []);
}

#[test]
fn heads_and_headers() {
    assert_eq!(broken("xtask/src/a.rs", "use a;\n"), [("module-head", 1)]);
    assert_eq!(broken("generated/src/a.rs", "//! Mine.\n"), [("header", 1)]);
    let marked = format!("//! {}\n", rules::texts::MARKER);
    assert_eq!(broken("xtask/src/a.rs", &marked), [("header", 1)]);
}

#[test]
fn texts_that_must_not_leave_the_machine() {
    assert_eq!(broken("a.md", "in /home/me/pinterest\n"), [("word", 1)]);
    assert_eq!(
        broken("a.yml", &format!("token: pina_{}\n", "A1".repeat(20))),
        [("secret", 1)]
    );
    assert_eq!(broken("a.yml", "token: pina_EXAMPLE\n"), []);
    assert_eq!(
        broken("a.rs.txt", "\nhttp://crates.build.internal:80/x\n"),
        [("private-host", 2)]
    );
    assert_eq!(
        broken("a.rs.txt", "http://10.1.2.3/x, http://127.0.0.1\n"),
        [("private-host", 1)]
    );
    assert_eq!(
        broken("a.toml", "https://unknown.example.net/x\n"),
        [("unknown-host", 1)]
    );
    assert_eq!(broken("a/b.snap.new", ""), [("stray-file", 1)]);
}

#[test]
fn exceptions_excuse_and_must_be_needed() {
    let exceptions: &[Exception] = &[("module-head", "xtask/src/", "a reason")];
    assert_eq!(with("xtask/src/a.rs", "use a;\n", exceptions), []);
    assert_eq!(
        with("xtask/src/a.rs", "//! Head.\n", exceptions),
        [("exception", 1)]
    );
}

#[test]
fn files_that_import_each_other() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: module(text),
    };
    let one = "use super::two::Two;\n";
    let circle = [
        file("runtime/src/read/one.rs", one),
        file(
            "runtime/src/read/two.rs",
            "fn two(_: crate::read::three::Three) {}\n",
        ),
        file("runtime/src/read/three.rs", "use super::one;\n"),
    ];
    let rules = |files: &[File]| -> Vec<(&'static str, String)> {
        let findings = judge(files, &[]).into_iter();
        findings
            .map(|finding| (finding.rule, finding.path))
            .collect()
    };
    let reported = [("import-cycle", "runtime/src/read/one.rs".to_owned())];
    assert_eq!(rules(&circle), reported);
    let way = [
        file("runtime/src/read/mod.rs", "mod one;\npub use one::One;\n"),
        file(
            "runtime/src/read/one.rs",
            "use super::two;\nuse super::Shared;\n",
        ),
        file("runtime/src/read/two.rs", "use std::fmt;\n"),
    ];
    assert_eq!(rules(&way), []);
}

#[test]
fn words_that_have_a_standard_term() {
    let path = "generator/src/lib.rs";
    assert_eq!(broken(path, &module("// It stands here.\n")), [("term", 2)]);
    assert_eq!(broken(path, &module("fn is_told() {}\n")), [("term", 2)]);
    assert_eq!(broken(path, &module("// A standard, understood.\n")), []);
    assert_eq!(
        broken("docs/a.md", "The work is under way.\n"),
        [("term", 1)]
    );
    assert_eq!(
        broken("stores/src/a.rs", &module("// It stands here.\n")),
        []
    );
    assert_eq!(broken(path, &module("fn kept_names() {}\n")), [("term", 2)]);
    assert_eq!(broken(path, &module("struct JobHandle;\n")), [("term", 2)]);
    assert_eq!(broken(path, &module("// What is kept is a handle.\n")), []);
}

//! The diff on small pairs: each folder below `fixtures/diff/` is a case with `old.yaml`, which begins with the reason
//! why it exists, `new.yaml`, and `output.snap` with what a maintainer would read.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

mod cases;

use std::collections::BTreeSet;
use std::path::Path;

use generator::source::Source;
use generator::{Inputs, RuntimeDependency};
use serde_json::{Map, Value, json};
use tools::diff::{Class, Description, Diff, Rule, Surface, Symbols, raw, rules};

#[test]
fn changes() {
    cases::for_each("diff", |case| {
        cases::settings(case).bind(|| insta::assert_snapshot!("output", diff(case).markdown()));
    });
}

/// A rule that no case shows may do anything.
#[test]
fn every_rule_has_a_case() {
    let mut seen = BTreeSet::new();
    for case in cases::entries(&cases::folder("diff")) {
        seen.extend(diff(&case).changes.iter().map(|change| change.rule));
    }
    let missing: Vec<&str> = Rule::ALL
        .iter()
        .filter(|rule| !seen.contains(rule))
        .map(|rule| rule.code())
        .collect();
    assert_eq!(missing, [""; 0]);
}

/// The class of a diff is never better than what happened to the symbols, and only what a compiler cannot see may make it
/// worse.
#[test]
fn classes_are_those_of_the_symbols() {
    cases::for_each("diff", |case| {
        let diff = diff(case);
        let shifts = diff.changes.iter().flat_map(|change| &change.symbols);
        let symbols = shifts.map(|shift| shift.class).min();
        let behaviour = [Rule::AuthRemoved, Rule::Sandbox, Rule::Unclassified];
        let compiled = diff
            .changes
            .iter()
            .filter(|change| !behaviour.contains(&change.rule));
        let worst = compiled.map(|change| change.class).min();
        let breaks = |class: Option<Class>| class == Some(Class::Breaking);
        assert_eq!(breaks(worst), breaks(symbols), "{}", case.display());
    });
}

/// What is compared the other way round differs at the same places.
#[test]
fn differences_have_two_ends() {
    cases::for_each("diff", |case| {
        let (old, new) = descriptions(case);
        let there = raw::differences(old.facts(), new.facts());
        let back = raw::differences(new.facts(), old.facts());
        let ends = |leaves: &[raw::Leaf], turn: bool| -> BTreeSet<_> {
            let ends = leaves.iter().map(|leaf| {
                let ends = (leaf.old.clone(), leaf.new.clone());
                if turn { (ends.1, ends.0) } else { ends }
            });
            ends.collect()
        };
        assert_eq!(ends(&there, false), ends(&back, true), "{}", case.display());
        let same = raw::differences(old.facts(), old.facts());
        assert_eq!(same, []);
    });
}

/// What is the same to a compiler and another thing to callers, and the other way round.
#[test]
fn symbols() {
    let old = [
        (
            "src/api/pins.rs",
            "pub struct Pins; impl Pins {
                pub fn get(&self, pin_id: impl Into<PinId>, day: Date) -> Get { loop {} }
                pub fn swap(&self, from: Date, to: Date) -> Get { loop {} }
                pub fn list(&self) -> List { loop {} }
            }
            pub struct Get(Request);
            impl Get { pub const OPERATION: &'static Operation = &Operation::new(\"/pins/{pin_id}\"); }
            pinterest_v5_runtime::bulk_call! { Get => types::Pin, 30 }
            pub struct ListParams { pub a: String }",
        ),
        (
            "src/types/pin.rs",
            "#[derive(Clone, Default)] #[non_exhaustive] pub struct Pin { pub id: String }
            pinterest_v5_runtime::object! { both Pin fields {} }",
        ),
        ("src/types/mod.rs", "pub struct Hidden;"),
    ];
    let new = [
        (
            "src/api/pins.rs",
            "pub struct Pins; impl Pins {
                pub fn get(&self, id: impl Into<PinId>, day: Date) -> Get { loop {} }
                pub fn swap(&self, to: Date, from: Date) -> Get { loop {} }
                pub fn list(&self, a: bool) -> List { loop {} }
            }
            pub struct Get(Request);
            impl Get { pub const OPERATION: &'static Operation = &Operation::new(\"/all/{id}\"); }
            pinterest_v5_runtime::bulk_call! { Get => types::Pin, 100 }
            pub struct ListParams { pub a: String, pub b: String }",
        ),
        (
            "src/types/pin.rs",
            "#[derive(Clone)] #[non_exhaustive] pub struct Pin { pub id: String, pub note: String }
            pinterest_v5_runtime::object! { request Pin fields {} }",
        ),
    ];
    let surface = Surface::between(&Symbols::of(old), &Symbols::of(new));
    insta::assert_snapshot!("symbols", surface.markdown());
}

/// The changelog gets its section once, whoever worked on it since.
#[test]
fn the_changelog_is_started_once() {
    let diff = diff(&cases::folder("diff").join("fields-of-requests"));
    let before = "# Changelog\n\n## [Unreleased]\n\nGenerated from the API description 1.\n\n### Added\n\n- A thing.\n\n## [0.1.0]\n\n- All.\n";
    let once = diff.changelog(before);
    insta::assert_snapshot!("changelog", once);
    assert_eq!(diff.changelog(&once), once);
    let edited = once.replace("- **Breaking**", "- We are sorry");
    assert_eq!(diff.changelog(&edited), edited);
    let empty = diff.changelog("# Changelog\n");
    assert!(
        empty.starts_with("# Changelog\n\n## [Unreleased]\n\n### API description"),
        "{empty}"
    );
}

/// What breaks everywhere has room in what a reviewer reads at once: lists are cut, and nothing is said twice.
#[test]
fn a_large_update_is_one_page() {
    let described = |what: &str| {
        let (mut paths, mut schemas) = (Map::new(), Map::new());
        for number in 0..20 {
            let fields =
                (0..40).map(|field| (format!("field_{number}_{field}"), json!({"type": what})));
            let fields: Map<String, Value> = fields.collect();
            let of = format!("#/components/schemas/Thing{number}");
            let schema = json!({"type": "object", "required": [format!("field_{number}_0")], "properties": fields});
            schemas.insert(format!("Thing{number}"), schema);
            let content = json!({"application/json": {"schema": {"$ref": of}}});
            paths.insert(
                format!("/things/{number}"),
                json!({"post": {
                    "operationId": format!("things/make_{number}"),
                    "tags": ["things"],
                    "requestBody": {"required": true, "content": content},
                    "responses": {"200": {"description": "OK", "content": content}},
                }}),
            );
        }
        let text = json!({
            "openapi": "3.0.3",
            "info": {"title": "Large", "version": what},
            "servers": [{"url": "https://api.pinterest.com/v5"}],
            "paths": paths,
            "components": {"schemas": schemas},
        });
        Description::new(&Source::from_text("large.json", text.to_string()).unwrap())
    };
    let page = between(&described("integer"), &described("boolean"), Path::new("")).review();
    assert!(page.len() < 5_000, "{} bytes:\n{page}", page.len());
    assert_eq!(page.matches("`Thing7`").count(), 1, "{page}");
}

/// The rules are documented as they are.
#[test]
fn the_table_of_rules_is_in_the_documentation() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/semver.md");
    let text = std::fs::read_to_string(path).unwrap();
    let table = rules::table();
    assert!(
        text.contains(&table),
        "docs/semver.md has another table than this:\n{table}"
    );
}

fn diff(case: &Path) -> Diff {
    let (old, new) = descriptions(case);
    between(&old, &new, case)
}

fn between(old: &Description, new: &Description, folder: &Path) -> Diff {
    let inputs = Inputs {
        description: folder.to_owned(),
        spec_dir: folder.to_owned(),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    };
    let diff = Diff::between((old, &inputs), (new, &inputs));
    diff.unwrap_or_else(|failure| panic!("{}: {}", folder.display(), failure.report))
}

fn descriptions(case: &Path) -> (Description, Description) {
    let read = |name: &str| Description::new(&Source::read(&case.join(name)).unwrap());
    (read("old.yaml"), read("new.yaml"))
}

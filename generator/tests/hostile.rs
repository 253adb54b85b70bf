//! A description in which everything is called as Rust, its prelude and the crates that emitted files use are: what is
//! emitted for it compiles without a warning.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use generator::source::Source;
use generator::{Inputs, RuntimeDependency, generate_from};
use serde_json::{Map, Value, json};

/// Keywords of every edition, prelude, crates, names of the emitted files, and what is hard to write in Rust at all.
const NAMES: &str = "
abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen
if impl in let loop macro macro_rules match mod move mut override priv pub raw ref return safe Self self
static struct super trait true try type typeof union unsafe unsized use virtual where while yield r#try
'static _ __ $ AsMut AsRef Box Clone Copy Debug Default Deref Deserialize DoubleEndedIterator Drop Eq Err
Extend Fn From FromIterator Future Hash Into IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq
PartialOrd Result Send Serialize Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec BTreeMap
Client ClientBuilder Core Error Id Operation Page Patch Request Response Unrecognized UnrecognizedValue Value
Scope alloc api bool client core f64 i64 ids oauth operations pinterest_v5_runtime serde serde_json std str
test types u8 body builder clear_new clone default from into items member name new options pages params poll
request required send text unchecked upload value write 1st 2 3d_view -1 +1 1.5 a-b a/b a.b naïve 日本
";

/// The names, and one that has a space.
fn names() -> impl Iterator<Item = &'static str> {
    NAMES.split_whitespace().chain(["a b"])
}

#[test]
fn what_is_emitted_for_hostile_names_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap();
    let source = Source::from_text("hostile.json", description().to_string()).unwrap();
    let inputs = Inputs {
        description: PathBuf::new(),
        spec_dir: folder.clone(),
        strict: false,
        runtime: RuntimeDependency {
            path: root.join("runtime").to_str().unwrap().to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            in_workspace: false,
        },
    };
    let output =
        generate_from(source, &inputs).unwrap_or_else(|failure| panic!("{}", failure.report));
    for (path, text) in &output.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    check(&folder);
}

/// Checks the crate beside what the workspace has built of its dependencies.
fn check(folder: &Path) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["check", "--offline", "--quiet", "--all-features"])
        .arg("--target-dir")
        .arg(target);
    if env::var_os("CARGO_PROFILE_DEV_DEBUG").is_none() {
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
    }
    let checked = cargo.current_dir(folder).output().unwrap();
    let text = String::from_utf8_lossy(&checked.stderr);
    let shown: Vec<&str> = text.lines().take(80).collect();
    assert!(
        checked.status.success() && !text.contains("warning"),
        "{}",
        shown.join("\n")
    );
}

/// Every name as a component of each kind, a member, a value, a parameter, an operation and a group.
fn description() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Hostile", "version": "1" },
        "paths": paths(),
        "components": { "schemas": schemas() },
    })
}

fn schemas() -> Map<String, Value> {
    let mut schemas = Map::new();
    for (position, name) in names().enumerate().filter(|(_, name)| is_key(name)) {
        schemas.insert(name.to_owned(), component(position, name));
    }
    let reference = |name: &str| {
        if is_key(name) {
            json!({ "$ref": format!("#/components/schemas/{name}") })
        } else {
            component(0, name)
        }
    };
    let all = |member: &dyn Fn(&str) -> Value| -> Map<String, Value> {
        names()
            .map(|name| (name.to_owned(), member(name)))
            .collect()
    };
    let text = json!({ "type": "string" });
    let nullable = json!({ "type": "string", "nullable": true });
    let required: Vec<&str> = names().collect();
    let further = [
        (
            "AllMembers",
            json!({ "type": "object", "properties": all(&reference) }),
        ),
        (
            "AllTexts",
            json!({ "type": "object", "properties": all(&|_| nullable.clone()), "additionalProperties": true }),
        ),
        (
            "AllRequired",
            json!({ "type": "object", "required": required, "properties": all(&|_| text.clone()) }),
        ),
        ("AllValues", json!({ "type": "string", "enum": required })),
        (
            &long(),
            json!({ "type": "object", "properties": { long(): text } }),
        ),
    ];
    schemas.extend(further.map(|(name, schema)| (name.to_owned(), schema)));
    schemas
}

fn paths() -> Map<String, Value> {
    let mut paths = Map::new();
    for (position, name) in names().enumerate() {
        let operations = json!({
            "put": operation("things", &format!("things/{name}"), "AllMembers"),
            "post": operation(name, &format!("{name}/get"), "AllRequired"),
        });
        paths.insert(format!("/{position}"), operations);
    }
    let name = long();
    let one = operation(&name, &format!("{name}/{name}"), &name);
    paths.insert("/long".to_owned(), json!({ "put": one }));
    let parameter = |name| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let mut query = operation("query", "query/all", "AllValues");
    query["parameters"] = names().map(parameter).collect();
    let update = operation("query", "query/update", "AllTexts");
    paths.insert(
        "/query".to_owned(),
        json!({ "put": query, "patch": update }),
    );
    paths
}

/// A name longer than that of a file may be.
fn long() -> String {
    "x".repeat(300)
}

/// Whether OpenAPI lets a component have the name.
fn is_key(name: &str) -> bool {
    name.chars()
        .all(|one| one.is_ascii_alphanumeric() || "._-".contains(one))
}

/// A struct, an enum, an open map or a union, in turn.
fn component(position: usize, name: &str) -> Value {
    let one = json!({ "type": "object", "required": ["value"], "properties": { "value": { "type": "string" }, "type": { "type": "string" } } });
    match position % 4 {
        0 => one,
        1 => json!({ "type": "string", "enum": ["gen", "Self", name] }),
        2 => {
            json!({ "type": "object", "properties": { "default": { "type": "string" } }, "additionalProperties": true })
        }
        _ => {
            json!({ "oneOf": [one, { "type": "integer" }, { "type": "array", "items": { "type": "string" } }] })
        }
    }
}

fn operation(tag: &str, id: &str, schema: &str) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    json!({
        "operationId": id,
        "tags": [tag],
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "OK", "content": content } },
    })
}

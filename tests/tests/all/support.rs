//! What the tests share.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use generator::source::Source;
use generator::{Inputs, Output, RuntimeDependency, generate};
use pinterest_v5_tests::description::{Description, Operation, Parameter, Place, Scheme, Style};
use pinterest_v5_tests::json_schema::Direction;
use pinterest_v5_tests::judge::Request;
use pinterest_v5_tests::synthesis::{self, Members, Recipe};
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
    let mut path = operation.template.clone();
    let mut query = Vec::new();
    for parameter in &operation.parameters {
        if !parameter.required && members == Members::Required {
            continue;
        }
        let value = match made_up(&parameter.schema, members) {
            // A query cannot say that a list is there and empty.
            Value::Array(none) if none.is_empty() => made_up(&parameter.schema, Members::All),
            value => value,
        };
        match parameter.place {
            Place::Path => path = path.replace(&format!("{{{}}}", parameter.name), &text(&value)),
            Place::Query => pairs(parameter, &value, &mut query),
        }
    }
    let mut headers = vec![
        header("host", "localhost"),
        header("accept", "application/json"),
    ];
    headers.extend(operation.schemes.first().map(|scheme| match scheme {
        Scheme::Bearer => header("authorization", "Bearer pina_token"),
        Scheme::Basic => header("authorization", "Basic aWQ6c2VjcmV0"),
    }));
    let body = operation.body.as_ref().map(|body| {
        headers.push(header("content-type", &body.media_type));
        let value = made_up(&body.schema, members);
        match body.media_type.as_str() {
            "application/json" => value.to_string(),
            _ => form(&value),
        }
    });
    let separator = if query.is_empty() { "" } else { "?" };
    Request {
        method: operation.method.clone(),
        target: format!(
            "{}{path}{separator}{}",
            description().base_path(),
            query.join("&")
        ),
        headers,
        body: body.unwrap_or_default().into_bytes(),
    }
}

/// A header as the server records it.
pub(crate) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn made_up(schema: &Value, members: Members) -> Value {
    let recipe = Recipe {
        members,
        direction: Direction::Request,
        pick: 0,
    };
    synthesis::value(description(), schema, recipe).expect("a value")
}

fn pairs(parameter: &Parameter, value: &Value, query: &mut Vec<String>) {
    let name = &parameter.name;
    match (value, parameter.style) {
        (Value::Array(elements), Style::Repeated) => {
            query.extend(
                elements
                    .iter()
                    .map(|element| format!("{name}={}", text(element))),
            );
        }
        (Value::Array(elements), _) => {
            let elements: Vec<_> = elements.iter().map(text).collect();
            query.push(format!("{name}={}", elements.join(",")));
        }
        (Value::Object(members), _) => {
            for (member, value) in members {
                let parameter = Parameter {
                    name: format!("{name}[{member}]"),
                    schema: Value::Null,
                    ..*parameter
                };
                pairs(&parameter, value, query);
            }
        }
        (scalar, _) => query.push(format!("{name}={}", text(scalar))),
    }
}

fn form(value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let pairs: Vec<_> = members
        .map(|(name, value)| format!("{name}={}", text(value)))
        .collect();
    pairs.join("&")
}

/// The percent-encoded text of a scalar.
fn text(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

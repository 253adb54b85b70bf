//! Values that are built as users build them: by constructors and setters, never from JSON.

use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::shape::{Additional, Shape};
use pinterest_v5_mock::synthesis::{self, Recipe};
use pinterest_v5_tests::calls::{Built, Members};
use pinterest_v5_tests::emitted::built::BUILT;
use serde_json::{Map, Value, json};

use crate::support::{assert_none, description};

/// A member that no object declares.
const FURTHER: &str = "ADDITIONAL_MEMBER";

/// Each type of requests with each of its members set is written as the description says: no member that callers may send
/// is lost on the way to the setters or goes by another name, and nothing is sent that the description does not declare.
#[test]
fn what_constructors_and_setters_give_is_what_is_described() {
    let differ = BUILT.iter().filter_map(|built| {
        let described = described(built);
        let bytes = (built.bytes)(&described);
        let text = String::from_utf8_lossy(&bytes);
        let json = Value::Object(described.0);
        // The order of members means nothing, but each is written once and as it is.
        let is_same = serde_json::from_slice(&bytes).is_ok_and(|sent: Value| sent == json)
            && text.len() == json.to_string().len();
        (!is_same).then(|| format!("{} at {}: {text}, not {json}", built.name, built.at))
    });
    assert_none(&differ.collect::<Vec<_>>());
    assert!(!BUILT.is_empty());
}

/// Every member that a client may send, by the description alone.
fn described(built: &Built) -> Members {
    let schema = description().document().pointer(&built.at[1..]);
    let schema = schema.unwrap_or_else(|| panic!("{} is not at {}", built.name, built.at));
    // Of a union one branch is taken.
    let whole = made(schema, 0);
    let shape = Shape::of_value(description(), &[schema], &whole);
    let mut members = Map::new();
    for (index, (name, schemas)) in shape.properties.iter().enumerate() {
        if !is_set_by_the_server(schemas) {
            let value = made(&json!({ "allOf": schemas }), index);
            members.insert((*name).to_owned(), of_its_own(value, name, index));
        }
    }
    let further = match shape.additional {
        Additional::Of(schema) => Some(made(schema, 0)),
        Additional::Any => Some(made(&json!({}), 0)),
        Additional::Unsaid | Additional::None => None,
    };
    members.extend(further.map(|value| (FURTHER.to_owned(), value)));
    Members(members)
}

fn is_set_by_the_server(schemas: &[&Value]) -> bool {
    schemas.iter().any(|schema| {
        let shape = Shape::of(description(), &[schema]);
        let target = |reference: &&str| description().target(reference);
        let mut all = shape.references.iter().filter_map(target).chain([*schema]);
        all.any(|one| one["readOnly"] == true)
    })
}

/// The value as no other member of the object has it, if it is one of those that many would have, so that no member can be
/// taken for another.
fn of_its_own(value: Value, name: &str, index: usize) -> Value {
    let is = |schema: Value| value == made(&schema, 0);
    if is(json!({ "type": "boolean" })) {
        json!(index.is_multiple_of(2))
    } else if is(json!({ "type": "integer" })) {
        json!(1_000_000 + index)
    } else if is(json!({ "type": "string" })) {
        json!(name)
    } else if is(json!({ "type": "string", "pattern": r"^\d+$" })) {
        json!((1_000_000_000 + index).to_string())
    } else {
        value
    }
}

fn made(schema: &Value, pick: usize) -> Value {
    let recipe = Recipe {
        members: synthesis::Members::All,
        direction: Direction::Request,
        pick,
    };
    synthesis::value(description(), schema, recipe).expect("a value")
}

//! Every response decodes and loses nothing, as documented and as the live API sends it.

use pinterest_v5::runtime::Decoding;
use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::synthesis::{Members, Recipe, picks, value};
use pinterest_v5_tests::calls::Decoder;
use pinterest_v5_tests::compare::{Comparison, compare};
use pinterest_v5_tests::emitted::decoders::DECODERS;
use serde_json::{Value, json};

use crate::support::{assert_none, description, table};

#[test]
fn every_operation_has_a_decoder() {
    let operations: Vec<_> = description()
        .operations()
        .iter()
        .map(|op| op.id.as_str())
        .collect();
    let mut decoders: Vec<_> = DECODERS.iter().map(|decoder| decoder.operation).collect();
    decoders.sort_unstable();
    let mut sorted = operations.clone();
    sorted.sort_unstable();
    assert_eq!(decoders, sorted);
}

#[test]
fn documented_responses_keep_every_member() {
    let mut faults = Vec::new();
    let mut bodies = 0;
    for operation in description().operations() {
        for schema in operation
            .successes
            .iter()
            .filter_map(|success| success.schema.as_ref())
        {
            for pick in 0..picks(description(), schema) {
                for members in [Members::Required, Members::All, Members::Nulls] {
                    let recipe = Recipe {
                        members,
                        direction: Direction::Response,
                        pick,
                    };
                    let body = value(description(), schema, recipe).expect("a body");
                    let place = format!("{} {members:?} {pick}", operation.id);
                    faults.extend(faults_of(&operation.id, schema, &body, &place));
                    bodies += 1;
                }
            }
        }
    }
    let described = description().operations().iter();
    let described = described.flat_map(|operation| &operation.successes);
    let least = 3 * described.filter(|success| success.schema.is_some()).count();
    assert!(bodies >= least && least > 0, "only {bodies} bodies");
    assert_none(&faults);
}

#[test]
fn undescribed_bodies_may_be_anything() {
    let silent = description().operations().iter().filter(|operation| {
        operation
            .successes
            .iter()
            .all(|success| success.schema.is_none())
    });
    let mut bodies = 0;
    for operation in silent {
        for body in [&b""[..], b"{}", b"[]", b"null"] {
            let decoded = (decoder(&operation.id).decode)(body, Decoding::Strict);
            assert!(decoded.is_ok(), "{} {body:?}: {decoded:?}", operation.id);
            bodies += 1;
        }
    }
    assert!(bodies > 0, "every operation describes its body");
}

#[test]
fn live_shapes_keep_every_member() {
    let mut faults = Vec::new();
    for live in table("live-shapes.yaml") {
        let text = |key: &str| {
            live[key]
                .as_str()
                .unwrap_or_else(|| panic!("{key} in {live}"))
        };
        let (schema, mut body) = full(text("of"));
        let place = body.pointer_mut(text("at"));
        *place.unwrap_or_else(|| panic!("no place for {live}")) = live["is"].clone();
        faults.extend(faults_of(text("of"), schema, &body, &live.to_string()));
    }
    assert_none(&faults);
}

#[test]
fn members_of_later_releases_are_passed_over() {
    for (operation, pointer) in [
        ("boards/get", ""),
        ("boards/get", "/owner"),
        ("pins/list", "/items/0"),
        ("feeds/get", ""),
    ] {
        let (schema, mut body) = full(operation);
        let place = body
            .pointer_mut(pointer)
            .and_then(Value::as_object_mut)
            .expect("an object");
        place.insert("note".to_owned(), json!({ "any": ["thing"] }));
        let comparison = round_trip(operation, schema, &body).expect(operation);
        assert_eq!(comparison.differences, [], "{operation} {pointer}");
        assert!(
            comparison.unknown.len() <= 1,
            "{operation} {pointer}: {:?}",
            comparison.unknown
        );
    }
}

#[test]
fn undecodable_bodies_name_the_place() {
    for (operation, pointer, shape, path) in [
        ("boards/list", "/items/1/name", json!(5), "items[1].name"),
        ("boards/list", "/items", json!({}), "items"),
        (
            "campaigns/get",
            "/lifetime_spend_cap",
            json!("much"),
            "lifetime_spend_cap",
        ),
    ] {
        let (_, mut body) = full(operation);
        *body.pointer_mut(pointer).expect("a place") = shape;
        let body = body.to_string();
        let error = (decoder(operation).decode)(body.as_bytes(), Decoding::Strict).unwrap_err();
        assert!(error.contains(path), "{operation} {pointer}: {error}");
    }
}

fn faults_of(operation: &str, schema: &Value, body: &Value, place: &str) -> Vec<String> {
    match round_trip(operation, schema, body) {
        Err(error) => vec![format!("{place}: {error}")],
        Ok(comparison) => {
            let differences = comparison.differences.iter().map(ToString::to_string);
            let unknown = comparison
                .unknown
                .iter()
                .map(|path| format!("{path}: unknown"));
            differences
                .chain(unknown)
                .map(|fault| format!("{place}: {fault}"))
                .collect()
        }
    }
}

fn round_trip(operation: &str, schema: &Value, body: &Value) -> Result<Comparison, String> {
    let decoded = (decoder(operation).decode)(body.to_string().as_bytes(), Decoding::Strict)?;
    Ok(compare(description(), schema, body, &decoded.back))
}

/// The first documented success with all members, and its schema.
fn full(operation: &str) -> (&'static Value, Value) {
    let operation = description().operation(operation).expect("an operation");
    let schema = operation
        .successes
        .iter()
        .find_map(|success| success.schema.as_ref());
    let schema = schema.expect("a schema");
    let recipe = Recipe {
        members: Members::All,
        direction: Direction::Response,
        pick: 0,
    };
    (
        schema,
        value(description(), schema, recipe).expect("a body"),
    )
}

fn decoder(operation: &str) -> &'static Decoder {
    let found = DECODERS
        .iter()
        .find(|decoder| decoder.operation == operation);
    found.unwrap_or_else(|| panic!("no decoder of {operation}"))
}

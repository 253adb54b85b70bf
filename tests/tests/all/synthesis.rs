//! Made-up values are valid: otherwise the other tests would test nonsense.

use pinterest_v5_mock::json_schema::{Direction, Validators, reasons};
use pinterest_v5_mock::synthesis::{Members, Recipe, picks, value};
use serde_json::{Value, json};

use crate::support::{assert_none, description};

const ALL_MEMBERS: [Members; 3] = [Members::Required, Members::All, Members::Nulls];

#[test]
fn every_success_can_be_made_up() {
    let successes = description().operations().iter().flat_map(|operation| {
        let schemas = operation
            .successes
            .iter()
            .filter_map(|success| success.schema.as_ref());
        schemas.map(|schema| (operation.id.clone(), schema))
    });
    assert_valid(Direction::Response, successes);
}

#[test]
fn every_request_body_can_be_made_up() {
    let bodies = description().operations().iter().filter_map(|operation| {
        operation
            .body
            .as_ref()
            .map(|body| (operation.id.clone(), &body.schema))
    });
    assert_valid(Direction::Request, bodies);
}

#[test]
fn every_parameter_can_be_made_up() {
    let parameters = description().operations().iter().flat_map(|operation| {
        let name = |name: &str| format!("{} {name}", operation.id);
        operation
            .parameters
            .iter()
            .map(move |parameter| (name(&parameter.name), &parameter.schema))
    });
    assert_valid(Direction::Request, parameters);
}

fn assert_valid<'d>(direction: Direction, schemas: impl Iterator<Item = (String, &'d Value)>) {
    let validators = Validators::new(description(), direction).expect("validators");
    let mut faults = Vec::new();
    let (mut places, mut made) = (0, 0);
    for (place, schema) in schemas {
        let validator = validators.build(schema).expect("a validator");
        places += 1;
        for pick in 0..picks(description(), schema) {
            for members in ALL_MEMBERS {
                let recipe = Recipe {
                    members,
                    direction,
                    pick,
                };
                let value = value(description(), schema, recipe).expect("a value");
                for reason in reasons(&validator, &value) {
                    faults.push(format!("{place} {members:?} {pick} {reason}"));
                }
                made += 1;
            }
        }
    }
    let least = places * ALL_MEMBERS.len();
    assert!(
        places > 0 && made >= least,
        "only {made} values were made up"
    );
    assert_none(&faults);
}

/// The committed description has such members on one way only, so the rule is tried on a schema of its own.
#[test]
fn members_of_the_other_way_are_refused() {
    let schema = json!({
        "type": "object",
        "properties": { "made": { "type": "string", "readOnly": true }, "told": { "type": "string", "writeOnly": true } },
    });
    let is_valid = |direction, value: Value| {
        let validators = Validators::new(description(), direction).expect("validators");
        let validator = validators.build(&schema).expect("a validator");
        reasons(&validator, &value).is_empty()
    };
    let (made, told) = (json!({ "made": "a" }), json!({ "told": "a" }));
    assert!(!is_valid(Direction::Request, made.clone()) && is_valid(Direction::Response, made));
    assert!(is_valid(Direction::Request, told.clone()) && !is_valid(Direction::Response, told));
}

//! Values that are built as users build them: by constructors and setters, never from JSON.

use pinterest_v5_tests::emitted::built::BUILT;

use pinterest_v5_mock::shape::Shape;
use serde_json::Value;

use crate::support::{assert_none, description};

/// Each type of requests with each of its members set is written as the description says.
#[test]
fn what_constructors_and_setters_give_is_what_is_described() {
    let differ = BUILT.iter().filter_map(|built| {
        let bytes = (built.bytes)();
        let text = String::from_utf8_lossy(&bytes);
        (text != built.json).then(|| format!("{}: {text}, not {}", built.name, built.json))
    });
    assert_none(&differ.collect::<Vec<_>>());
    assert!(!BUILT.is_empty());
}

/// What a value has is decided by the description alone: no member that callers may send is lost on the way to the setters,
/// and nothing is sent that the description does not declare.
#[test]
fn what_is_built_has_the_members_that_the_description_declares() {
    let mut differ = Vec::new();
    let mut compared = 0;
    for built in BUILT {
        let bytes = (built.bytes)();
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        let schema = description().document().pointer(&built.at[1..]);
        let schema = schema.unwrap_or_else(|| panic!("{} is not at {}", built.name, built.at));
        let shape = Shape::of_value(description(), &[schema], &value);
        let is_set_by_the_server = |schemas: &[&Value]| {
            schemas.iter().any(|schema| {
                let inner = Shape::of(description(), &[schema]);
                let target = |reference: &&str| description().target(reference);
                let mut all = inner.references.iter().filter_map(target).chain([*schema]);
                all.any(|one| one["readOnly"] == true)
            })
        };
        for (name, schemas) in &shape.properties {
            let is_sent = value.get(*name).is_some();
            if is_sent == is_set_by_the_server(schemas) {
                let what = if is_sent { "has" } else { "lacks" };
                differ.push(format!("{} at {} {what} `{name}`", built.name, built.at));
            }
            compared += 1;
        }
    }
    assert_none(&differ);
    assert!(compared > BUILT.len(), "few types have no member");
}

//! What callers say of a thing is what it says of itself.

use pinterest_v5_mock::Settings;
use pinterest_v5_mock::resources::Role;
use pinterest_v5_mock::synthesis::Members;
use serde_json::Value;

use crate::effects::shown;
use crate::support::{ORIGIN, sample, with};

#[test]
fn what_was_said_of_a_thing_is_what_it_shows() {
    let pinterest = with(Settings::default());
    let mut faults = Vec::new();
    let (mut things, mut members) = (0, 0);
    for operation in pinterest.description().operations() {
        let (Role::Create(index) | Role::Update(index) | Role::Bulk(index, _)) =
            pinterest.resources().role(&operation.id)
        else {
            continue;
        };
        let kind = &pinterest.resources().kinds()[*index];
        let before = pinterest.state(|state| state.clone());
        let sample = sample(&pinterest, operation, Members::All);
        let answer = pinterest.answer(&sample.request("/v5"), ORIGIN);
        let mut said = Vec::new();
        elements(sample.body.as_ref().unwrap_or(&Value::Null), &mut said);
        let shown = shown(&pinterest, kind);
        if answer.status < 300 && !shown.is_empty() {
            things += 1;
            // The thing that shows most of what was said is the one that it was said of.
            let fits = |thing: &Value| said.iter().map(|said| kept(said, thing).len()).max();
            let best = shown.iter().max_by_key(|thing| fits(thing).unwrap_or(0));
            let best = best.unwrap_or(&Value::Null);
            let lost = said
                .iter()
                .map(|said| lost(said, best))
                .min_by_key(Vec::len);
            members += fits(best).unwrap_or(0);
            faults.extend(
                lost.into_iter()
                    .flatten()
                    .map(|name| format!("{} {name}", operation.id)),
            );
        }
        pinterest.state(|state| *state = before);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(
        things > 40 && members > 200,
        "{things} things, {members} members"
    );
}

/// Every object in a body: what is said of things.
fn elements(value: &Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|one| elements(one, into)),
        Value::Object(members) => {
            into.push(value.clone());
            members
                .values()
                .filter(|member| member.is_array())
                .for_each(|one| elements(one, into));
        }
        _ => {}
    }
}

/// The members that a thing shows as they were said.
fn kept<'v>(said: &'v Value, thing: &Value) -> Vec<&'v str> {
    let said = said.as_object().into_iter().flatten();
    let kept = said.filter(|(name, value)| thing.get(*name) == Some(value));
    kept.map(|(name, _)| name.as_str()).collect()
}

/// The members that a thing shows otherwise than they were said.
fn lost(said: &Value, thing: &Value) -> Vec<String> {
    let said = said.as_object().into_iter().flatten();
    let lost = said.filter(|(name, value)| {
        // Who a thing is and to whom it belongs is said by the path.
        let is_place = ["id", "ad_account_id"].contains(&name.as_str());
        !value.is_null() && !is_place && thing.get(*name).is_some_and(|shown| shown != *value)
    });
    lost.map(|(name, value)| format!("{name}: {value} became {}", thing[name]))
        .collect()
}

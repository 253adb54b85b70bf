//! Every operation answers, and an outside validator finds the answer valid.

use std::sync::Arc;

use pinterest_v5_mock::Pinterest;
use pinterest_v5_mock::description::Operation;
use pinterest_v5_mock::json_schema::{Direction, Lazy, Validators};
use pinterest_v5_mock::synthesis::{Members, Sample};

use crate::support::{ORIGIN, pinterest, sample, sandbox};

/// Right requests, with what is required and with everything.
fn faults(pinterest: &Pinterest, operations: &[&Operation], members: Members) -> Vec<String> {
    let validators = Validators::new(pinterest.description(), Direction::Response);
    let validators = Arc::new(validators.expect("validators"));
    let before = pinterest.state(|state| state.clone());
    let mut faults = Vec::new();
    for operation in operations {
        let request = sample(pinterest, operation, members).request("/v5");
        let answer = pinterest.answer(&request, ORIGIN);
        pinterest.state(|state| *state = before.clone());
        let id = &operation.id;
        let success = operation
            .successes
            .iter()
            .find(|success| success.status == answer.status);
        let Some(success) = success else {
            faults.push(format!(
                "{id} {members:?}: {} {}",
                answer.status,
                answer.value()
            ));
            continue;
        };
        match (&success.schema, &answer.body) {
            (Some(schema), Some(_)) => {
                let reasons = Lazy::new(&validators, schema)
                    .reasons(&answer.value())
                    .expect("a schema");
                faults.extend(
                    reasons
                        .iter()
                        .map(|reason| format!("{id} {members:?}: {reason}")),
                );
            }
            (None, None) => {}
            (schema, body) => faults.push(format!("{id}: {schema:?} {body:?}")),
        }
    }
    faults
}

fn check(pinterest: &Pinterest, is_here: impl Fn(&Operation) -> bool) {
    let operations = pinterest.description().operations().iter();
    let operations: Vec<_> = operations.filter(|operation| is_here(operation)).collect();
    let mut all = Vec::new();
    for members in [Members::Required, Members::All] {
        all.extend(faults(pinterest, &operations, members));
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
    assert!(operations.len() > 100);
}

#[test]
fn every_operation_gives_a_documented_answer() {
    check(&pinterest(), |operation| operation.id != "sandbox/delete");
}

#[test]
fn the_sandbox_serves_what_it_has() {
    // Nothing in the sandbox makes what these two change.
    let unmade = ["customer_segment/update", "targeting_template/update"];
    let is_here =
        |operation: &Operation| operation.in_sandbox && !unmade.contains(&operation.id.as_str());
    check(&sandbox(), is_here);
}

/// What a bulk call cannot do is told in the form of its answer.
#[test]
fn what_fails_in_a_bulk_call_is_told_as_documented() {
    let pinterest = pinterest();
    let validators = Validators::new(pinterest.description(), Direction::Response);
    let validators = Arc::new(validators.expect("validators"));
    let (mut faults, mut told) = (Vec::new(), 0);
    for operation in pinterest.description().operations() {
        let mut request = sample(&pinterest, operation, Members::All);
        let strange =
            Sample::of(pinterest.description(), operation, Members::All).expect("a sample");
        let is_bulk = strange
            .body
            .as_ref()
            .is_some_and(|body| body.to_string().contains('['));
        request.body = strange.body;
        let answer = pinterest.answer(&request.request("/v5"), ORIGIN);
        let text = answer.value().to_string();
        if !is_bulk || answer.status >= 300 || !text.contains("there is no") {
            continue;
        }
        told += 1;
        let mut successes = operation.successes.iter();
        let success = successes
            .find(|success| success.status == answer.status)
            .expect("a success");
        let schema = success.schema.as_ref().expect("a schema");
        let reasons = Lazy::new(&validators, schema)
            .reasons(&answer.value())
            .expect("a schema");
        faults.extend(
            reasons
                .iter()
                .map(|reason| format!("{}: {reason} {text}", operation.id)),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(told > 8, "only {told}");
}

#[test]
fn the_same_seed_gives_the_same_answers() {
    let (one, other) = (pinterest(), pinterest());
    for operation in one
        .description()
        .operations()
        .iter()
        .filter(|one| one.method == "GET")
    {
        let request = sample(&one, operation, Members::Required).request("/v5");
        sample(&other, operation, Members::Required);
        let answers = [&one, &other].map(|pinterest| pinterest.answer(&request, ORIGIN));
        assert_eq!(answers[0].value(), answers[1].value(), "{}", operation.id);
    }
}

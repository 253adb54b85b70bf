//! What is wrong in one way is refused with the right status.

use pinterest_v5_mock::Pinterest;
use pinterest_v5_mock::description::{Operation, Place, Scheme};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::shape::Shape;
use pinterest_v5_mock::synthesis::{Members, Sample};
use serde_json::{Value, json};

use crate::support::{ORIGIN, pinterest, refusal, sample, sandbox};

/// A fault, the request that has it, and what it has to be refused with.
type Variant = (&'static str, Request, u16, i64);

#[test]
fn each_fault_is_refused_by_every_operation() {
    let pinterest = pinterest();
    let before = pinterest.state(|state| state.clone());
    let mut passed = Vec::new();
    let mut count = 0;
    for operation in pinterest.description().operations() {
        for (what, request, status, code) in variants(&pinterest, operation) {
            let answer = pinterest.answer(&request, ORIGIN);
            count += 1;
            if refusal(&answer) != (status, json!(code)) {
                passed.push(format!(
                    "{} {what}: {} {}",
                    operation.id,
                    answer.status,
                    answer.value()
                ));
            }
        }
        pinterest.state(|state| *state = before.clone());
    }
    assert!(
        passed.is_empty(),
        "{} of {count}\n{}",
        passed.len(),
        passed.join("\n")
    );
    assert!(count > 2800, "only {count}");
}

fn variants(pinterest: &Pinterest, operation: &Operation) -> Vec<Variant> {
    let right = sample(pinterest, operation, Members::Required);
    let request = right.request("/v5");
    let mut variants: Vec<Variant> = Vec::new();
    let with = |change: &dyn Fn(&mut Request)| {
        let mut request = request.clone();
        change(&mut request);
        request
    };
    variants.push((
        "undeclared query",
        with(&|request| {
            let joint = if request.target.contains('?') {
                '&'
            } else {
                '?'
            };
            request.target.push(joint);
            request.target.push_str("nobody_knows=1");
        }),
        400,
        1,
    ));
    if !operation.schemes.is_empty() {
        let bare = with(&|request| request.headers.retain(|(name, _)| name != "authorization"));
        variants.push(("no credential", bare, 401, 2));
        variants.push((
            "foreign token",
            with(&|request| authorize(request, "Bearer nonsense")),
            401,
            2,
        ));
    }
    if operation.schemes.contains(&Scheme::Bearer) {
        variants.push((
            "token of the sandbox",
            with(&|request| authorize(request, "Bearer pina_sand_1")),
            401,
            2,
        ));
    }
    variants.extend(lost_bodies(operation, &request));
    variants.extend(parameters(pinterest, operation, &right));
    variants.extend(bodies(pinterest, operation, &right));
    variants
}

/// Without each parameter that is required, and with a value of each that its schema does not allow.
fn parameters(pinterest: &Pinterest, operation: &Operation, right: &Sample<'_>) -> Vec<Variant> {
    let mut variants: Vec<Variant> = Vec::new();
    for parameter in &operation.parameters {
        let mut others = right.clone();
        others
            .parameters
            .retain(|(one, _)| one.name != parameter.name);
        if parameter.required && parameter.place == Place::Query {
            variants.push(("missing query", others.request("/v5"), 400, 1));
        }
        let shape = Shape::of(pinterest.description(), &[&parameter.schema]);
        for (what, value) in wrong_values(&shape) {
            let mut wrong = others.clone();
            wrong.parameters.push((parameter, value));
            variants.push((what, wrong.request("/v5"), 400, 1));
        }
    }
    variants
}

/// Values that no schema of this shape allows.
fn wrong_values(shape: &Shape<'_>) -> Vec<(&'static str, Value)> {
    let number = |name| shape.keyword(name).and_then(Value::as_i64);
    let mut wrong = Vec::new();
    if shape.values.is_some() {
        wrong.push(("no value of the enum", json!("NO_SUCH_VALUE")));
    }
    match shape.kind {
        Some("integer") => wrong.push(("no integer", json!("ten"))),
        Some("boolean") => wrong.push(("no boolean", json!("yes"))),
        Some("string") if shape.keyword("format") == Some(&json!("date")) => {
            wrong.push(("no date", json!("yesterday")));
        }
        _ => {}
    }
    if let Some(most) = number("maximum") {
        wrong.push(("above the maximum", (most + 1).into()));
    }
    if let Some(least) = number("minimum") {
        wrong.push(("below the minimum", (least - 1).into()));
    }
    if let Some(most) = number("maxLength").and_then(|most| usize::try_from(most).ok()) {
        wrong.push(("too long", "1".repeat(most + 1).into()));
    }
    let digits = shape.keyword("pattern").and_then(Value::as_str);
    if digits.is_some_and(|pattern| pattern.starts_with(r"^\d+")) {
        wrong.push(("against the pattern", json!("letters")));
    }
    wrong
}

/// No body, half of one, and one of another type.
fn lost_bodies(operation: &Operation, request: &Request) -> Vec<Variant> {
    if operation.body.is_none() {
        return Vec::new();
    }
    let with = |change: &dyn Fn(&mut Request)| {
        let mut request = request.clone();
        change(&mut request);
        request
    };
    let retyped = with(&|request| {
        request.headers.retain(|(name, _)| name != "content-type");
        let other = ("content-type".to_owned(), "text/plain".to_owned());
        request.headers.push(other);
    });
    vec![
        ("no body", with(&|request| request.body.clear()), 400, 1),
        (
            "broken body",
            with(&|request| request.body.truncate(1)),
            400,
            1,
        ),
        ("other media type", retyped, 400, 1),
    ]
}

/// A body without each of its required members, and with another type of each.
fn bodies(pinterest: &Pinterest, operation: &Operation, right: &Sample<'_>) -> Vec<Variant> {
    let (Some(declared), Some(body)) = (&operation.body, &right.body) else {
        return Vec::new();
    };
    let shape = Shape::of(pinterest.description(), &[&declared.schema]);
    if declared.media_type != "application/json" || !body.is_object() {
        return Vec::new();
    }
    let mut variants: Vec<Variant> = Vec::new();
    let mut change = |what, value: Value| {
        let mut wrong = right.clone();
        wrong.body = Some(value);
        variants.push((what, wrong.request("/v5"), 400, 1));
    };
    for name in shape
        .required
        .iter()
        .filter(|name| body.get(**name).is_some())
    {
        let mut less = body.clone();
        less.as_object_mut()
            .and_then(|members| members.remove(*name));
        change("missing member", less);
    }
    for (name, schemas) in &shape.properties {
        let member = Shape::of(pinterest.description(), schemas);
        let wrong = match member.kind {
            _ if member.is_any() || !member.unions.is_empty() => continue,
            Some("string") => json!({ "no": "text" }),
            Some(_) => json!("no such type"),
            None => continue,
        };
        let mut odd = body.clone();
        odd[*name] = wrong;
        change("member of another type", odd);
        for (what, value) in wrong_values(&member) {
            let mut odd = body.clone();
            odd[*name] = value;
            change(what, odd);
        }
    }
    variants
}

fn authorize(request: &mut Request, value: &str) {
    request.headers.retain(|(name, _)| name != "authorization");
    request
        .headers
        .push(("authorization".to_owned(), value.to_owned()));
}

#[test]
fn paths_and_methods_that_are_not_there() {
    let pinterest = pinterest();
    let ask = |method: &str, target: &str| {
        let request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            ..Request::default()
        };
        pinterest.answer(&request, ORIGIN)
    };
    assert_eq!(refusal(&ask("GET", "/v5/bords")), (404, json!(404)));
    assert_eq!(refusal(&ask("GET", "/boards")), (404, json!(404)));
    let other = ask("PUT", "/v5/boards");
    assert_eq!(refusal(&other), (405, json!(5)));
    assert_eq!(other.header_value("allow"), Some("GET, POST"));
}

#[test]
fn what_the_sandbox_lacks_is_refused_there() {
    let sandbox = sandbox();
    let mut lacking = 0;
    for operation in sandbox.description().operations() {
        if !operation.in_sandbox && operation.schemes.contains(&Scheme::Bearer) {
            let request = sample(&pinterest(), operation, Members::Required).request("/v5");
            assert_eq!(
                refusal(&sandbox.answer(&request, ORIGIN)),
                (403, json!(29)),
                "{}",
                operation.id
            );
            lacking += 1;
            if lacking == 10 {
                break;
            }
        }
    }
    assert_eq!(lacking, 10);
}

#[test]
fn nothing_that_is_not_there_is_found() {
    let pinterest = pinterest();
    let get = |path: &str| refusal(&crate::support::get(&pinterest, path));
    assert_eq!(get("/boards/1"), (404, json!(40)));
    assert_eq!(get("/pins/1"), (404, json!(50)));
    assert_eq!(get("/boards/1/pins"), (404, json!(40)));
    assert_eq!(get("/catalogs/feeds/1"), (404, json!(4161)));
    assert_eq!(get("/catalogs/items/batch/1"), (404, json!(4331)));
    assert_eq!(get("/ad_accounts/1/campaigns"), (404, json!(404)));
}

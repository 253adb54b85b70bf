//! The judge lets right requests pass and refuses wrong ones: it must be able to fail.

use std::sync::{Arc, LazyLock};

use pinterest_v5_mock::description::{Description, Place};
use pinterest_v5_mock::judge::{DISAGREE, Judge, Request};
use pinterest_v5_mock::synthesis::Members;

use serde_json::{Value, json};

use crate::support::{assert_none, description, header, request, table};

fn judge() -> &'static Judge {
    static JUDGE: LazyLock<Judge> =
        LazyLock::new(|| Judge::new(Arc::clone(description())).expect("a judge"));
    &JUDGE
}

#[test]
fn right_requests_pass() {
    let mut findings = Vec::new();
    for operation in description().operations() {
        for members in [Members::Required, Members::All, Members::Nulls] {
            let request = request(operation, members);
            let verdict = judge().rule(&request);
            assert_eq!(
                verdict.operation.as_ref(),
                Some(&operation.id),
                "{}",
                request.target
            );
            let found = verdict.findings.iter();
            findings.extend(found.map(|finding| format!("{} {finding}", operation.id)));
            if members == Members::All {
                assert_eq!(
                    verdict.parameters.len(),
                    operation.parameters.len(),
                    "{}",
                    operation.id
                );
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn wrong_requests_are_refused() {
    let mut passed = Vec::new();
    for wrong in &table("wrong-requests.yaml") {
        let text = |key: &str| {
            wrong[key]
                .as_str()
                .unwrap_or_else(|| panic!("{key} in {wrong}"))
        };
        let operation = description().operation(text("of")).expect("an operation");
        let right = request(operation, Members::Required);
        assert_eq!(judge().rule(&right).findings, [], "{wrong}");
        let request = broken(right, wrong);
        let verdict = judge().rule(&request);
        if !verdict
            .findings
            .iter()
            .any(|finding| finding.place == text("finding"))
        {
            let what = text("what");
            passed.push(format!("{what}: {} {:?}", request.target, verdict.findings));
        }
    }
    assert_none(&passed);
}

/// `request`, changed as `wrong` says.
fn broken(mut request: Request, wrong: &Value) -> Request {
    for (key, value) in wrong.as_object().expect("a request to break") {
        let text = || value.as_str().expect("a text").to_owned();
        let pair = || match (value[0].as_str(), value[1].as_str()) {
            (Some(name), Some(value)) => header(name, value),
            _ => panic!("{value} is no header"),
        };
        match key.as_str() {
            "what" | "of" | "finding" => {}
            "path" => request.target = text(),
            "method" => request.method = text(),
            "without" => request.target = without(&request.target, &text()),
            "query" => {
                request.target.push(if request.target.contains('?') {
                    '&'
                } else {
                    '?'
                });
                request.target.push_str(&text());
            }
            "no-header" => request.headers.retain(|(name, _)| *name != text()),
            "header" => {
                request.headers.retain(|(name, _)| *name != pair().0);
                request.headers.push(pair());
            }
            "extra" => request.headers.push(pair()),
            "body" => request.body = text().into_bytes(),
            other => panic!("nothing is broken by `{other}`"),
        }
    }
    request
}

/// `target` without the pairs called `name` or `name[...]`.
fn without(target: &str, name: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let named = |pair: &&str| {
        let after = pair.strip_prefix(name);
        after.is_some_and(|after| after.starts_with('=') || after.starts_with("%5B"))
    };
    let rest: Vec<_> = query.split('&').filter(|pair| !named(pair)).collect();
    format!("{path}?{}", rest.join("&"))
}

/// A shape that the judge does not know how to read is neither the client's mistake nor a reason to refuse the call.
#[test]
fn an_unknown_shape_is_nobodys_mistake() {
    let parameter = |name: &str, schema: Value| json!({ "name": name, "in": "query", "style": "deepObject", "explode": true, "schema": schema });
    let filters = json!({ "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Bound" } });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Shapes", "version": "1" },
        "servers": [{ "url": "https://example.com/v5" }],
        "paths": { "/pins": { "get": {
            "operationId": "pins/list",
            "tags": ["pins"],
            "security": [],
            "parameters": [
                parameter("by_name", json!({ "$ref": "#/components/schemas/Filters" })),
                parameter("nested", json!({ "type": "object", "properties": { "ids": { "type": "array", "items": { "type": "integer" } } } })),
                { "name": "word", "in": "query", "schema": { "type": "string", "pattern": "(?<open" } },
            ],
            "responses": { "204": { "description": "done" } },
        } } },
        "components": { "schemas": { "Filters": filters, "Bound": { "type": "integer" } } },
    });
    let description = Arc::new(Description::new(document).expect("a description"));
    let judge = Judge::new(description).expect("a judge");
    let rule = |query: &str| {
        let target = format!("/v5/pins?{query}");
        let headers = vec![header("accept", "application/json")];
        let request = Request {
            method: "GET".to_owned(),
            target,
            headers,
            body: Vec::new(),
        };
        judge.rule(&request)
    };
    // A map behind a reference is read as one in place is.
    let map = rule("by_name[clicks]=7");
    assert_eq!(map.findings, []);
    assert_eq!(
        map.parameter(Place::Query, "by_name"),
        Some(&json!({ "clicks": 7 }))
    );
    assert_eq!(rule("by_name[clicks]=many").faults().count(), 1);
    for (query, shape) in [
        ("nested[ids]=1", r#""type":"array""#),
        ("word=x", "(?<open"),
    ] {
        let verdict = rule(query);
        assert_eq!(verdict.faults().count(), 0, "{query}");
        let [finding] = verdict.findings.as_slice() else {
            panic!("{query}: {:?}", verdict.findings)
        };
        assert!(finding.message.starts_with(DISAGREE), "{finding}");
        assert!(finding.message.contains(shape), "{finding}");
    }
}

//! What errors say of answers that are no success, and what they are asked.

use pinterest_v5_runtime::{
    Answer, AuthScheme, Error, ErrorKind, Method, Operation, RetryPolicy, RetryRules,
};

use super::script::{GET, Script, Step, call, json, status};

static CREATE: Operation = Operation::new("pins/create", Method::Post, "/pins", "pins")
    .with_auth(&[AuthScheme::OAuth])
    .with_scopes(&["boards:read", "pins:write"]);

async fn error_of(operation: &'static Operation, step: Step) -> Error {
    let script = Script::new(vec![step; 3]);
    let retry = RetryPolicy::none();
    let client = script.builder().retry(retry).build().unwrap();
    call(&client, operation).await.unwrap_err()
}

/// The predicates that hold.
fn causes(error: &Error) -> Vec<&'static str> {
    let all = [
        (error.is_auth(), "auth"),
        (error.is_missing_scope(), "missing scope"),
        (error.is_trial_access(), "trial access"),
        (error.needs_login(), "login"),
        (error.is_forbidden(), "forbidden"),
        (error.is_not_found(), "not found"),
        (error.is_rate_limited(), "rate limit"),
        (error.is_spam(), "spam"),
        (error.is_server_error(), "server"),
        (error.is_timeout(), "timeout"),
        (error.is_connect(), "connect"),
    ];
    all.into_iter()
        .filter_map(|(holds, name)| holds.then_some(name))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn each_cause_has_a_predicate_and_no_other_holds() {
    let spam = r#"{"code":9,"message":"Sorry! You've hit a block (Pins) we have in place to combat spam."}"#;
    let trial =
        r#"{"code":29,"message":"Apps with Trial access may not create Pins in production"}"#;
    let cases: Vec<(Step, &[&str])> = vec![
        (
            json(401, r#"{"code":2,"message":"Authentication failed."}"#),
            &["auth"],
        ),
        (
            json(400, r#"{"code":1104,"message":"The token is not valid"}"#),
            &["auth"],
        ),
        (status(401), &["auth"]),
        (
            json(401, r#"{"code":3,"message":"insufficient"}"#),
            &["missing scope"],
        ),
        (json(403, trial), &["trial access"]),
        (json(401, trial), &["trial access"]),
        (
            json(403, r#"{"code":29,"message":"Not permitted"}"#),
            &["forbidden"],
        ),
        (
            json(404, r#"{"code":50,"message":"Pin not found"}"#),
            &["not found"],
        ),
        (
            json(429, r#"{"code":8,"message":"exceeded"}"#),
            &["rate limit"],
        ),
        (
            json(
                400,
                r#"{"code":1,"message":"Limit. Retry after 7 seconds."}"#,
            ),
            &["rate limit"],
        ),
        (json(429, spam), &["spam"]),
        (json(403, spam), &["spam"]),
        (
            json(429, r#"{"code":8,"message_detail":"looks like SPAM"}"#),
            &["spam"],
        ),
        (status(500), &["server"]),
        (status(503), &["server"]),
        (status(400), &[]),
        (Step::Slow, &["timeout"]),
        (Step::Silent, &["timeout"]),
        (Step::NoConnection, &["connect"]),
        (Step::Broken, &[]),
    ];
    for (step, expected) in cases {
        let error = error_of(&GET, step).await;
        assert_eq!(causes(&error), expected, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn spam_has_no_wait_and_one_attempt_and_teaches_the_limiter_nothing() {
    let step = json(429, r#"{"code":9,"message":"spam"}"#)
        .with("x-ratelimit-reset", "1")
        .with("x-ratelimit-remaining", "0");
    let script = Script::new([step]);
    let client = super::refusals::unlimited(&script);
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!((error.retry_after(), error.attempts()), (None, 1));
    assert!(!error.to_string().contains("retry after"), "{error}");
    call(&client, &GET).await.unwrap();
    assert_eq!(script.clock_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_missing_scope_names_those_that_the_operation_needs() {
    let error = error_of(&CREATE, json(401, r#"{"code":3,"message":"Not enough."}"#)).await;
    assert_eq!(error.required_scopes(), ["boards:read", "pins:write"]);
    assert_eq!(
        error.to_string(),
        "pins/create: the server refused the call: Not enough.; the operation needs boards:read, pins:write \
         (status 401, code 3)"
    );
    let other = error_of(&CREATE, json(401, r#"{"code":2}"#)).await;
    assert!(other.required_scopes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_error_says_what_pinterest_said() {
    let cases = [
        (
            json(
                400,
                r#"{"code":1,"message":"'Recipes' does not match '^\\d+$'"}"#,
            )
            .with("x-pinterest-rid", "4711"),
            r"things/get: the server refused the call: 'Recipes' does not match '^\d+$' (status 400, code 1, request 4711)",
        ),
        (
            json(
                400,
                "{\"code\":1,\"message\":\"one\\ntwo\",\"message_detail\":\"one\\ntwo\"}",
            ),
            r"things/get: the server refused the call: one\ntwo (status 400, code 1)",
        ),
        (
            json(
                422,
                r#"{"code":4170,"message":"Bad events","details":{"events":[{"em":["x"],"index":1}]}}"#,
            ),
            r#"things/get: the server refused the call: Bad events: {"events":[{"em":"[redacted]","index":1}]} (status 422, code 4170)"#,
        ),
        (
            json(502, "<html>bad gateway</html>").with("content-type", "text/html"),
            "things/get: the server refused the call: the body is none of Pinterest's (text/html, 24 bytes) (status 502)",
        ),
        (
            json(404, ""),
            "things/get: the server refused the call (status 404)",
        ),
    ];
    for (step, expected) in cases {
        assert_eq!(error_of(&GET, step).await.to_string(), expected);
    }
    let details = json(422, r#"{"code":1,"message":"m","details":{"a":1}}"#);
    assert_eq!(error_of(&GET, details).await.details().unwrap()["a"], 1);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted_and_long_texts_are_cut() {
    let long: &'static str =
        Box::leak(format!(r#"{{"message":"{}"}}"#, "word ".repeat(9_999)).into_boxed_str());
    let script = Script::new(vec![json(503, long); 3]);
    let error = call(&script.client(), &GET).await.unwrap_err();
    let text = error.to_string();
    assert!(text.ends_with("(status 503, 3 attempts)"), "{text}");
    assert!(text.len() < 400 && !text.contains('\n'), "{text}");
    assert_eq!(error.message().unwrap().len(), 9_999 * 5);
}

#[tokio::test(start_paused = true)]
async fn what_an_answer_means_is_a_table() {
    let mut rules = RetryRules::default();
    rules.missing_scope = vec![Answer::new(403).code(77)];
    rules.spam.clear();
    let script = Script::new([json(403, r#"{"code":77}"#), json(401, r#"{"code":3}"#)]);
    let retry = RetryPolicy::new().rules(rules);
    let client = script.builder().retry(retry).build().unwrap();
    assert!(call(&client, &CREATE).await.unwrap_err().is_missing_scope());
    let error = call(&client, &CREATE).await.unwrap_err();
    assert!(error.is_auth() && !error.is_missing_scope());
    assert_eq!(error.kind(), ErrorKind::Api);
}

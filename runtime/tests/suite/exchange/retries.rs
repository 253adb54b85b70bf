//! Which failures are made again: the table of `RetryPolicy`, row by row.

use std::time::Duration;

use pinterest_v5_runtime::{Answer, ErrorKind, Operation, RetryPolicy, RetryRules};

use super::script::{DELETE, GET, PATCH, POST, PUT, Script, Step, call, json, status};

/// Whether `operation` is made again after `step`, and then succeeds.
async fn again(operation: &'static Operation, step: &Step, policy: &RetryPolicy) -> bool {
    let script = Script::new([step.clone()]);
    let builder = script.builder().retry(policy.clone());
    let client = builder.timeout(Duration::from_secs(9)).build().unwrap();
    let outcome = call(&client, operation).await;
    assert_eq!(outcome.is_ok(), script.count() == 2);
    if let Err(error) = outcome {
        assert_eq!((error.attempts(), script.count()), (1, 1), "{error}");
    }
    script.count() == 2
}

const SPAM: &str = r#"{"code":8,"message":"This was blocked as SPAM."}"#;
const SPAM_DETAIL: &str = r#"{"code":8,"message":"No.","message_detail":"It looks like spam"}"#;
const NAMED_WAIT: &str = r#"{"code":1,"message":"Too many. Retry after 7 seconds."}"#;

/// A failure; whether a repeatable call is made again, and whether another one is.
fn table() -> Vec<(&'static str, Step, bool, bool)> {
    vec![
        ("no connection", Step::NoConnection, true, true),
        ("not begun", Step::Unprocessed, true, true),
        ("broken off", Step::Broken, true, false),
        ("slow", Step::Slow, true, false),
        ("silent", Step::Silent, true, false),
        ("408", status(408), true, false),
        ("429", status(429), true, true),
        ("429 code 8", json(429, r#"{"code":8}"#), true, true),
        ("429 html", json(429, "<html>"), true, true),
        ("500", status(500), true, false),
        ("502 html", json(502, "<html>"), true, false),
        ("503", status(503), true, false),
        ("599", status(599), true, false),
        ("400 with a wait", json(400, NAMED_WAIT), true, false),
        ("spam", json(429, SPAM), false, false),
        ("spam in detail", json(429, SPAM_DETAIL), false, false),
        ("spam block", json(429, r#"{"code":9}"#), false, false),
        ("scope", json(401, r#"{"code":3}"#), false, false),
        ("bad token", json(401, r#"{"code":2}"#), false, false),
        (
            "bad token, 400",
            json(400, r#"{"code":1104}"#),
            false,
            false,
        ),
        ("400", status(400), false, false),
        ("403", status(403), false, false),
        ("404", status(404), false, false),
        ("409", status(409), false, false),
        ("302", status(302), false, false),
    ]
}

#[tokio::test(start_paused = true)]
async fn each_row_of_the_table_holds() {
    let policy = RetryPolicy::new();
    for (name, step, repeatable, other) in table() {
        for operation in [&GET, &PUT, &DELETE] {
            let again = again(operation, &step, &policy).await;
            assert_eq!(again, repeatable, "{name} {}", operation.id);
        }
        for operation in [&POST, &PATCH] {
            let again = again(operation, &step, &policy).await;
            assert_eq!(again, other, "{name} {}", operation.id);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_is_like_a_read_when_the_caller_says_so() {
    let policy = RetryPolicy::new().retry_writes(true);
    for (name, step, repeatable, _) in table() {
        let again = again(&POST, &step, &policy).await;
        assert_eq!(again, repeatable, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_table_can_be_changed() {
    let mut rules = RetryRules::default();
    rules.idempotent.push(400..=400);
    rules.never = vec![Answer::new(500)];
    rules.spam.clear();
    let policy = RetryPolicy::new().rules(rules);
    assert!(again(&GET, &status(400), &policy).await);
    assert!(!again(&GET, &status(500), &policy).await);
    assert!(again(&GET, &json(429, SPAM), &policy).await);
}

#[tokio::test(start_paused = true)]
async fn attempts_end_and_the_error_tells_how_many_there_were() {
    for (policy, attempts) in [
        (RetryPolicy::new(), 3),
        (RetryPolicy::new().max_attempts(5), 5),
        (RetryPolicy::none(), 1),
        (RetryPolicy::new().max_attempts(0), 1),
    ] {
        let script = Script::new(vec![status(503); 9]);
        let client = script.builder().retry(policy).build().unwrap();
        let error = call(&client, &GET).await.unwrap_err();
        assert_eq!((error.attempts(), error.kind()), (attempts, ErrorKind::Api));
        assert_eq!(script.count(), attempts as usize);
        let told = error.to_string().contains(&format!("{attempts} attempts"));
        assert_eq!(told, attempts > 1, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_cannot_be_decoded_is_final() {
    let script = Script::new([json(200, "<html>")]);
    let request = pinterest_v5_runtime::Request::new(&script.client(), &GET);
    let call = pinterest_v5_runtime::BodyFuture::<Vec<i64>>::new(request);
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Html, 1));
    assert_eq!(script.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_attempt_is_the_same_request() {
    let script = Script::new(vec![status(503), status(429)]);
    let mut request = pinterest_v5_runtime::Request::new(&script.client(), &PUT);
    request.query("name", &"a b");
    request.json(&[1, 2]);
    let first = script.clone();
    pinterest_v5_runtime::BodyFuture::<()>::new(request)
        .await
        .unwrap();
    let last = first.last();
    assert_eq!(last.uri().query(), Some("name=a%20b"));
    assert_eq!(last.body(), "[1,2]");
    assert_eq!(last.headers().get_all("authorization").iter().count(), 1);
    assert_eq!(script.count(), 3);
}

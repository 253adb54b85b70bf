//! The sandbox and what it does not serve.

use pinterest_v5_runtime::{BodyFuture, Environment, ErrorKind, Method, Operation, Request};

use super::script::{Script, call};

static SERVED: Operation = Operation::new("a/list", Method::Get, "/a", "a").with_sandbox(true);
static NOT_SERVED: Operation = Operation::new("b/list", Method::Get, "/b", "b").with_sandbox(false);
static UNKNOWN: Operation = Operation::new("c/list", Method::Get, "/c", "c");

#[tokio::test]
async fn the_sandbox_refuses_what_it_does_not_serve_before_it_is_sent() {
    let script = Script::new([]);
    let builder = script.builder().environment(Environment::Sandbox);
    let client = builder.build().unwrap();
    let error = call(&client, &NOT_SERVED).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Sandbox, 0));
    let text = error.to_string();
    assert!(
        text.contains("b/list") && text.contains("sandbox_check"),
        "{text}"
    );
    assert_eq!(script.count(), 0);
    for served in [&SERVED, &UNKNOWN] {
        call(&client, served).await.unwrap();
    }
    assert_eq!(
        script.last().uri().host(),
        Some("api-sandbox.pinterest.com")
    );
}

#[tokio::test]
async fn production_serves_everything_and_the_check_can_be_turned_off() {
    let script = Script::new([]);
    let sandbox = script.builder().environment(Environment::Sandbox);
    for builder in [script.builder(), sandbox.sandbox_check(false)] {
        let request = Request::new(&builder.build().unwrap(), &NOT_SERVED);
        BodyFuture::<()>::new(request).await.unwrap();
    }
    assert_eq!(script.count(), 2);
}

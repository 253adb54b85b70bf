//! The options of a call go before the settings of its client.

use std::time::Duration;

use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, ClientBuilder, Credential, Error, ErrorKind, Method, Operation,
    Request, RequestOptions, RetryPolicy, Timeouts, call,
};

use super::script::{GET, Script, Step, status};

static EVENTS: Operation = Operation::new("events/create", Method::Post, "/events", "events")
    .with_auth(&[AuthScheme::OAuth, AuthScheme::ConversionToken]);

/// An emitted call.
#[derive(Clone, Debug)]
#[must_use]
struct GetThings(Request);
call! { GetThings => () }

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Calls a script of `steps` with both sets of settings; gives it and the outcome.
async fn run(
    steps: impl IntoIterator<Item = Step>,
    client: impl FnOnce(ClientBuilder) -> ClientBuilder,
    own: RequestOptions,
) -> (Script, Result<(), Error>) {
    let script = Script::new(steps);
    let client = client(script.builder()).build().unwrap();
    let outcome = GetThings(Request::new(&client, &GET)).options(own).await;
    (script, outcome)
}

#[tokio::test(start_paused = true)]
async fn timeouts() {
    let own = RequestOptions::new;
    let limits = || Timeouts::new().attempt(seconds(10)).total(seconds(20));
    for (own, expected) in [
        (own(), 10_000),
        (own().timeout(seconds(5)), 5_000),
        (own().timeout(seconds(15)), 15_000),
        (own().timeout(seconds(99)), 20_000),
        (own().total_timeout(seconds(3)), 3_000),
        (
            own().timeout(seconds(99)).total_timeout(seconds(30)),
            30_000,
        ),
    ] {
        let own = own.retry(RetryPolicy::none());
        let client = |builder: ClientBuilder| builder.timeouts(limits());
        let (script, outcome) = run([Step::Silent], client, own).await;
        assert!(outcome.unwrap_err().is_timeout());
        assert_eq!(script.clock_millis(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn retries() {
    let patient = RetryPolicy::new().max_attempts(5);
    for (client, own, attempts) in [
        (patient.clone(), None, 5),
        (patient.clone(), Some(RetryPolicy::none()), 1),
        (RetryPolicy::none(), Some(patient), 5),
    ] {
        let own = own.map_or_else(RequestOptions::new, |own| RequestOptions::new().retry(own));
        let client = |builder: ClientBuilder| builder.retry(client);
        let (_, outcome) = run(vec![status(503); 9], client, own).await;
        assert_eq!(outcome.unwrap_err().attempts(), attempts);
    }
}

#[tokio::test]
async fn headers() {
    let client = |builder: ClientBuilder| builder.header("x-a", "client").header("x-b", "client");
    let own = RequestOptions::new()
        .header("X-A", "call")
        .header("x-c", "call");
    let (script, outcome) = run([], client, own).await;
    outcome.unwrap();
    let sent = script.last();
    for (name, value) in [("x-a", "call"), ("x-b", "client"), ("x-c", "call")] {
        let values: Vec<_> = sent.headers().get_all(name).iter().collect();
        assert_eq!(values, [value], "{name}");
        assert!(values[0].is_sensitive());
    }
}

#[tokio::test]
async fn query() {
    let script = Script::new([]);
    let mut request = Request::new(&script.client(), &GET);
    request.query("page_size", &25);
    request.query("bookmark", &"a");
    let own = RequestOptions::new()
        .query("page_size", 1_i64)
        .query("new&", "x y")
        .query("page_size", 2_i64);
    GetThings(request).options(own).await.unwrap();
    let sent = script.last();
    assert_eq!(
        sent.uri().query(),
        Some("bookmark=a&new%26=x%20y&page_size=2")
    );
}

#[tokio::test]
async fn credentials() {
    let script = Script::new([]);
    let client = script.client();
    for (credential, expected) in [
        (None, "Bearer pina_token"),
        (Some(Credential::access_token("other")), "Bearer other"),
        (
            Some(Credential::conversion_token("conversion")),
            "Bearer conversion",
        ),
    ] {
        let mut request = Request::new(&client, &EVENTS);
        if let Some(credential) = credential {
            request.set_options(RequestOptions::new().credential(credential));
        }
        BodyFuture::<()>::new(request).await.unwrap();
        let sent = script.last();
        assert_eq!(sent.headers()["authorization"], expected);
        assert!(sent.headers()["authorization"].is_sensitive());
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_before_anything_is() {
    for (own, word) in [
        (
            RequestOptions::new().header("authorization", "Bearer x"),
            "credential",
        ),
        (
            RequestOptions::new().header("no header", "x"),
            "`no header`",
        ),
        (RequestOptions::new().header("x-a", "a\nb"), "`x-a`"),
    ] {
        let (script, outcome) = run([], |builder| builder, own).await;
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!((script.count(), error.attempts()), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn options_that_are_set_twice_add_up_and_the_last_one_counts() {
    let script = Script::new([]);
    let client = script.builder().build().unwrap();
    let first = RequestOptions::new()
        .header("x-a", "1")
        .header("x-b", "1")
        .query("a", "1")
        .query("b", "1")
        .retry(RetryPolicy::none());
    let second = RequestOptions::new().header("x-b", "2").query("b", "2");
    let call = GetThings(Request::new(&client, &GET));
    call.options(first).options(second).await.unwrap();
    let sent = script.last();
    assert_eq!(
        (&sent.headers()["x-a"], &sent.headers()["x-b"]),
        (&"1".parse().unwrap(), &"2".parse().unwrap())
    );
    assert_eq!(script.targets(), ["GET /things?a=1&b=2"]);
}

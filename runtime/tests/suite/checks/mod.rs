//! What is checked before a call is sent: days within windows, members of which some must be there.

mod rules;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pinterest_v5_runtime::{
    AuthScheme, BoxFuture, Check, Clock, Core, Date, Error, ErrorKind, Method, Operation, Request,
    RequestOptions, Rule, Window, Windows, call,
};
use serde_json::json;

use crate::support::Server;

const ANALYTICS: &Operation = &Operation::new("ads/analytics", Method::Get, "/ads", "ads")
    .with_auth(&[AuthScheme::OAuth])
    .with_windows(&Windows::new(
        "start_date",
        "end_date",
        &[
            Window::new().when("granularity", "HOUR").back(8).span(3),
            Window::new().back(90).span(90),
        ],
    ));
const REPORT: &Operation = &Operation::new("reports/create", Method::Post, "/reports", "ads")
    .with_auth(&[AuthScheme::OAuth])
    .with_windows(&Windows::new(
        "start_date",
        "end_date",
        &[Window::new().back(914).span(186)],
    ));
static EVENTS: Operation = Operation::new("events/create", Method::Post, "/events", "events")
    .with_auth(&[AuthScheme::OAuth])
    .with_checks(&[Check::body(
        "data.*.user",
        Rule::AnyOf(&[&["em"], &["maids"], &["ip", "agent"]]),
    )]);
#[derive(Clone, Debug)]
struct Call(Request);
call! { Call => () }

impl Call {
    /// Named by the documentation of the macro.
    #[expect(dead_code, reason = "it is only linked to")]
    const OPERATION: &'static Operation = ANALYTICS;
}

/// Stands at noon of 2026-06-30 in UTC.
struct Noon;

impl Clock for Noon {
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_782_820_800)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }

    fn random(&self) -> u64 {
        0
    }
}

fn core(server: &Server) -> Core {
    server.builder().clock(Noon).build().unwrap()
}

fn days(
    server: &Server,
    operation: &'static Operation,
    start: &str,
    end: &str,
    granularity: &str,
) -> Call {
    let mut request = Request::new(&core(server), operation);
    if operation.method == Method::Get {
        request.query("start_date", &start.parse::<Date>().unwrap());
        request.query("end_date", &end.parse::<Date>().unwrap());
        request.query("granularity", &granularity);
    } else {
        request.json(&json!({"start_date": start, "end_date": end, "granularity": granularity}));
    }
    Call(request)
}

fn refusal(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    error.to_string()
}

/// First day, last day, granularity, and what is wrong with them.
const EDGES: &[(&Operation, &str, &str, &str, Option<&str>)] = &[
    (ANALYTICS, "2026-04-01", "2026-06-30", "DAY", None),
    (
        ANALYTICS,
        "2026-03-31",
        "2026-04-02",
        "DAY",
        Some("91 days before today"),
    ),
    // Tomorrow, where the day has begun already.
    (ANALYTICS, "2026-04-02", "2026-07-01", "DAY", None),
    (
        ANALYTICS,
        "2026-04-01",
        "2026-07-01",
        "DAY",
        Some("91 days after"),
    ),
    (ANALYTICS, "2026-06-22", "2026-06-25", "HOUR", None),
    (
        ANALYTICS,
        "2026-06-21",
        "2026-06-22",
        "HOUR",
        Some("9 days before today"),
    ),
    (
        ANALYTICS,
        "2026-06-22",
        "2026-06-26",
        "HOUR",
        Some("4 days after"),
    ),
    (
        ANALYTICS,
        "2026-06-22",
        "2026-06-21",
        "DAY",
        Some("`end_date` 2026-06-21 is before"),
    ),
    (REPORT, "2023-12-29", "2024-07-02", "DAY", None),
    (
        REPORT,
        "2023-12-28",
        "2024-01-01",
        "DAY",
        Some("915 days before today"),
    ),
    (
        REPORT,
        "2023-12-29",
        "2024-07-03",
        "DAY",
        Some("187 days after"),
    ),
];

#[tokio::test]
async fn the_edges_of_a_window_are_inside() {
    let server = Server::answering(200, "");
    assert_eq!(core(&server).today().as_str(), "2026-06-30");
    for &(operation, start, end, granularity, invalid) in EDGES {
        let outcome = days(&server, operation, start, end, granularity).await;
        match (outcome, invalid) {
            (Ok(()), None) => {}
            (Err(error), Some(invalid)) => {
                assert!(
                    refusal(&error).contains(invalid),
                    "{error} does not say: {invalid}"
                );
            }
            (outcome, _) => panic!("{start} to {end} by {granularity}: {outcome:?}"),
        }
    }
    assert_eq!(server.count(), 4, "what was refused was not sent");
}

#[tokio::test]
async fn a_refusal_says_what_to_do() {
    let server = Server::answering(200, "");
    let error = days(&server, ANALYTICS, "2026-01-01", "2026-01-02", "HOUR")
        .await
        .unwrap_err();
    let text = refusal(&error);
    for word in [
        "ads/analytics",
        "`start_date` 2026-01-01",
        "8 days with `granularity` HOUR",
        "2026-06-22",
        "unchecked()",
    ] {
        assert!(text.contains(word), "{text}: {word}");
    }
}

#[tokio::test]
async fn unchecked_calls_are_sent_as_they_are() {
    let server = Server::answering(200, "");
    let old = || days(&server, ANALYTICS, "2020-01-01", "2021-01-02", "DAY");
    old().unchecked().await.unwrap();
    old()
        .unchecked()
        .options(RequestOptions::new())
        .send()
        .await
        .unwrap();
    assert_eq!(server.count(), 2);
    let checked = old().options(
        RequestOptions::new()
            .query("start_date", "2026-06-01")
            .query("end_date", "2026-06-02"),
    );
    checked.await.expect("what is checked is what is sent");
}

#[tokio::test]
async fn at_least_one_set_of_members_has_to_be_there() {
    let server = Server::answering(200, "");
    let event = |user: serde_json::Value| {
        let mut request = Request::new(&core(&server), &EVENTS);
        let fine = json!({"user": {"em": ["x"]}});
        request.json(&json!({"data": [fine, {"user": user}]}));
        Call(request)
    };
    for user in [
        json!({"em": ["x"]}),
        json!({"maids": ["x"], "em": []}),
        json!({"ip": "::1", "agent": "a"}),
    ] {
        event(user).send().await.unwrap();
    }
    for user in [
        json!({}),
        json!({"ph": ["x"]}),
        json!({"ip": "::1"}),
        json!({"em": [], "maids": null, "ip": "", "agent": "a"}),
    ] {
        let error = event(user).send().await.unwrap_err();
        let text = refusal(&error);
        let ways_out =
            "`data[1].user` needs `em`, or `maids`, or `ip` with `agent`; `unchecked()` sends it";
        assert!(text.contains(ways_out), "{text}");
    }
    assert_eq!(server.count(), 3);
    event(json!({})).unchecked().await.unwrap();
}

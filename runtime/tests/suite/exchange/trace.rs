//! The span of a call.

use std::time::Duration;

use pinterest_v5_runtime::{BodyFuture, Core, ErrorKind, Quota, RateLimits, Request, Tier};

use super::capture::Capture;
use super::script::{GET, POST, Script, Step, json, status};

/// The lines of this crate.
async fn lines(client: &Core, operation: &'static pinterest_v5_runtime::Operation) -> Vec<String> {
    let capture = Capture::default();
    let guard = capture.start();
    let mut request = Request::new(client, operation);
    request.query("q", &"query-value");
    let _ = BodyFuture::<()>::new(request).await;
    drop(guard);
    capture.text().lines().map(str::to_owned).collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_is_one_span_with_the_names_of_opentelemetry() {
    let script = Script::new([
        status(503).with("x-pinterest-rid", "r1"),
        Step::NoConnection,
        status(200).with("x-pinterest-rid", "r2"),
    ]);
    let lines = lines(&script.client(), &GET).await;
    assert_eq!(
        lines,
        [
            "span pinterest.call otel.name=GET /things otel.kind=\"client\" http.request.method=\"GET\" \
             url.template=\"/things\" server.address=\"api.pinterest.com\" \
             pinterest.operation=\"things/get\" pinterest.rate_limit_category=\"ads_read\"",
            "record http.response.status_code=503",
            "record pinterest.request_id=\"r1\"",
            "event message=another attempt follows error.type=\"503\" http.request.resend_count=1 pinterest.wait=0.499999999",
            "record http.request.resend_count=1",
            "event message=another attempt follows error.type=\"connect\" http.request.resend_count=2 pinterest.wait=0.999999999",
            "record http.request.resend_count=2",
            "record http.response.status_code=200",
            "record pinterest.request_id=\"r2\"",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_named_by_a_word() {
    for (step, word) in [
        (status(404), "404"),
        (Step::Silent, "timeout"),
        (Step::Broken, "Transport"),
        (Step::NoConnection, "connect"),
    ] {
        let script = Script::new([step.clone(), step.clone(), step]);
        let lines = lines(&script.client(), &POST).await;
        let end = &lines[lines.len() - 2..];
        let error = format!("record error.type=\"{word}\"");
        assert_eq!(end, ["record otel.status_code=\"ERROR\"", &error]);
    }
}

#[tokio::test]
async fn a_call_that_is_not_sent_has_a_span_too() {
    let client: Core = pinterest_v5_runtime::ClientBuilder::new().build().unwrap();
    let error = BodyFuture::<()>::new(Request::new(&client, &GET))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    let lines = lines(&client, &GET).await;
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2], "record error.type=\"Credential\"");
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_limits_is_an_event() {
    let script = Script::new([]);
    let tier = Tier::custom().category("ads_read", Quota::new(1, Duration::from_secs(5)));
    let builder = script.builder().rate_limits(RateLimits::new(tier));
    let client = builder.build().unwrap();
    let event = |lines: Vec<String>| {
        let mut lines = lines.into_iter();
        lines.find(|line| line.contains("waits for its rate limits"))
    };
    assert_eq!(event(lines(&client, &GET).await), None);
    assert_eq!(
        event(lines(&client, &GET).await).unwrap(),
        "event message=the call waits for its rate limits pinterest.wait=5.0"
    );
}

#[tokio::test(start_paused = true)]
async fn bodies_are_logged_when_asked_for_and_masked() {
    let answer = r#"{"id":"1","access_token":"hidden-a","note":"mail to hidden@b.example, pina_hidden",
        "media":{"upload_url":"https://hidden"},"echo":"pina_token"}"#;
    for asked in [false, true] {
        let script = Script::new([json(200, answer)]);
        let client = script.builder().log_bodies(asked).build().unwrap();
        let capture = Capture::default();
        let guard = capture.start();
        let mut request = Request::new(&client, &POST);
        let body =
            serde_json::json!({ "title": "soup", "password": "hidden-p", "em": ["hidden-e"] });
        request.json(&body);
        BodyFuture::<()>::new(request).await.unwrap();
        drop(guard);
        let text = capture.text();
        assert_eq!(text.contains("soup"), asked, "{text}");
        assert_eq!(text.contains("mail to"), asked, "{text}");
        assert!(
            !text.contains("hidden") && !text.contains("pina_token"),
            "{text}"
        );
        assert_eq!(
            text.matches("http.request.body.size").count(),
            usize::from(asked)
        );
        assert_eq!(
            text.matches("http.response.body.size").count(),
            usize::from(asked)
        );
    }
}

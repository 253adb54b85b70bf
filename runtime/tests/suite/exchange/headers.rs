//! What responses say of rate limits.

use std::time::Duration;

use pinterest_v5_runtime::{Quota, RateLimit};

use super::script::{GET, Script, Step, call, respond, status};

async fn limit(step: Step) -> Option<RateLimit> {
    let client = Script::new([step]).client();
    respond(&client, &GET).await.unwrap().rate_limit().cloned()
}

fn ok(limit: &str) -> Step {
    status(200).with("x-ratelimit-limit", limit)
}

#[tokio::test]
async fn the_form_that_v5_sends_is_read() {
    let step = ok("100, 100;w=1, 1000;w=60")
        .with("x-ratelimit-remaining", "98")
        .with("x-ratelimit-reset", "1");
    let limit = limit(step).await.unwrap();
    assert_eq!((limit.limit(), limit.remaining()), (Some(100), Some(98)));
    assert_eq!(limit.reset(), Some(Duration::from_secs(1)));
    assert_eq!(
        limit.quotas(),
        [Quota::per_second(100), Quota::per_minute(1_000)]
    );
}

#[tokio::test]
async fn other_forms_are_read_as_far_as_they_go() {
    let day = Quota::per_day(1_000);
    for (text, expected, quotas) in [
        ("50000", Some(50_000), vec![]),
        ("1000,1000;w=86400", Some(1_000), vec![day]),
        (
            r#" 1000 , 1000 ; name="a b"; w=86400"#,
            Some(1_000),
            vec![day],
        ),
        ("10;w=1", Some(10), vec![Quota::per_second(10)]),
        ("10, x;w=1, 10;w=y, 5", Some(10), vec![]),
    ] {
        let limit = limit(ok(text)).await.unwrap();
        assert_eq!(limit.limit(), expected, "{text}");
        assert_eq!(limit.quotas(), quotas, "{text}");
        assert_eq!((limit.remaining(), limit.reset()), (None, None));
    }
    for text in ["", "many", "-1", "1.5"] {
        assert_eq!(limit(ok(text)).await, None, "{text}");
    }
    assert_eq!(limit(status(200)).await, None);
}

#[tokio::test]
async fn errors_carry_it_too() {
    let step = status(404)
        .with("x-ratelimit-remaining", "7")
        .with("x-ratelimit-reset", "67150");
    let error = call(&Script::new([step]).client(), &GET).await.unwrap_err();
    let limit = error.rate_limit().unwrap();
    assert_eq!((limit.remaining(), limit.limit()), (Some(7), None));
    assert_eq!(limit.reset(), Some(Duration::from_secs(67_150)));
    assert_eq!(error.retry_after(), None, "the limit is not what failed");
}

#[tokio::test(start_paused = true)]
async fn a_response_tells_how_often_the_call_was_sent() {
    let client = Script::new([status(503), status(503)]).client();
    assert_eq!(respond(&client, &GET).await.unwrap().attempts(), 3);
    assert_eq!(respond(&client, &GET).await.unwrap().attempts(), 1);
}

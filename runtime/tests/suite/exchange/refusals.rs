//! What the client's own limits learn of answers, and what they do not.

use std::time::Duration;

use pinterest_v5_runtime::{
    Core, ErrorKind, Method, Operation, Quota, RateLimits, RetryPolicy, Tier,
};

use super::script::{GET, Script, Step, call, status};

static ANALYTICS: Operation = Operation::new("a/get", Method::Get, "/a", "a")
    .with_rate_limit_category("ads_analytics")
    .with_idempotence(true);
static NO_CATEGORY: Operation =
    Operation::new("n/get", Method::Get, "/n", "n").with_idempotence(true);

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn limited(script: &Script, limits: RateLimits) -> Core {
    script.builder().rate_limits(limits).build().unwrap()
}

/// A client with a limiter that knows of no quota yet.
pub(super) fn unlimited(script: &Script) -> Core {
    limited(script, RateLimits::new(Tier::custom()))
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_a_call_without_a_category_holds_no_other_back() {
    let script = Script::new([
        status(429).with("retry-after", "100"),
        status(200).with("x-ratelimit-remaining", "0"),
    ]);
    let retry = RetryPolicy::none();
    let limits = RateLimits::new(Tier::custom().all(Quota::per_second(9)));
    let builder = script.builder().rate_limits(limits).retry(retry);
    let client = builder.build().unwrap();
    call(&client, &NO_CATEGORY).await.unwrap_err();
    for operation in [&GET, &ANALYTICS, &NO_CATEGORY] {
        call(&client, operation).await.unwrap();
    }
    assert_eq!(script.clock_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_success_that_comes_later_does_not_end_the_wait_of_a_refusal() {
    let spare = status(200)
        .with("x-ratelimit-remaining", "99")
        .with("x-ratelimit-reset", "1");
    let script = Script::new([Step::Silent, status(429).with("retry-after", "50")]);
    let retry = RetryPolicy::none();
    let limits = RateLimits::new(Tier::custom());
    let builder = script.builder().rate_limits(limits).retry(retry);
    let client = builder.timeout(seconds(10)).build().unwrap();
    // The first call is still on its way when the second one is refused.
    let slow = call(&client, &GET);
    let (slow, refused) = tokio::join!(slow, call(&client, &GET));
    assert!(slow.is_err() && refused.unwrap_err().is_rate_limited());
    script.add(spare);
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 0, 50_000]);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_word_about_limits_teaches_nothing() {
    for step in [status(401), status(404), status(500)] {
        let told = step
            .with("x-ratelimit-remaining", "0")
            .with("x-ratelimit-reset", "67150");
        let script = Script::new([told]);
        let retry = RetryPolicy::none();
        let limits = RateLimits::new(Tier::custom());
        let builder = script.builder().rate_limits(limits).retry(retry);
        let client = builder.build().unwrap();
        call(&client, &GET).await.unwrap_err();
        call(&client, &GET).await.unwrap();
        assert_eq!(script.clock_millis(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_day_unless_that_is_set() {
    let last = status(200)
        .with("x-ratelimit-remaining", "0")
        .with("x-ratelimit-reset", "67150");
    let limits = RateLimits::new(Tier::custom());
    let script = Script::new([last.clone()]);
    let client = limited(&script, limits.clone());
    call(&client, &GET).await.unwrap();
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(seconds(67_150)));
    assert_eq!(script.clock_millis(), 0, "at once");

    let script = Script::new([last]);
    let client = limited(&script, limits.wait_at_most(Duration::MAX));
    call(&client, &GET).await.unwrap();
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 67_150_000]);
}

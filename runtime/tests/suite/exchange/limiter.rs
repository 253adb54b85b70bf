//! The client's own limits.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{future::join_all, poll};
use http::Response;
use pinterest_v5_runtime::{
    BoxFuture, ClientBuilder, Clock, Core, ErrorKind, Method, Operation, Quota, RateLimits,
    RequestOptions, Tier, Transport,
};

use super::script::{Answer, GET, Script, Step, TestClock, call, status};

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

const QUOTAS: [Quota; 2] = [Quota::per_second(100), Quota::per_minute(300)];

/// A server with quotas of its own. It counts a request somewhere between its beginning and its end.
#[derive(Clone)]
struct Strict {
    clock: TestClock,
    quotas: &'static [Quota],
    counted: Arc<Mutex<VecDeque<Duration>>>,
    refused: Arc<Mutex<usize>>,
}

impl Strict {
    fn count(&self) -> u16 {
        let now = self.clock.monotonic();
        let mut counted = self.counted.lock().unwrap();
        counted.push_back(now);
        let within = |quota: &Quota| {
            let since = |at: &&Duration| **at + quota.window() > now;
            counted.iter().filter(since).count() as u64 <= quota.calls()
        };
        if self.quotas.iter().all(within) {
            return 200;
        }
        *self.refused.lock().unwrap() += 1;
        429
    }
}

impl Transport for Strict {
    fn send(&self, _: http::Request<bytes::Bytes>) -> BoxFuture<'_, Answer> {
        let number = self.counted.lock().unwrap().len() as u64;
        Box::pin(async move {
            // The way there and back take long, each time otherwise.
            self.clock
                .sleep(Duration::from_millis(number * 7919 % 900))
                .await;
            let mut response = Response::new(bytes::Bytes::from_static(b"{}"));
            *response.status_mut() = http::StatusCode::from_u16(self.count()).unwrap();
            self.clock
                .sleep(Duration::from_millis(number * 104_729 % 700))
                .await;
            Ok(response)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_a_thousand_is_never_refused() {
    let server = Strict {
        clock: TestClock::new(),
        quotas: &QUOTAS,
        counted: Arc::default(),
        refused: Arc::default(),
    };
    let builder: ClientBuilder = ClientBuilder::new();
    let builder = builder.transport(server.clone()).clock(server.clock);
    let limits = RateLimits::new(Tier::standard());
    let client = builder.rate_limits(limits).build().unwrap();
    let calls = (0..1_000).map(|_| call(&client, &ANALYTICS));
    for outcome in join_all(calls).await {
        outcome.unwrap();
    }
    assert_eq!(*server.refused.lock().unwrap(), 0);
    assert_eq!(server.counted.lock().unwrap().len(), 1_000);
    // 300 a minute need three minutes; waiting for ends instead of beginnings costs seconds.
    let taken = server.clock.monotonic();
    assert!(taken > seconds(180) && taken < seconds(200), "{taken:?}");
}

#[tokio::test(start_paused = true)]
async fn a_category_has_a_quota_and_so_have_all_calls_together() {
    let tier = Tier::custom()
        .all(Quota::new(3, seconds(10)))
        .category("ads_analytics", Quota::new(1, seconds(60)));
    let script = Script::new([]);
    let client = limited(&script, RateLimits::new(tier));
    for operation in [&ANALYTICS, &GET, &NO_CATEGORY, &GET, &ANALYTICS] {
        call(&client, operation).await.unwrap();
    }
    assert_eq!(script.times(), [0, 0, 0, 10_000, 60_000]);
}

#[tokio::test(start_paused = true)]
async fn without_limits_nothing_waits() {
    let script = Script::new([]);
    let client = script.client();
    join_all((0..2_000).map(|_| call(&client, &GET))).await;
    assert_eq!(script.clock_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn calls_pass_in_the_order_in_which_they_came() {
    let script = Script::new([]);
    let tier = Tier::custom().all(Quota::new(1, seconds(1)));
    let client = limited(&script, RateLimits::new(tier));
    let order = Mutex::new(Vec::new());
    join_all((0..20).map(|number| {
        let (client, order) = (&client, &order);
        async move {
            call(client, &GET).await.unwrap();
            order.lock().unwrap().push(number);
        }
    }))
    .await;
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
    assert_eq!(script.clock_millis(), 19_000);
}

#[tokio::test(start_paused = true)]
async fn a_newcomer_does_not_overtake() {
    let script = Script::new([]);
    let tier = Tier::custom().all(Quota::new(1, seconds(1)));
    let client = limited(&script, RateLimits::new(tier));
    call(&client, &GET).await.unwrap();
    let mut waiting = Box::pin(call(&client, &GET));
    assert!(poll!(&mut waiting).is_pending());
    tokio::time::advance(seconds(1)).await;
    let mut newcomer = Box::pin(call(&client, &GET));
    assert!(poll!(&mut newcomer).is_pending());
    waiting.await.unwrap();
    assert_eq!(script.times(), [0, 1_000]);
    newcomer.await.unwrap();
    assert_eq!(script.times(), [0, 1_000, 2_000]);
}

#[tokio::test(start_paused = true)]
async fn a_quota_of_none_lets_calls_pass_one_by_one() {
    let script = Script::new([]);
    let tier = Tier::custom().all(Quota::new(0, seconds(5)));
    let client = limited(&script, RateLimits::new(tier));
    for _ in 0..2 {
        call(&client, &GET).await.unwrap();
    }
    assert_eq!(script.times(), [0, 5_000]);
}

#[tokio::test(start_paused = true)]
async fn what_the_server_says_goes_before_the_table() {
    let last = status(200)
        .with("x-ratelimit-remaining", "0")
        .with("x-ratelimit-reset", "30");
    let narrower = status(200).with("x-ratelimit-limit", "2, 2;w=10");
    for (step, expected) in [(last, [0, 30_000, 30_000]), (narrower, [0, 0, 10_000])] {
        let script = Script::new([step]);
        let client = limited(&script, RateLimits::new(Tier::standard()));
        for _ in 0..3 {
            call(&client, &GET).await.unwrap();
        }
        assert_eq!(script.times(), expected);
    }
    // And a wider one, too.
    let script = Script::new([status(200).with("x-ratelimit-limit", "9, 9;w=60")]);
    let tier = Tier::custom().category("ads_read", Quota::per_minute(1));
    let client = limited(&script, RateLimits::new(tier));
    for _ in 0..9 {
        call(&client, &GET).await.unwrap();
    }
    assert_eq!(script.clock_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn calls_under_way_may_use_up_what_is_left() {
    let left = status(200)
        .with("x-ratelimit-remaining", "2")
        .with("x-ratelimit-reset", "30");
    let script = Script::new([Step::Silent, left]);
    let client = limited(&script, RateLimits::new(Tier::custom()));
    let mut under_way = Box::pin(call(&client, &GET));
    assert!(poll!(&mut under_way).is_pending());
    for _ in 0..3 {
        call(&client, &GET).await.unwrap();
    }
    assert_eq!(
        script.times(),
        [0, 0, 0, 30_000],
        "one of the two may be the silent one's"
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_holds_the_whole_category_back() {
    let script = Script::new([status(429).with("x-ratelimit-reset", "20")]);
    let client = limited(&script, RateLimits::new(Tier::custom()));
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [0, 20_000], "the call itself");
    let script = Script::new([status(429).with("retry-after", "500")]);
    let client = limited(
        &script,
        RateLimits::new(Tier::custom()).wait_at_most(seconds(9)),
    );
    call(&client, &GET).await.unwrap_err();
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    call(&client, &ANALYTICS).await.unwrap();
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_fails_instead_of_waiting_if_that_is_wished() {
    let tier = Tier::custom().category("ads_read", Quota::per_day(2));
    let hour = RateLimits::new(tier.clone()).wait_at_most(seconds(3_600));
    for limits in [RateLimits::new(tier).fail_at_once(), hour] {
        let script = Script::new([]);
        let client = limited(&script, limits);
        for _ in 0..2 {
            call(&client, &GET).await.unwrap();
        }
        let error = call(&client, &GET).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::RateLimited, 0)
        );
        assert_eq!(error.retry_after(), Some(seconds(86_400)));
        assert!(error.is_rate_limited() && error.status().is_none());
        assert_eq!((script.count(), script.clock_millis()), (2, 0), "at once");
        call(&client, &ANALYTICS).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_the_end_of_those_under_way() {
    let tier = Tier::custom().all(Quota::new(1, seconds(5)));
    for (limits, times) in [
        (RateLimits::new(tier.clone()), vec![0, 65_000]),
        (
            RateLimits::new(tier.clone()).wait_at_most(seconds(30)),
            vec![0],
        ),
        (RateLimits::new(tier).fail_at_once(), vec![0]),
    ] {
        let script = Script::new([Step::Silent]);
        let policy = pinterest_v5_runtime::RetryPolicy::none();
        let builder = script.builder().rate_limits(limits).retry(policy);
        let client = builder.build().unwrap();
        let (first, second) = tokio::join!(call(&client, &GET), call(&client, &GET));
        assert!(first.unwrap_err().is_timeout());
        assert_eq!(second.is_ok(), times.len() == 2);
        assert_eq!(script.times(), times);
        if let Err(error) = second {
            assert_eq!(error.kind(), ErrorKind::RateLimited);
            assert_eq!(error.retry_after(), None, "nobody knows");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_a_call_ends_its_wait() {
    let tier = Tier::custom().all(Quota::per_minute(1));
    let script = Script::new([]);
    let client = limited(&script, RateLimits::new(tier));
    call(&client, &GET).await.unwrap();
    let mut request = pinterest_v5_runtime::Request::new(&client, &GET);
    request.set_options(RequestOptions::new().total_timeout(seconds(10)));
    let error = pinterest_v5_runtime::BodyFuture::<()>::new(request)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::RateLimited, 0)
    );
    assert_eq!(error.retry_after(), Some(seconds(60)));
    assert_eq!((script.count(), script.clock_millis()), (1, 0), "at once");
}

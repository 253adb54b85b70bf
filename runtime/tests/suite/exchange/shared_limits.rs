//! Limits that are counted elsewhere: what a client asks, and what it does with the answer.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use pinterest_v5_runtime::{
    BoxFuture, Core, ErrorKind, LimitEnd, LimitEntry, LimitPlace, LimitedCall, Quota, RateLimits,
    RetryPolicy, SharedLimits, StoreResult, Tier, WhenAway,
};

use super::script::{GET, Script, Step, call, status};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Answers as it is told, and notes what it is asked and how places are left.
#[derive(Clone, Default)]
struct Count(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    answers: Vec<StoreResult<Option<Duration>>>,
    asked: Vec<LimitedCall>,
    left: Vec<LimitEnd>,
}

impl Count {
    /// The next call may pass after this time, or finds no room, or nobody at all.
    fn answer(&self, answer: StoreResult<Option<Duration>>) {
        self.0.lock().unwrap().answers.push(answer);
    }

    fn left(&self) -> Vec<LimitEnd> {
        std::mem::take(&mut self.0.lock().unwrap().left)
    }

    fn asked(&self) -> LimitedCall {
        self.0.lock().unwrap().asked.pop().unwrap()
    }
}

struct Taken(Count, bool);

impl LimitPlace for Taken {
    fn leave(mut self: Box<Self>, end: LimitEnd) {
        self.1 = true;
        self.0.0.lock().unwrap().left.push(end);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if !self.1 {
            self.0.0.lock().unwrap().left.push(LimitEnd::Unsent);
        }
    }
}

impl SharedLimits for Count {
    fn enter<'a>(&'a self, call: &'a LimitedCall) -> BoxFuture<'a, StoreResult<LimitEntry>> {
        Box::pin(async {
            let mut told = self.0.lock().unwrap();
            told.asked.push(call.clone());
            let answer = told.answers.pop().unwrap_or(Ok(Some(Duration::ZERO)))?;
            Ok(match answer {
                Some(wait) => LimitEntry::Place(Box::new(Taken(self.clone(), false)), wait),
                None => LimitEntry::Full(Some(seconds(70))),
            })
        })
    }

    fn admit(&self, _: &LimitedCall) -> Box<dyn LimitPlace> {
        Box::new(Taken(self.clone(), false))
    }
}

fn client(script: &Script, count: &Count, away: WhenAway) -> Core {
    let limits = RateLimits::new(Tier::standard()).shared(count.clone(), "app/user", away);
    let builder = script.builder().retry(RetryPolicy::none());
    builder.rate_limits(limits).build().unwrap()
}

fn with_headers(limit: &str, remaining: &str, reset: &str) -> Step {
    status(200)
        .with("x-ratelimit-limit", limit)
        .with("x-ratelimit-remaining", remaining)
        .with("x-ratelimit-reset", reset)
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_once_for_the_place_that_it_was_given_and_leaves_it() {
    let (script, count) = (Script::new([]), Count::default());
    let client = client(&script, &count, WhenAway::Closed);
    count.answer(Ok(Some(seconds(3))));
    call(&client, &GET).await.unwrap();
    assert_eq!(script.times(), [3_000]);
    assert_eq!(count.left(), [LimitEnd::Sent]);
    let asked = count.asked();
    assert_eq!(
        (&**asked.scope(), asked.category()),
        ("app/user", "ads_read")
    );
    assert_eq!(asked.all(), Some(Quota::per_second(100)));
    assert_eq!(asked.quotas(), [Quota::per_minute(1_000)]);
    assert_eq!(asked.longest(), seconds(120));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_or_finds_no_room_sends_nothing_and_gives_its_place_back() {
    let (script, count) = (Script::new([]), Count::default());
    let client = client(&script, &count, WhenAway::Closed);
    count.answer(Ok(Some(seconds(3))));
    let dropped = tokio::time::timeout(seconds(1), call(&client, &GET)).await;
    assert!(dropped.is_err());
    assert_eq!(count.left(), [LimitEnd::Unsent]);
    // Longer than it may.
    count.answer(Ok(Some(seconds(121))));
    count.answer(Ok(None));
    for wait in [70, 121] {
        let error = call(&client, &GET).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert_eq!(error.retry_after(), Some(seconds(wait)));
    }
    assert_eq!(count.left(), [LimitEnd::Unsent]);
    assert_eq!(script.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_answers_say_is_passed_on_unless_the_count_knows_it_better() {
    let (script, count) = (Script::new([]), Count::default());
    let client = client(&script, &count, WhenAway::Closed);
    let left = |calls, wait| LimitEnd::Left {
        calls,
        within: seconds(wait),
    };
    for (step, end) in [
        (with_headers("1000, 1000;w=60", "7", "30"), left(7, 30)),
        // A second's window is over before whole seconds can say so.
        (
            with_headers("100, 100;w=1, 1000;w=60", "0", "1"),
            LimitEnd::Sent,
        ),
        (status(429).with("retry-after", "9"), left(0, 9)),
    ] {
        script.add(step);
        let _ = call(&client, &GET).await;
        assert_eq!(count.left(), [end]);
    }
    call(&client, &GET).await.unwrap();
    let learned = [Quota::per_minute(1_000), Quota::per_second(100)];
    assert_eq!(count.asked().quotas(), learned);
}

#[tokio::test(start_paused = true)]
async fn a_count_that_is_away_stops_calls_or_not_as_the_user_says() {
    let (script, count) = (Script::new([]), Count::default());
    let closed = client(&script, &count, WhenAway::Closed);
    count.answer(Err("the network is down".into()));
    let error = call(&closed, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LimitStore);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "the network is down");
    assert_eq!(script.count(), 0);

    // Alone it keeps to the limits all the same.
    let one = Tier::custom().all(Quota::per_minute(1));
    let limits = RateLimits::new(one).shared(count.clone(), "app", WhenAway::Open);
    let open: Core = script.builder().rate_limits(limits).build().unwrap();
    for _ in 0..2 {
        count.answer(Err("the network is down".into()));
    }
    for _ in 0..2 {
        call(&open, &GET).await.unwrap();
    }
    assert_eq!(script.times(), [0, 60_000]);
    assert_eq!(count.left(), []);
}

//! Sessions whose calls keep to rate limits: nothing ever waits for what waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join_all;
use http::header::AUTHORIZATION;
use pinterest_v5_runtime::{
    BoxFuture, ClientBuilder, Clock, ErrorKind, MemoryStore, OAuth, Quota, RateLimits, StoreResult,
    StoredTokens, Tier, TokenStore, Transport, TransportError,
};
use serde_json::json;

use super::app::{App, TOKEN};
use crate::exchange::script::TestClock;

/// A server that takes its time and gives a new token for each refresh, and the store of the login.
#[derive(Clone)]
struct Slow {
    clock: TestClock,
    refreshes: Arc<AtomicU64>,
    stored: MemoryStore,
    pause: Duration,
}

impl Slow {
    fn new(pause: Duration) -> Self {
        let stored = json!({ "access_token": "a0", "expires_at": 1, "refresh_token": "r0" });
        Self {
            clock: TestClock::new(),
            refreshes: Arc::default(),
            stored: MemoryStore::new(serde_json::from_value(stored).unwrap()),
            pause,
        }
    }

    fn client(&self, limits: RateLimits) -> App {
        let app: App = ClientBuilder::new()
            .app_credentials("app", "secret")
            .transport(self.clone())
            .clock(self.clock)
            .rate_limits(limits)
            .build()
            .unwrap();
        let oauth = OAuth::new(&app);
        oauth.client(oauth.session(self.clone())).unwrap()
    }
}

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            self.clock.sleep(self.pause).await;
            let body = if request.uri().path().ends_with(TOKEN.path) {
                let number = self.refreshes.fetch_add(1, Relaxed) + 1;
                json!({ "access_token": format!("a{number}"), "expires_in": 2_592_000, "refresh_token": "r" })
            } else {
                assert_eq!(request.headers()[AUTHORIZATION], "Bearer a1");
                json!({})
            };
            Ok(http::Response::new(Bytes::from(body.to_string())))
        })
    }
}

impl TokenStore for Slow {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(async {
            self.clock.sleep(self.pause).await;
            self.stored.load().await
        })
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            self.clock.sleep(self.pause).await;
            self.stored.replace(old, new).await
        })
    }
}

const PAUSE: Duration = Duration::from_millis(20);

#[tokio::test(start_paused = true)]
async fn calls_on_an_expired_token_end_whatever_the_limits_are() {
    let second = Duration::from_secs(1);
    for (tier, calls) in [
        (Tier::custom().all(Quota::new(1, second)), 3),
        (
            Tier::custom().category("org_read", Quota::new(1, second)),
            3,
        ),
        (Tier::standard(), 500),
        (Tier::trial(), 500),
    ] {
        let server = Slow::new(PAUSE);
        let client = server.client(RateLimits::new(tier.clone()));
        let calls = join_all((0..calls).map(|_| client.list()));
        let hour = Duration::from_secs(3_600);
        let outcomes = tokio::time::timeout(hour, calls).await;
        for outcome in outcomes.unwrap_or_else(|_| panic!("{tier:?} hangs")) {
            outcome.unwrap();
        }
        assert_eq!(server.refreshes.load(Relaxed), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_counts_and_waits_for_nothing() {
    let quota = Quota::new(1, Duration::from_secs(10));
    let server = Slow::new(PAUSE);
    let client = server.client(RateLimits::new(Tier::custom().all(quota)).fail_at_once());
    // The renewal has taken the one place that there was.
    let error = client.list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(server.refreshes.load(Relaxed), 1);
    server.clock.sleep(error.retry_after().unwrap()).await;
    client.list().await.unwrap();
    assert_eq!(server.refreshes.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_runs_out_of_time_costs_no_login() {
    // The total limit ends before the refresh does.
    let server = Slow::new(Duration::from_secs(3));
    let client = server.client(RateLimits::new(Tier::standard()));
    for _ in 0..2 {
        let call = client.list();
        let _ = tokio::time::timeout(Duration::from_secs(4), call).await;
    }
    client.list().await.unwrap();
    assert_eq!(server.refreshes.load(Relaxed), 1);
    let stored = server.stored.tokens().unwrap();
    assert_eq!(stored.access_token().unwrap().expose(), "a1");
}

/// Answers every request on a socket: the token endpoint with a token, the rest with an empty object.
fn serve() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || answer(stream.unwrap()));
        }
    });
    url
}

fn answer(mut stream: std::net::TcpStream) {
    use std::io::{Read, Write};

    let mut read = Vec::new();
    let mut buffer = [0; 4_096];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        read.extend_from_slice(&buffer[..count]);
        if !read.windows(4).any(|end| end == b"\r\n\r\n") {
            continue;
        }
        let text = String::from_utf8_lossy(&read);
        let body = if text.starts_with("POST") {
            // The form may come apart from its head.
            if !text.contains("grant_type") {
                continue;
            }
            r#"{"access_token":"a1","expires_in":2592000,"refresh_token":"r1"}"#
        } else {
            "{}"
        };
        read.clear();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        if stream.write_all((head + body).as_bytes()).is_err() {
            return;
        }
    }
}

/// Yields before everything.
struct Yielding(MemoryStore);

impl TokenStore for Yielding {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            self.0.load().await
        })
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.0.replace(old, new).await
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_on_an_expired_token_end_over_a_socket() {
    let url = serve();
    let quota = |calls| Quota::new(calls, Duration::from_millis(20));
    for (tier, calls) in [
        (Tier::custom().all(quota(1)), 20),
        (Tier::custom().category("org_read", quota(1)), 20),
        (
            Tier::standard().all(Quota::new(100, Duration::from_millis(100))),
            500,
        ),
    ] {
        let app: App = ClientBuilder::new()
            .app_credentials("app", "secret")
            .base_url(&url)
            .rate_limits(RateLimits::new(tier))
            .build()
            .unwrap();
        let expired = json!({ "access_token": "a0", "expires_at": 1, "refresh_token": "r0" });
        let expired = serde_json::from_value(expired).unwrap();
        let oauth = OAuth::new(&app);
        let session = oauth.session(Yielding(MemoryStore::new(expired)));
        let client = oauth.client(session).unwrap();
        let calls: Vec<_> = (0..calls).map(|_| tokio::spawn(client.list())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    }
}

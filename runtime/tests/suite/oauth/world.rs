//! A world in one process: a clock that only tests move, a token endpoint, an API, a store, and one log of what
//! happened in which order. Everything that can wait yields once, so that a test can stop at each such point, or waits
//! there until the test goes on.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::AUTHORIZATION;
use pinterest_v5_runtime::{
    BoxFuture, ClientBuilder, Clock, OAuth, Result, Session, StoreResult, StoredTokens, TokenStore,
    Tokens, Transport, TransportError,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::app::{App, TOKEN};

/// The time at which every world begins, in seconds since 1970.
pub(super) const START: u64 = 1_700_000_000;

#[derive(Clone, Default)]
pub(super) struct World(Arc<Inner>);

#[derive(Default)]
struct Inner {
    elapsed: AtomicU64,
    chance: AtomicU64,
    log: Mutex<Vec<String>>,
    answers: Mutex<Vec<Answer>>,
    stored: Mutex<Option<StoredTokens>>,
    failing_saves: AtomicU64,
    limit: AtomicU64,
    held: Mutex<Option<&'static str>>,
    waiting: AtomicBool,
    gate: Notify,
}

/// An answer that the next request to a path gets, in place of the usual one.
type Answer = (&'static str, u16, Value);

impl World {
    /// A world whose store holds an access token `a1` that ends after `seconds`, and a refresh token `r1`.
    pub(super) fn with_token_for(seconds: u64) -> Self {
        let world = Self::default();
        world.store_json(&json!({
            "access_token": "a1", "expires_at": START + seconds, "refresh_token": "r1", "scope": "boards:read",
        }));
        world
    }

    pub(super) fn store_json(&self, tokens: &Value) {
        let tokens: Tokens = serde_json::from_value(tokens.clone()).unwrap();
        self.put(tokens.into());
    }

    /// Puts a state into the store, as another process would.
    pub(super) fn put(&self, state: StoredTokens) {
        *self.0.stored.lock().unwrap() = Some(state);
    }

    /// The state that the store holds.
    pub(super) fn state(&self) -> StoredTokens {
        self.0.stored.lock().unwrap().clone().unwrap()
    }

    pub(super) fn stored(&self) -> Value {
        serde_json::to_value(self.state().tokens()).unwrap()
    }

    /// A client of the app, without a user.
    pub(super) fn app(&self) -> App {
        self.builder().build().unwrap()
    }

    pub(super) fn builder(&self) -> ClientBuilder<App> {
        ClientBuilder::new()
            .app_credentials("app", "app-secret")
            .transport(self.clone())
            .clock(self.clone())
    }

    pub(super) fn oauth(&self) -> OAuth<App> {
        OAuth::new(&self.app()).redirect_uri("https://example.com/back?from=pinterest")
    }

    pub(super) fn session(&self) -> Session {
        self.oauth().session(self.clone())
    }

    /// A client that acts for the user whose tokens the store holds.
    pub(super) fn client(&self) -> App {
        self.oauth().client(self.session()).unwrap()
    }

    pub(super) fn advance(&self, seconds: u64) {
        self.0.elapsed.fetch_add(seconds, Relaxed);
    }

    pub(super) fn fail_saves(&self, times: u64) {
        self.0.failing_saves.store(times, Relaxed);
    }

    /// Lets whatever waits with a limit of so many seconds reach it; none for 0.
    pub(super) fn run_out_of(&self, seconds: u64) {
        self.0.limit.store(seconds, Relaxed);
    }

    /// What the next request to `path` gets.
    pub(super) fn answer(&self, path: &'static str, status: u16, body: Value) {
        self.0.answers.lock().unwrap().push((path, status, body));
    }

    /// Makes whoever comes to this point wait there: `load`, `claim`, `ask`, `answer`, `save` or `saved`.
    pub(super) fn hold(&self, point: &'static str) {
        *self.0.held.lock().unwrap() = Some(point);
    }

    /// Ends when somebody waits at the point that is held.
    pub(super) async fn reached(&self) {
        while !self.0.waiting.load(Relaxed) {
            tokio::task::yield_now().await;
        }
    }

    /// Lets everyone go on.
    pub(super) fn release(&self) {
        *self.0.held.lock().unwrap() = None;
        self.0.gate.notify_one();
    }

    async fn point(&self, name: &str) {
        let held = self.0.held.lock().unwrap().is_some_and(|held| held == name);
        if held {
            self.0.waiting.store(true, Relaxed);
            self.0.gate.notified().await;
        } else {
            tokio::task::yield_now().await;
        }
    }

    /// What has happened since the last look.
    pub(super) fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.log.lock().unwrap())
    }

    /// How many handles there are besides the test's own.
    pub(super) fn handles(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }

    fn record(&self, event: impl Into<String>) {
        self.0.log.lock().unwrap().push(event.into());
    }

    fn respond(&self, path: &str) -> (u16, Value) {
        let mut answers = self.0.answers.lock().unwrap();
        match answers.iter().position(|(of, ..)| *of == path) {
            Some(position) => {
                let (_, status, body) = answers.remove(position);
                (status, body)
            }
            None if path == TOKEN.path => (200, tokens(2)),
            None => (200, json!({})),
        }
    }
}

/// What the token endpoint answers with: the tokens of this generation.
pub(super) fn tokens(generation: u64) -> Value {
    json!({
        "access_token": format!("a{generation}"),
        "expires_in": 2_592_000,
        "refresh_token": format!("r{generation}"),
        "refresh_token_expires_in": 5_184_000,
        "scope": "boards:read,pins:read",
        "token_type": "bearer",
    })
}

impl Clock for World {
    fn monotonic(&self) -> Duration {
        Duration::from_secs(self.0.elapsed.load(Relaxed))
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(START) + self.monotonic()
    }

    /// Pauses pass at once. Limits do not run out, unless the test says so.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let reached = duration == Duration::from_secs(self.0.limit.load(Relaxed));
        if duration > Duration::from_secs(1) && !reached {
            return Box::pin(std::future::pending());
        }
        Box::pin(tokio::task::yield_now())
    }

    fn random(&self) -> u64 {
        self.0.chance.fetch_add(0x1111_1111_1111_1111, Relaxed)
    }
}

impl Transport for World {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let path = request.uri().path().trim_start_matches("/v5").to_owned();
            let is_token = path == TOKEN.path;
            self.point(if is_token { "ask" } else { "call" }).await;
            let credential = request
                .headers()
                .get(AUTHORIZATION)
                .unwrap()
                .to_str()
                .unwrap();
            let form = String::from_utf8_lossy(request.body());
            self.record(format!("{path} {credential} {form}").trim_end());
            let (status, body) = self.respond(&path);
            self.point(if is_token { "answer" } else { "called" }).await;
            if status == 0 {
                return Err(TransportError::exchange("broken off"));
            }
            let mut response = http::Response::new(Bytes::from(body.to_string()));
            *response.status_mut() = status.try_into().unwrap();
            Ok(response)
        })
    }
}

impl TokenStore for World {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        Box::pin(async {
            self.point("load").await;
            self.record("load");
            Ok(self.0.stored.lock().unwrap().clone())
        })
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        Box::pin(async move {
            let is_save = old.is_none_or(|old| old.tokens() != new.tokens());
            let is_claim = serde_json::to_value(new)?["leased_until"].is_i64();
            let change = match (is_save, is_claim) {
                (true, _) => "save",
                (false, true) => "claim",
                (false, false) => "release",
            };
            self.point(change).await;
            self.record(change);
            let failing = &self.0.failing_saves;
            let take = |left: u64| left.checked_sub(1);
            if is_save && failing.fetch_update(Relaxed, Relaxed, take).is_ok() {
                return Err("the disk is full".into());
            }
            let is_old = {
                let mut stored = self.0.stored.lock().unwrap();
                let version = stored.as_ref().map(StoredTokens::version);
                let is_old = version == old.map(StoredTokens::version);
                if is_old {
                    *stored = Some(new.clone());
                }
                is_old
            };
            self.point(if is_save { "saved" } else { "claimed" }).await;
            Ok(is_old)
        })
    }
}

/// Polls once, however often the future asks to be woken.
pub(super) async fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context))).await
}

//! The same Pinterest as a transport and a clock of the Rust client: no socket, and time that passes when a client waits.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use pinterest_v5_runtime::testing::TestClock;
use pinterest_v5_runtime::{
    BoxFuture, ClientBuilder, Clock as ClientClock, Core, Result, Transport, TransportError,
};
use serde::de::DeserializeOwned;

use crate::clock::Clock;
use crate::json_schema::Direction;
use crate::judge::Request;
use crate::pinterest::{Pinterest, Settings};
use crate::random::mix;
use crate::synthesis::{Likeness, Members, Recipe, plausible};
use crate::worlds::World;

/// A Pinterest in this process; clones share it.
///
/// ```
/// use pinterest_v5_mock::LocalPinterest;
/// use pinterest_v5_runtime::Core;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pinterest = LocalPinterest::new()?;
/// let client: Core = pinterest.client()?;
/// // ... calls ...
/// assert_eq!(pinterest.exchanges().len(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LocalPinterest {
    pinterest: Arc<Pinterest>,
    /// Who of several goes on first.
    waits: TestClock,
    /// What of the time of `waits` has passed for Pinterest too.
    passed: Arc<Mutex<Duration>>,
}

impl LocalPinterest {
    /// A small world at a fixed time: the start of 2026-01-16 in UTC.
    ///
    /// # Errors
    /// If the description that this crate was built with makes no sense.
    pub fn new() -> anyhow::Result<Self> {
        let clock = Clock::at(1_768_521_600);
        Pinterest::new(Settings::default(), World::Small, clock).map(Self::from)
    }

    /// A client of it that belongs to the owner. What it waits for comes at once: time passes instead.
    ///
    /// # Errors
    /// None that a test could do anything about.
    pub fn client<C: From<Core>>(&self) -> Result<C> {
        ClientBuilder::new()
            .transport(self.clone())
            .clock(self.clone())
            .access_token("pina_local")
            .build()
    }

    /// A value as an answer has it, of the schema with this name in the description, with all its members.
    ///
    /// # Errors
    /// If there is no such schema, or the type is not that of its values.
    pub fn sample<T: DeserializeOwned>(&self, schema: &str) -> anyhow::Result<T> {
        let reference = serde_json::json!({ "$ref": format!("#/components/schemas/{schema}") });
        let target = self
            .description()
            .target(reference["$ref"].as_str().unwrap_or_default());
        anyhow::ensure!(target.is_some(), "the description has no schema `{schema}`");
        let recipe = Recipe {
            members: Members::All,
            direction: Direction::Response,
            pick: 0,
        };
        let likeness = Likeness {
            seed: self.settings().seed,
            now: self.clock().millis(),
        };
        let value = plausible(self.description(), &[&reference], recipe, schema, likeness)?;
        Ok(serde_json::from_value(value)?)
    }
}

impl LocalPinterest {
    /// Lets as much time pass for Pinterest as was waited for.
    fn catch_up(&self) {
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.waits.passed();
        self.advance(now.saturating_sub(*passed));
        *passed = now;
    }
}

impl From<Pinterest> for LocalPinterest {
    fn from(pinterest: Pinterest) -> Self {
        Self {
            pinterest: Arc::new(pinterest),
            waits: TestClock::new(),
            passed: Arc::default(),
        }
    }
}

impl std::ops::Deref for LocalPinterest {
    type Target = Pinterest;

    fn deref(&self) -> &Pinterest {
        &self.pinterest
    }
}

impl ClientClock for LocalPinterest {
    fn monotonic(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.clock().millis()).unwrap_or(0))
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + self.monotonic()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (local, wait) = (self.clone(), self.waits.sleep(duration));
        Box::pin(async move {
            wait.await;
            local.catch_up();
        })
    }

    fn random(&self) -> u64 {
        mix(
            self.settings().seed,
            &format!("chance {}", self.exchanges().len()),
        )
    }
}

impl Transport for LocalPinterest {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let (head, body) = request.into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.to_string(), value.into_owned())
        });
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        let request = Request {
            method: head.method.to_string(),
            target: target.to_owned(),
            headers: headers.collect(),
            body: body.to_vec(),
        };
        let authority = head
            .uri
            .authority()
            .map_or("localhost", |authority| authority.as_str());
        let scheme = head.uri.scheme_str().unwrap_or("http");
        let answer = self
            .pinterest
            .answer(&request, &format!("{scheme}://{authority}"));
        self.pinterest.advance(answer.delivery.delay);
        Box::pin(async move {
            if answer.delivery.dropped {
                return Err(TransportError::exchange("dropped on purpose"));
            }
            let mut response = http::Response::builder().status(answer.status);
            if answer.body.is_some() && answer.header_value("content-type").is_none() {
                response = response.header("content-type", "application/json");
            }
            for (name, value) in &answer.headers {
                response = response.header(name, value);
            }
            let body = Bytes::from(answer.body.unwrap_or_default());
            response.body(body).map_err(TransportError::exchange)
        })
    }
}

//! A client over an in-process transport that a function answers, in virtual time.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request as Wire, Response, StatusCode};
use pinterest_v5_runtime::{
    AuthScheme, BoxFuture, ClientBuilder, Core, Method, Operation, Request, RetryPolicy, Transport,
    TransportError,
};

/// What the function gives: a status and a body, or no response at all.
pub(crate) type Answer = Result<(u16, String), TransportError>;

type Script = dyn Fn(usize, &Wire<Bytes>) -> Answer + Send + Sync;

/// Cheap to clone; the clones share what they saw.
#[derive(Clone)]
pub(crate) struct Scripted {
    script: Arc<Script>,
    seen: Arc<Mutex<Vec<Wire<Bytes>>>>,
    under_way: Arc<AtomicUsize>,
    most_under_way: Arc<AtomicUsize>,
    delay: Duration,
}

/// Counts a call as in progress until it ends, however it does.
struct InProgress(Arc<AtomicUsize>);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

impl Scripted {
    /// The function is told how many requests came before.
    pub(crate) fn new(
        script: impl Fn(usize, &Wire<Bytes>) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self {
            script: Arc::new(script),
            seen: Arc::default(),
            under_way: Arc::default(),
            most_under_way: Arc::default(),
            delay: Duration::ZERO,
        }
    }

    /// Every answer takes so long. Needs a paused clock.
    pub(crate) fn taking(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(crate) fn request(&self, operation: &'static Operation) -> Request {
        let core: Core = ClientBuilder::new()
            .access_token("pina_token")
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        Request::new(&core, operation)
    }

    /// The queries that came so far.
    pub(crate) fn queries(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter()
            .map(|wire| wire.uri().query().unwrap_or_default().to_owned())
            .collect()
    }

    /// The bodies that came so far.
    pub(crate) fn bodies(&self) -> Vec<Bytes> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|wire| wire.body().clone()).collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn under_way(&self) -> usize {
        self.under_way.load(Relaxed)
    }

    pub(crate) fn most_under_way(&self) -> usize {
        self.most_under_way.load(Relaxed)
    }
}

impl Transport for Scripted {
    fn send(&self, request: Wire<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let now = self.under_way.fetch_add(1, Relaxed) + 1;
            let _under_way = InProgress(Arc::clone(&self.under_way));
            self.most_under_way.fetch_max(now, Relaxed);
            let before = {
                let mut seen = self.seen.lock().unwrap();
                seen.push(request.clone());
                seen.len() - 1
            };
            if !self.delay.is_zero() {
                tokio::time::sleep(self.delay).await;
            }
            let (status, body) = (self.script)(before, &request)?;
            let mut response = Response::new(Bytes::from(body));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            let rid = format!("rid-{before}").parse().unwrap();
            response.headers_mut().insert("x-pinterest-rid", rid);
            Ok(response)
        })
    }
}

/// A list that comes in pages.
pub(crate) static LIST: Operation = Operation::new("pins/list", Method::Get, "/pins", "pins")
    .with_auth(&[AuthScheme::OAuth])
    .with_pages(true);

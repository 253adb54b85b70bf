//! A server that follows a script, and a clock of virtual time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request as Wire, Response, StatusCode};
use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, BoxFuture, ClientBuilder, Clock, Core, Error, Method, Operation,
    Request, ResponseFuture, Transport, TransportError,
};
use tokio::time::{Instant, sleep};

pub(crate) type Answer = Result<Response<Bytes>, TransportError>;

const fn operation(id: &'static str, method: Method) -> Operation {
    Operation::new(id, method, "/things", "things")
        .with_auth(&[AuthScheme::OAuth])
        .with_rate_limit_category("ads_read")
}

pub(crate) static GET: Operation = operation("things/get", Method::Get).with_idempotence(true);
pub(crate) static PUT: Operation = operation("things/put", Method::Put).with_idempotence(true);
pub(crate) static DELETE: Operation =
    operation("things/delete", Method::Delete).with_idempotence(true);
pub(crate) static POST: Operation = operation("things/create", Method::Post);
pub(crate) static PATCH: Operation = operation("things/update", Method::Patch);

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Step {
    Answer(Response<Bytes>),
    /// Lets no connection come about.
    NoConnection,
    /// Says that it did not begin.
    Unprocessed,
    /// Breaks the exchange off.
    Broken,
    /// Lets the transport's own time run out.
    Slow,
    /// Never answers.
    Silent,
}

pub(crate) fn status(status: u16) -> Step {
    json(status, "{}")
}

pub(crate) fn json(status: u16, body: &'static str) -> Step {
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    Step::Answer(response)
}

impl Step {
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Answer(response) = &mut self {
            response.headers_mut().insert(name, value.parse().unwrap());
        }
        self
    }
}

/// When a request came, and the request.
type Arrival = (Duration, Wire<Bytes>);

/// Follows its steps, one per request, and answers 200 when there are none left.
#[derive(Clone)]
pub(crate) struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Arrival>>>,
    pub(crate) clock: TestClock,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            steps: Arc::new(Mutex::new(steps.into_iter().collect())),
            seen: Arc::default(),
            clock: TestClock::new(),
        }
    }

    /// One more step.
    pub(crate) fn add(&self, step: Step) {
        self.steps.lock().unwrap().push_back(step);
    }

    /// A builder of clients of this server, with an access token and virtual time.
    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new()
            .access_token("pina_token")
            .transport(self.clone())
            .clock(self.clock)
    }

    pub(crate) fn client(&self) -> Core {
        self.builder().build().unwrap()
    }

    /// When requests arrived, in milliseconds since the beginning.
    pub(crate) fn times(&self) -> Vec<u128> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|(at, _)| at.as_millis()).collect()
    }

    /// What was asked for, as `GET /things?id=1`.
    pub(crate) fn targets(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        let target = |wire: &Wire<Bytes>| {
            let target = wire.uri().path_and_query().unwrap().as_str();
            format!("{} {}", wire.method(), target.trim_start_matches("/v5"))
        };
        seen.iter().map(|(_, wire)| target(wire)).collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The milliseconds since the beginning.
    pub(crate) fn clock_millis(&self) -> u128 {
        self.clock.monotonic().as_millis()
    }

    pub(crate) fn last(&self) -> Wire<Bytes> {
        self.seen.lock().unwrap().last().unwrap().1.clone()
    }
}

impl Transport for Script {
    fn send(&self, request: Wire<Bytes>) -> BoxFuture<'_, Answer> {
        let at = self.clock.monotonic();
        self.seen.lock().unwrap().push((at, request));
        let step = self.steps.lock().unwrap().pop_front();
        Box::pin(async {
            match step.unwrap_or_else(|| status(200)) {
                Step::Answer(response) => Ok(response),
                Step::NoConnection => Err(TransportError::connect("refused")),
                Step::Unprocessed => Err(TransportError::unprocessed("refused stream")),
                Step::Broken => Err(TransportError::exchange("reset")),
                Step::Slow => Err(TransportError::timeout("slow")),
                Step::Silent => std::future::pending().await,
            }
        })
    }
}

/// tokio's time, which runs ahead whenever nothing else is left to do. Chance always picks the longest wait.
#[derive(Clone, Copy)]
pub(crate) struct TestClock {
    start: Instant,
}

impl TestClock {
    pub(crate) fn new() -> Self {
        let start = Instant::now();
        Self { start }
    }

    /// Tue, 18 May 2033, 03:33:20 GMT.
    pub(crate) const DAWN: u64 = 2_000_000_000;
}

impl Clock for TestClock {
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(Self::DAWN) + self.monotonic()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(sleep(duration))
    }

    fn random(&self) -> u64 {
        u64::MAX
    }
}

pub(crate) async fn call(client: &Core, operation: &'static Operation) -> Result<(), Error> {
    BodyFuture::new(Request::new(client, operation)).await
}

pub(crate) async fn respond(
    client: &Core,
    operation: &'static Operation,
) -> Result<pinterest_v5_runtime::Response<()>, Error> {
    ResponseFuture::new(Request::new(client, operation)).await
}

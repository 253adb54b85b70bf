//! A storage that follows a script, and the API beside it, in virtual time.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::request::Parts;
use http::{Request as Wire, Response, StatusCode};
use pinterest_v5_runtime::{
    BoxFuture, ByteStream, ClientBuilder, Clock, Core, Transport, TransportError,
};

use crate::exchange::script::TestClock;

/// A part of a body on its way.
#[derive(Clone)]
pub(crate) enum Piece {
    Data(Bytes),
    /// The connection ends.
    Break,
    /// Nothing comes any more.
    Silence,
}

/// What the storage does with one request, once its body is there.
#[derive(Clone)]
pub(crate) enum Step {
    Reply(Response<Vec<Piece>>),
    NoConnection,
    /// Reads so many pieces of the body, and then the connection ends.
    BreakAfter(usize),
    /// Reads the body and never answers.
    Silent,
}

pub(crate) fn reply(status: u16, body: impl Into<Bytes>) -> Step {
    let mut response = Response::new(vec![Piece::Data(body.into())]);
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    Step::Reply(response)
}

impl Step {
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Reply(response) = &mut self {
            let value = value.parse().unwrap();
            response.headers_mut().insert(name, value);
        }
        self
    }

    pub(crate) fn then(mut self, piece: Piece) -> Self {
        if let Self::Reply(response) = &mut self {
            response.body_mut().push(piece);
        }
        self
    }
}

/// One request to the storage.
pub(crate) struct Arrival {
    pub(crate) at: Duration,
    pub(crate) head: Parts,
    pub(crate) length: Option<u64>,
    pub(crate) body: Vec<u8>,
}

/// When a call of the API came, and the call.
type Call = (Duration, Wire<Bytes>);

/// Follows its steps, one per request. Calls of the API are answered from a list of their own.
#[derive(Clone)]
pub(crate) struct Host {
    steps: Arc<Mutex<VecDeque<Step>>>,
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    pub(crate) seen: Arc<Mutex<Vec<Arrival>>>,
    pub(crate) calls: Arc<Mutex<Vec<Call>>>,
    pub(crate) clock: TestClock,
}

impl Host {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            steps: Arc::new(Mutex::new(steps.into_iter().collect())),
            answers: Arc::default(),
            seen: Arc::default(),
            calls: Arc::default(),
            clock: TestClock::new(),
        }
    }

    /// What the API answers, one call after the other.
    pub(crate) fn answering(
        self,
        answers: impl IntoIterator<Item = (u16, impl Into<String>)>,
    ) -> Self {
        let answers = answers.into_iter();
        let answers = answers.map(|(status, body)| (status, body.into()));
        self.answers.lock().unwrap().extend(answers);
        self
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new()
            .access_token("pina_s3cret")
            .header("x-signature", "s3cret")
            .user_agent("tests/1")
            .transport(self.clone())
            .clock(self.clock)
    }

    pub(crate) fn client(&self) -> Core {
        self.builder().build().unwrap()
    }

    /// When requests to the storage came, in milliseconds since the beginning.
    pub(crate) fn times(&self) -> Vec<u128> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|one| one.at.as_millis()).collect()
    }
}

impl Transport for Host {
    fn send(&self, request: Wire<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let arrival = (self.clock.monotonic(), request);
        self.calls.lock().unwrap().push(arrival);
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move {
            let (status, body) = answer.expect("no more calls");
            let mut response = Response::new(body.into());
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            Ok(response)
        })
    }

    fn stream(
        &self,
        request: Wire<ByteStream>,
    ) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        let at = self.clock.monotonic();
        let step = self.steps.lock().unwrap().pop_front();
        let step = step.expect("no more requests");
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let length = body.length();
            let mut taken = Vec::new();
            let mut left = match step {
                Step::BreakAfter(pieces) => pieces,
                _ => usize::MAX,
            };
            while left > 0 {
                let Some(piece) = body.next().await else {
                    break;
                };
                taken.extend_from_slice(&piece?);
                left -= 1;
            }
            let arrival = Arrival {
                at,
                head,
                length,
                body: taken,
            };
            self.seen.lock().unwrap().push(arrival);
            match step {
                Step::Reply(response) => Ok(response.map(|pieces| {
                    let pieces = pieces.into_iter().collect();
                    ByteStream::new(Box::pin(Given(pieces)))
                })),
                Step::NoConnection => Err(TransportError::connect("refused")),
                Step::BreakAfter(_) => Err(TransportError::exchange("reset")),
                Step::Silent => std::future::pending().await,
            }
        })
    }
}

struct Given(VecDeque<Piece>);

impl Stream for Given {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.pop_front() {
            Some(Piece::Data(bytes)) => Poll::Ready(Some(Ok(bytes))),
            Some(Piece::Break) => Poll::Ready(Some(Err(TransportError::exchange("reset")))),
            // Nobody wakes the task but its own clock.
            Some(Piece::Silence) => {
                self.0.push_front(Piece::Silence);
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}

//! A server in this process that answers as the description says.
//!
//! Takes any request on a loopback port, lets the judge rule on it and gives a documented success
//! with a made-up body. Invariant: every request is recorded with its verdict before it is answered,
//! whatever it was.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::description::Description;
use crate::json_schema::Direction;
use crate::judge::{Judge, Request, Verdict};
use crate::synthesis::{self, Members, Recipe};

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    base_url: String,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// A request with what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The request.
    pub request: Request,
    /// What the judge said.
    pub verdict: Verdict,
    /// The answer.
    pub answer: Answer,
}

/// What the server sends back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers; JSON is the type of a body without a `content-type`.
    pub headers: Vec<(&'static str, String)>,
    /// The body; none for an answer without one.
    pub body: Option<Vec<u8>>,
}

impl Answer {
    /// A success with this body.
    #[must_use]
    pub fn json(body: &Value) -> Self {
        Self::empty(200).body(body.to_string())
    }

    /// No more than a status.
    #[must_use]
    pub const fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: None,
        }
    }

    /// With this body.
    #[must_use]
    pub fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: Some(body.into()),
            ..self
        }
    }

    /// With one header more.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Gives an answer, or leaves it to the description.
type Act = Box<dyn Fn(&Request, &Verdict) -> Option<Answer> + Send + Sync>;

struct Shared {
    judge: Judge,
    recipe: Mutex<Recipe>,
    /// Answers that are given before made-up ones.
    given: Mutex<VecDeque<Answer>>,
    act: Mutex<Option<Act>>,
    exchanges: Mutex<Vec<Exchange>>,
}

impl Server {
    /// Starts a server on a free port; `judge` rules on what comes in.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start(judge: Judge) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!(
            "http://{}{}",
            listener.local_addr()?,
            judge.description().base_path()
        );
        let recipe = Recipe {
            members: Members::Required,
            direction: Direction::Response,
            pick: 0,
        };
        let shared = Arc::new(Shared {
            judge,
            recipe: Mutex::new(recipe),
            given: Mutex::default(),
            act: Mutex::default(),
            exchanges: Mutex::new(Vec::new()),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            base_url,
            shared,
            accepting,
        })
    }

    /// What stands before every path: `http://127.0.0.1:49152/v5`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// From now on, answers with bodies of these members.
    pub fn answer_with(&self, members: Members) {
        lock(&self.shared.recipe).members = members;
    }

    /// Gives these answers to the next requests, one each, whatever they ask for.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        lock(&self.shared.given).extend(answers);
    }

    /// From now on, asks this for an answer first: a server that remembers, or a storage beside it.
    pub fn act(&self, act: impl Fn(&Request, &Verdict) -> Option<Answer> + Send + Sync + 'static) {
        *lock(&self.shared.act) = Some(Box::new(act));
    }

    /// What happened since this was last asked.
    #[must_use]
    pub fn take_exchanges(&self) -> Vec<Exchange> {
        std::mem::take(&mut *lock(&self.shared.exchanges))
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn exchange(&self, request: Request) -> Answer {
        let verdict = self.judge.rule(&request);
        let recipe = *lock(&self.recipe);
        let given = lock(&self.given).pop_front();
        let acted = |request| lock(&self.act).as_ref()?(request, &verdict);
        let given = given.or_else(|| acted(&request));
        let answer = given.unwrap_or_else(|| {
            let operation = verdict.operation.as_deref();
            answer(self.judge.description(), operation, recipe)
        });
        lock(&self.exchanges).push(Exchange {
            request,
            verdict,
            answer: answer.clone(),
        });
        answer
    }
}

/// The first documented success of an operation, made up after `recipe`.
fn answer(description: &Description, operation: Option<&str>, recipe: Recipe) -> Answer {
    let refuse = |status, message: String| {
        let body = json!({ "code": 0, "message": message });
        Answer::empty(status).body(body.to_string())
    };
    let operation = operation.and_then(|id| description.operation(id).ok());
    let Some(success) = operation.and_then(|operation| operation.successes.first()) else {
        return refuse(404, "no such operation".to_owned());
    };
    let value = success
        .schema
        .as_ref()
        .map(|schema| synthesis::value(description, schema, recipe));
    match value.transpose() {
        Ok(value) => Answer {
            body: value.map(|value| value.to_string().into_bytes()),
            ..Answer::empty(success.status)
        },
        Err(unsatisfiable) => refuse(500, unsatisfiable.to_string()),
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(|request| respond(request, &shared));
    // A client that hangs up has its answer or never wanted one: the exchanges tell.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    request: hyper::Request<Incoming>,
    shared: &Shared,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map(|body| body.to_bytes().to_vec())
        .unwrap_or_default();
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        (
            name.to_string(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    };
    let answer = shared.exchange(Request {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers.iter().map(header).collect(),
        body,
    });
    Ok(response(answer))
}

fn response(answer: Answer) -> hyper::Response<Full<Bytes>> {
    let mut headers = HeaderMap::new();
    if answer.body.is_some() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in &answer.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(*name, value);
        }
    }
    let mut response = hyper::Response::new(Full::from(answer.body.unwrap_or_default()));
    *response.status_mut() = hyper::StatusCode::from_u16(answer.status).unwrap_or_default();
    *response.headers_mut() = headers;
    response
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

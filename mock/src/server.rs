//! A loopback port in front of whatever gives answers.
//!
//! Invariant: it listens on loopback alone, and a request that is too large is refused before it is held.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::answer::Answer;
use crate::judge::Request;
use crate::pinterest::Pinterest;

/// The largest request: a film.
const LARGEST: usize = 512 * 1024 * 1024;

/// What gives answers.
pub trait Respond: Send + Sync + 'static {
    /// The answer to a request; `origin` is where the caller found the server: `http://127.0.0.1:8080`.
    fn respond(&self, request: Request, origin: &str) -> impl Future<Output = Answer> + Send;
}

impl Respond for Pinterest {
    async fn respond(&self, request: Request, origin: &str) -> Answer {
        self.answer(&request, origin)
    }
}

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Listens on a port of loopback, 0 for any that is free.
    ///
    /// # Errors
    /// If the port cannot be had.
    pub async fn start<R: Respond>(port: u16, respond: Arc<R>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let address = listener.local_addr()?;
        let accepting = tokio::spawn(accept(listener, respond));
        Ok(Self { address, accepting })
    }

    /// Where it is found: `http://127.0.0.1:49152`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept<R: Respond>(listener: TcpListener, respond: Arc<R>) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&respond)));
        } else {
            // Out of descriptors, say: some are free again soon.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn serve<R: Respond>(stream: TcpStream, respond: Arc<R>) {
    let origin = stream
        .local_addr()
        .map(|address| format!("http://{address}"));
    let origin = origin.unwrap_or_default();
    let service = service_fn(|request| exchange(request, &*respond, &origin));
    // Small answers would wait for each other otherwise; without it they are only slower.
    let _ = stream.set_nodelay(true);
    // A client that hangs up has its answer or never wanted one.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn exchange<R: Respond>(
    request: hyper::Request<Incoming>,
    respond: &R,
    origin: &str,
) -> Result<hyper::Response<Full<Bytes>>, Dropped> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST).collect().await else {
        return Ok(response(Answer::empty(413)));
    };
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.to_string(), value.into_owned())
    };
    let host = head.headers.get("host").and_then(|host| host.to_str().ok());
    let origin = host.map_or_else(|| origin.to_owned(), |host| format!("http://{host}"));
    let request = Request {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers.iter().map(header).collect(),
        body: body.to_bytes().to_vec(),
    };
    let answer = respond.respond(request, &origin).await;
    if !answer.delivery.delay.is_zero() {
        tokio::time::sleep(answer.delivery.delay).await;
    }
    if answer.delivery.dropped {
        return Err(Dropped);
    }
    Ok(response(answer))
}

fn response(answer: Answer) -> hyper::Response<Full<Bytes>> {
    let mut headers = HeaderMap::new();
    if answer.body.is_some() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in &answer.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    let mut response = hyper::Response::new(Full::from(answer.body.unwrap_or_default()));
    *response.status_mut() = hyper::StatusCode::from_u16(answer.status).unwrap_or_default();
    *response.headers_mut() = headers;
    response
}

/// The connection ends without an answer.
#[derive(Debug)]
struct Dropped;

impl std::error::Error for Dropped {}

impl std::fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("dropped on purpose")
    }
}

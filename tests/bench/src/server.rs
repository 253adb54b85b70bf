//! A server on loopback that answers everything with one body, in HTTP/1.1 and HTTP/2.

use std::convert::Infallible;
use std::io;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;

/// Starts it on the current runtime; gives its address as the base of URLs.
///
/// # Errors
/// If no port can be had.
pub async fn start(body: Bytes) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            let body = body.clone();
            tokio::spawn(async move {
                let answer = service_fn(move |request| answer(request, body.clone()));
                let mut http = Builder::new(TokioExecutor::new());
                http.http2().max_concurrent_streams(None);
                http.serve_connection(TokioIo::new(stream), answer).await
            });
        }
    });
    Ok(base)
}

async fn answer(
    request: Request<Incoming>,
    body: Bytes,
) -> Result<Response<Full<Bytes>>, Infallible> {
    // A body that is not read would close the connection.
    let _ = request.into_body().collect().await;
    Ok(Response::new(Full::new(body)))
}

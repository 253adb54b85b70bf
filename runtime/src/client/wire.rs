//! A call becomes an HTTP request, complete but for its `Authorization`.

use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::uri::PathAndQuery;

use super::{Error, Result};
use crate::Request;

/// Goes along with a call that asks for tokens: how long an attempt may take, whatever the connections are set to.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenewalCall(pub(super) Duration);

/// The request, to the client's own host and no other.
pub(super) fn assemble(request: &Request) -> Result<http::Request<Bytes>> {
    let operation = request.operation().id;
    let shared = request.core().shared();
    let uri = address(&shared.base, &request.target()?);
    let uri = uri.map_err(|reason| Error::request(operation, reason))?;
    let mut wire = http::Request::new(Bytes::new());
    *wire.method_mut() = request.operation().method.into();
    *wire.uri_mut() = uri;
    let headers = wire.headers_mut();
    headers.clone_from(&shared.headers);
    if let Some(own) = request.headers() {
        headers.extend(own.clone());
    }
    if let Some(own) = request.own_options() {
        headers.extend(own.headers.clone());
    }
    if let Some(body) = request.body() {
        let content_type = HeaderValue::from_static(body.content_type);
        headers.insert(CONTENT_TYPE, content_type);
        *wire.body_mut() = body.bytes.clone();
    }
    if request.core().is_for_renewal() {
        let limit = RenewalCall(shared.timeouts.renewal());
        wire.extensions_mut().insert(limit);
    }
    Ok(wire)
}

/// The base with a target below it, put together from parts: neither is parsed as a whole again, and a path is never
/// more than a path, whatever it holds.
fn address(base: &Uri, target: &str) -> Result<Uri, &'static str> {
    if !target.starts_with('/') {
        return Err("the path does not begin at the base URL");
    }
    let path = format!("{}{target}", base.path().trim_end_matches('/'));
    let path = PathAndQuery::from_maybe_shared(path).map_err(|_| "the URL is too long")?;
    let mut parts = base.clone().into_parts();
    parts.path_and_query = Some(path);
    Uri::from_parts(parts).map_err(|_| "the URL is too long")
}

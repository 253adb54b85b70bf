//! A call becomes an HTTP request, complete but for its `Authorization`.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};

use super::{Error, Result};
use crate::Request;

/// The request, to the client's own host and no other.
pub(super) fn assemble(request: &Request) -> Result<http::Request<Bytes>> {
    let operation = request.operation().id;
    let shared = request.core().shared();
    let url = format!("{}{}", shared.base_url, request.target()?);
    let uri: http::Uri = url
        .parse()
        .map_err(|_| Error::request(operation, "the URL is too long"))?;
    // A path is never more than a path, whatever it holds.
    if (uri.scheme(), uri.authority()) != (shared.base.scheme(), shared.base.authority()) {
        return Err(Error::request(operation, "the path leads to another host"));
    }
    let mut wire = http::Request::new(Bytes::new());
    *wire.method_mut() = request.operation().method.into();
    *wire.uri_mut() = uri;
    let headers = wire.headers_mut();
    headers.clone_from(&shared.headers);
    if let Some(own) = request.own_options() {
        headers.extend(own.headers.clone());
    }
    if let Some(body) = request.body() {
        let content_type = HeaderValue::from_static(body.content_type);
        headers.insert(CONTENT_TYPE, content_type);
        *wire.body_mut() = body.bytes.clone();
    }
    Ok(wire)
}

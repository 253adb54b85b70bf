//! Sends one call; the same code for all operations.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};

use super::{Error, Result};
use crate::Request;

/// Sends a call and gives its response if the status is 2xx.
pub(super) async fn execute(request: Request) -> Result<http::Response<Bytes>> {
    let operation = request.operation().id;
    let wire = assemble(&request)?;
    let transport = &request.core().shared().transport;
    let response = transport
        .send(wire)
        .await
        .map_err(|error| Error::transport(operation, error))?;
    if response.status().is_success() {
        Ok(response)
    } else {
        Err(Error::api(operation, response))
    }
}

/// The complete HTTP request, with exactly one `Authorization` header or none.
fn assemble(request: &Request) -> Result<http::Request<Bytes>> {
    let operation = request.operation();
    let shared = request.core().shared();
    let url = format!("{}{}", shared.base_url, request.target()?);
    let mut wire = http::Request::new(Bytes::new());
    *wire.method_mut() = operation.method.into();
    *wire.uri_mut() = url
        .parse()
        .map_err(|_| Error::request(operation.id, "the URL is too long".to_owned()))?;
    *wire.headers_mut() = shared.headers.clone();
    let authorization = shared
        .credentials
        .authorize(operation)
        .map_err(|reason| Error::credential(operation.id, reason))?;
    if let Some(value) = authorization {
        wire.headers_mut().insert(AUTHORIZATION, value);
    }
    if let Some(body) = request.body() {
        let content_type = http::HeaderValue::from_static(body.content_type);
        wire.headers_mut().insert(CONTENT_TYPE, content_type);
        *wire.body_mut() = body.bytes.clone();
    }
    Ok(wire)
}

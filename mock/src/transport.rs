//! The same Pinterest as a transport of the Rust client: no socket, and time that a test moves.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use pinterest_v5_runtime::{BoxFuture, Transport, TransportError};

use crate::clock::Clock;
use crate::judge::Request;
use crate::pinterest::{Pinterest, Settings};
use crate::worlds::World;

/// A Pinterest in this process; clones share it.
///
/// ```
/// use pinterest_v5_mock::LocalPinterest;
/// use pinterest_v5_runtime::{ClientBuilder, Core};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pinterest = LocalPinterest::new()?;
/// let client: Core = ClientBuilder::new()
///     .transport(pinterest.clone())
///     .access_token("pina_1")
///     .build()?;
/// // ... calls ...
/// assert_eq!(pinterest.exchanges().len(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LocalPinterest(Arc<Pinterest>);

impl LocalPinterest {
    /// A small world at a fixed time: the start of 2026-01-16 in UTC.
    ///
    /// # Errors
    /// If the description that this crate was built with makes no sense.
    pub fn new() -> anyhow::Result<Self> {
        let clock = Clock::at(1_768_521_600);
        Pinterest::new(Settings::default(), World::Small, clock).map(Self::from)
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.0.advance(by);
    }
}

impl From<Pinterest> for LocalPinterest {
    fn from(pinterest: Pinterest) -> Self {
        Self(Arc::new(pinterest))
    }
}

impl std::ops::Deref for LocalPinterest {
    type Target = Pinterest;

    fn deref(&self) -> &Pinterest {
        &self.0
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
        let answer = self.0.answer(&request, &format!("http://{authority}"));
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

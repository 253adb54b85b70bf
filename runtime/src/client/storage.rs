//! Exchanges with storages: the hosts that links lead to and that uploads go to, which are not the API's.
//!
//! Invariant: no credential and no header of the client's goes there but its `User-Agent`.

use std::time::Duration;

use http::header::USER_AGENT;

use super::{BoxFuture, ByteStream, Core, Error, Result, TransportError, trace};
use crate::client::base_url::is_loopback;
use crate::clock::within;
use crate::options::finite;
use crate::transfer::overdue;
use crate::{Operation, RetryPolicy};

/// What of a refusal is read; storages say in less than this what is wrong.
const MOST_OF_A_REFUSAL: usize = 64 * 1_024;

impl Core {
    /// Makes `attempt`, which gets its number, as often as the policy has it and until `end` on the monotonic clock.
    pub(crate) async fn repeat<'a, T>(
        &self,
        operation: &'static Operation,
        (retry, end): (&RetryPolicy, Option<Duration>),
        attempt: impl Fn(u32) -> BoxFuture<'a, Result<T>>,
    ) -> Result<T> {
        let shared = self.shared();
        let left = || end.map(|end| end.saturating_sub(shared.clock.monotonic()));
        let late = || Err(Error::transport(operation.id, overdue()));
        let mut attempts = 0;
        loop {
            attempts += 1;
            let done = within(self.clock(), left(), attempt(attempts)).await;
            let error = match done.unwrap_or_else(late) {
                Ok(done) => {
                    shared.bucket.succeeded(attempts > 1);
                    return Ok(done);
                }
                Err(error) => error.after(attempts),
            };
            let Some(wait) = shared.pause(operation, (retry, attempts - 1), &error, end) else {
                return Err(error);
            };
            trace::again(operation, &error, wait);
            shared.clock.sleep(wait).await;
        }
    }

    /// Sends a request to a storage and gives the response whatever its status is.
    pub(crate) async fn reach(
        &self,
        mut request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        let shared = self.shared();
        if let Some(agent) = shared.headers.get(USER_AGENT) {
            request.headers_mut().insert(USER_AGENT, agent.clone());
        }
        shared.transport.stream(request).await
    }

    /// The error that a response of a storage with a status other than 2xx is.
    pub(crate) async fn refusal(
        &self,
        operation: &'static Operation,
        response: http::Response<ByteStream>,
    ) -> Error {
        let (head, mut body) = response.into_parts();
        let mut text = Vec::new();
        let reading = async {
            while let Some(Ok(piece)) = body.next().await {
                text.extend_from_slice(&piece);
                if text.len() > MOST_OF_A_REFUSAL {
                    break;
                }
            }
        };
        // What there is of it by then will have to do.
        let _ = within(self.clock(), Some(self.idle_limit()), reading).await;
        Error::storage(operation.id, head, &text, self.shared())
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.shared().retry
    }

    /// How long a transfer may stall: as long as one exchange may take.
    pub(crate) fn idle_limit(&self) -> Duration {
        self.shared().timeouts.idle()
    }

    /// When a transfer that begins now must be over, on the monotonic clock, if the client has a limit for it.
    pub(crate) fn end_of_transfer(&self) -> Option<Duration> {
        let total = self.shared().timeouts.total.and_then(finite);
        total.map(|total| self.clock().monotonic().saturating_add(total))
    }

    /// Whether the API is on this very machine.
    pub(crate) fn is_loopback(&self) -> bool {
        self.shared().base.host().is_some_and(is_loopback)
    }
}

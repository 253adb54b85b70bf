//! Exchanges with storages: the hosts that links lead to and that uploads go to, which are not the API's.
//!
//! Invariant: no credential and no header of the client's goes there but its `User-Agent`.

use std::time::Duration;

use http::header::USER_AGENT;

use super::{BoxFuture, ByteStream, Core, Error, Result, TransportError, trace};
use crate::clock::within;
use crate::{Operation, RetryPolicy};

/// What of a refusal is read; storages say in less than this what is wrong.
const MOST_OF_A_REFUSAL: usize = 64 * 1_024;

impl Core {
    /// Makes `attempt`, which is told its number, as often as the policy has it.
    pub(crate) async fn repeat<'a, T>(
        &self,
        operation: &'static Operation,
        retry: &RetryPolicy,
        attempt: impl Fn(u32) -> BoxFuture<'a, Result<T>>,
    ) -> Result<T> {
        let shared = self.shared();
        let mut attempts = 0;
        loop {
            attempts += 1;
            let error = match attempt(attempts).await {
                Ok(done) => {
                    shared.bucket.succeeded(attempts > 1);
                    return Ok(done);
                }
                Err(error) => error.after(attempts),
            };
            let random = shared.clock.random();
            let wait = retry.wait(operation, &error, attempts - 1, random);
            let Some(wait) = wait.filter(|_| shared.bucket.take()) else {
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
        let _ = within(self.clock(), self.patience(), reading).await;
        Error::storage(operation.id, head, &text, self.shared())
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.shared().retry
    }

    /// How long a transfer may stand still: as long as one exchange may take.
    pub(crate) fn patience(&self) -> Option<Duration> {
        self.shared().timeouts.attempt
    }
}

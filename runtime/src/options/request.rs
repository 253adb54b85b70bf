//! The options of one call.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use crate::{Credential, Decoding, ParamValue, RetryPolicy};

/// The options of one call, which override the client's settings. `call.options(..)` sets them.
///
/// ```
/// use std::time::Duration;
/// use pinterest_v5_runtime::{RequestOptions, RetryPolicy};
///
/// let options = RequestOptions::new()
///     .total_timeout(Duration::from_secs(5))
///     .retry(RetryPolicy::none())
///     .header("x-trace", "7");
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until a call has them"]
pub struct RequestOptions {
    pub(crate) attempt: Option<Duration>,
    pub(crate) total: Option<Duration>,
    pub(crate) deadline: Option<SystemTime>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) credential: Option<Credential>,
    pub(crate) decoding: Option<Decoding>,
    pub(crate) checks: Option<bool>,
    pub(crate) invalid: Option<String>,
}

impl RequestOptions {
    /// No option.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long one exchange may take, in place of [`Timeouts::attempt`](crate::Timeouts::attempt).
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// How long the call may take in all, in place of [`Timeouts::total`](crate::Timeouts::total).
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.total = Some(limit);
        self
    }

    /// The time of day at which the call must be over, besides the limit of its duration.
    pub fn deadline(mut self, end: SystemTime) -> Self {
        self.deadline = Some(end);
        self
    }

    /// When a failed attempt is made again, in place of the policy of the client.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// A header, in place of the client's of that name. Its value is not shown anywhere.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(invalid) => {
                self.invalid.get_or_insert(invalid);
            }
        }
        self
    }

    /// A query parameter that the call itself has no method for, or in place of the one that it has.
    /// Of two with the same name the last one is sent.
    pub fn query(mut self, name: impl Into<String>, value: impl ParamValue) -> Self {
        let name = name.into();
        self.query.retain(|(known, _)| *known != name);
        let mut text = String::new();
        value.write_to(&mut text);
        self.query.push((name, text));
        self
    }

    /// As [`query`](Self::query), of a list: the parameter is written once for each value.
    pub fn query_list<V: ParamValue>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let name = name.into();
        self.query.retain(|(known, _)| *known != name);
        self.query.extend(values.into_iter().map(|value| {
            let mut text = String::new();
            value.write_to(&mut text);
            (name.clone(), text)
        }));
        self
    }

    /// The credential to use, in place of all of the client's; the operation has to take one of its kind.
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        self.credential = Some(credential.into());
        self
    }

    /// Whether the call is checked before it is sent, in place of
    /// [`ClientBuilder::checks`](crate::ClientBuilder::checks).
    pub fn checks(mut self, checks: bool) -> Self {
        self.checks = Some(checks);
        self
    }

    /// What becomes of an answer that is not what the API's description promises, in place of the client's setting.
    pub fn decoding(mut self, decoding: Decoding) -> Self {
        self.decoding = Some(decoding);
        self
    }
}

impl RequestOptions {
    /// These options, and those of `later`, which override them.
    pub(crate) fn and(mut self, later: Self) -> Self {
        self.headers.extend(later.headers);
        let again = |name: &String| later.query.iter().any(|(later, _)| later == name);
        self.query.retain(|(name, _)| !again(name));
        self.query.extend(later.query);
        Self {
            attempt: later.attempt.or(self.attempt),
            total: later.total.or(self.total),
            deadline: later.deadline.or(self.deadline),
            retry: later.retry.or(self.retry),
            headers: self.headers,
            query: self.query,
            credential: later.credential.or(self.credential),
            decoding: later.decoding.or(self.decoding),
            checks: later.checks.or(self.checks),
            invalid: self.invalid.or(later.invalid),
        }
    }
}

/// Names what is set, no value that came from elsewhere.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("RequestOptions")
            .field("timeout", &self.attempt)
            .field("total_timeout", &self.total)
            .field("deadline", &self.deadline)
            .field("retry", &self.retry)
            .field("headers", &headers)
            .field("query", &query)
            .field("credential", &self.credential)
            .field("decoding", &self.decoding)
            .finish_non_exhaustive()
    }
}

/// The headers that frame a message or belong to one connection; a body was cut, or sent to nobody, with another value.
const FRAMING: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A header of the user's; the error is a reason in words.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    if FRAMING
        .iter()
        .any(|framing| name.eq_ignore_ascii_case(framing))
    {
        return Err(format!(
            "the header `{name}` says how a message is carried, which the connection writes itself"
        ));
    }
    match (name.parse(), HeaderValue::from_str(value)) {
        (Ok(AUTHORIZATION), _) => Err(
            "the client writes the authorization header; give it a credential instead, such as \
             `access_token`"
                .to_owned(),
        ),
        (Ok(name), Ok(mut value)) => {
            // It may be a key of a proxy's: neither shown nor kept in the index of HTTP/2.
            value.set_sensitive(name != http::header::USER_AGENT);
            Ok((name, value))
        }
        _ => Err(format!("`{name}` with this value is not a header")),
    }
}

//! What goes back to a caller: a status, headers, a body, and how it travels.
//!
//! Invariant: a refusal has Pinterest's shape, `{"code": .., "message": ..}`, whatever part of this crate refuses.

use std::time::Duration;

use serde_json::{Value, json};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers; JSON is the type of a body without a `content-type`.
    pub headers: Vec<(String, String)>,
    /// The body; none for an answer without one.
    pub body: Option<Vec<u8>>,
    /// How it travels.
    pub delivery: Delivery,
}

/// How an answer travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// How long the server waits before it answers.
    pub delay: Duration,
    /// Whether the connection ends instead of an answer.
    pub dropped: bool,
}

/// Why the API does not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Pinterest's code.
    pub code: i64,
    /// What is wrong.
    pub message: String,
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
            delivery: Delivery {
                delay: Duration::ZERO,
                dropped: false,
            },
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
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first value of a header.
    #[must_use]
    pub fn header_value(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter();
        let (_, value) = named.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The body as JSON; null if it is none.
    #[must_use]
    pub fn value(&self) -> Value {
        let body = self.body.as_deref().unwrap_or_default();
        serde_json::from_slice(body).unwrap_or_default()
    }
}

impl Refusal {
    /// A refusal.
    #[must_use]
    pub fn new(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// A request that makes no sense.
    #[must_use]
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, 1, message)
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let mut body = json!({ "code": refusal.code, "message": refusal.message });
        if refusal.status == 401 {
            body["status"] = "failure".into();
        }
        Self::empty(refusal.status).body(body.to_string())
    }
}

//! One rule: which call it is about, and what it answers.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use super::Scenario;
use crate::{Operation, ParamValue};

/// What a call has to be, until it is said what it is answered with.
#[derive(Debug)]
#[must_use = "a rule counts once it has a reply"]
pub struct On<'s> {
    scenario: &'s Scenario,
    rule: Rule,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Option<Value>,
    /// How many calls it takes; any number if it is none.
    pub(super) times: Option<usize>,
    pub(super) used: usize,
    pub(super) reply: Reply,
}

#[derive(Clone, Debug)]
pub(super) enum Reply {
    Response(Response<Bytes>),
    /// No connection comes about.
    Unreachable,
    /// The connection ends before the answer.
    Lost,
}

impl<'s> On<'s> {
    pub(super) fn new(scenario: &'s Scenario, operation: &'static Operation) -> Self {
        let rule = Rule {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            body: None,
            times: Some(1),
            used: 0,
            reply: Reply::Lost,
        };
        Self { scenario, rule }
    }

    /// Only with this variable in the path.
    pub fn with_path(mut self, name: &str, value: impl ParamValue) -> Self {
        self.rule.path.push((name.to_owned(), text(&value)));
        self
    }

    /// Only with this parameter in the query; of a list, with each of its elements.
    pub fn with_query(mut self, name: &str, value: impl ParamValue) -> Self {
        self.rule.query.push((name.to_owned(), text(&value)));
        self
    }

    /// Only with these members in the body, among others. Lists are as long as the one that was sent, and their elements are
    /// compared one by one.
    pub fn with_body(mut self, members: Value) -> Self {
        self.rule.body = Some(members);
        self
    }

    /// For so many calls instead of one.
    pub fn times(mut self, times: usize) -> Self {
        self.rule.times = Some(times);
        self
    }

    /// For any number of calls, none included.
    pub fn any_times(mut self) -> Self {
        self.rule.times = None;
        self
    }

    /// Answers with the status 200 and this body.
    ///
    /// # Panics
    ///
    /// If the body cannot be written as JSON.
    #[track_caller]
    pub fn reply(self, body: impl Serialize) {
        let text = serde_json::to_vec(&body);
        let text = text.unwrap_or_else(|error| panic!("the reply is no JSON: {error}"));
        self.respond(Response::new(text.into()));
    }

    /// Refuses with this status, Pinterest's `code` and `message`.
    pub fn refuse(self, status: u16, code: i64, message: &str) {
        let body = json!({ "code": code, "message": message }).to_string();
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        self.respond(response);
    }

    /// Refuses because a rate limit is used up: the status 429, and in how long the limit begins anew, in whole seconds.
    pub fn throttle(self, wait: Duration) {
        let body = json!({ "code": 8, "message": "the scenario has no calls left" }).to_string();
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let reset = HeaderValue::from(wait.as_secs());
        response.headers_mut().insert("x-ratelimit-reset", reset);
        self.respond(response);
    }

    /// Answers with this response, headers and all.
    pub fn respond(self, response: Response<Bytes>) {
        self.end(Reply::Response(response));
    }

    /// Lets no connection come about.
    pub fn unreachable(self) {
        self.end(Reply::Unreachable);
    }

    /// Loses the connection before the answer: nobody knows whether the call was done.
    pub fn lose(self) {
        self.end(Reply::Lost);
    }

    fn end(mut self, reply: Reply) {
        self.rule.reply = reply;
        self.scenario.add(self.rule);
    }
}

impl Rule {
    /// Whether it takes another call.
    pub(super) fn is_open(&self) -> bool {
        self.times.is_none_or(|times| self.used < times)
    }

    /// Whether it still needs one.
    pub(super) fn is_unmet(&self) -> bool {
        self.times.is_some_and(|times| self.used < times)
    }
}

fn text(value: &impl ParamValue) -> String {
    crate::__private::parameter_text(value)
}

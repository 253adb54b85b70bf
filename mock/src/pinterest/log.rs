//! The last requests, with what was said of them.
//!
//! Invariant: it stays as small as it was set, and holds no credential.

use std::collections::VecDeque;

use crate::answer::Answer;
use crate::judge::{Finding, Request, Verdict};

/// How much of a body is kept.
const BODY: usize = 2_000;

/// A request with what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Counts up from request to request.
    pub number: u64,
    /// When it came, in milliseconds since 1970.
    pub at: i64,
    /// The method.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// The start of the body.
    pub body: String,
    /// The operation that it was.
    pub operation: Option<String>,
    /// What was wrong with it.
    pub findings: Vec<Finding>,
    /// The status of the answer.
    pub status: u16,
    /// The start of the answer's body.
    pub answer: String,
}

#[derive(Debug)]
pub(super) struct Log {
    most: usize,
    count: u64,
    exchanges: VecDeque<Exchange>,
}

impl Log {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            count: 0,
            exchanges: VecDeque::new(),
        }
    }

    pub(super) fn note(&mut self, request: &Request, verdict: &Verdict, answer: &Answer, at: i64) {
        self.count += 1;
        if self.most == 0 {
            return;
        }
        if self.exchanges.len() >= self.most {
            self.exchanges.pop_front();
        }
        let is_secret = verdict
            .operation
            .as_deref()
            .is_some_and(|id| id.contains("token"));
        let start = |body: &[u8]| {
            if is_secret {
                "(not kept)".to_owned()
            } else {
                String::from_utf8_lossy(&body[..body.len().min(BODY)]).into_owned()
            }
        };
        self.exchanges.push_back(Exchange {
            number: self.count,
            at,
            method: request.method.clone(),
            target: request.target.clone(),
            body: start(&request.body),
            operation: verdict.operation.clone(),
            findings: verdict.findings.clone(),
            status: answer.status,
            answer: start(answer.body.as_deref().unwrap_or_default()),
        });
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.iter().cloned().collect()
    }
}

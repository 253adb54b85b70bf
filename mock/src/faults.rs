//! What goes wrong on purpose: by a header, by rules from a file, or from code.
//!
//! `x-mock-fault: status=503; code=2787; delay=200; drop=after; body=html; drift=members,ids`
//!
//! Invariant: a fault that is over leaves nothing behind, and a request without one is as if there were none.

mod drift;

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::bail;
use serde::Deserialize;

use crate::answer::{Answer, Refusal};
use crate::description::Description;
use crate::judge::Request;

/// The header that asks for a fault.
pub const HEADER: &str = "x-mock-fault";

/// When a connection may end, and what a body may be instead.
const DROPS: [&str; 2] = ["before", "after"];
const BODIES: [&str; 3] = ["html", "broken", "empty"];

/// One thing that goes wrong.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The status of the answer.
    pub status: Option<u16>,
    /// Pinterest's code.
    pub code: Option<i64>,
    /// What the answer says.
    pub message: Option<String>,
    /// How many milliseconds the answer waits.
    pub delay: u64,
    /// When the connection ends without an answer: `before` the call is done, or `after`.
    pub drop: Option<String>,
    /// What the body is instead: `html`, `broken` or `empty`.
    pub body: Option<String>,
    /// How the answer differs from the description: any of `members`, `ids`, `enums`, `times`, with commas.
    pub drift: Option<String>,
    /// Seconds that `x-ratelimit-reset` tells.
    pub reset: Option<u64>,
    /// Whether the call is done before it fails.
    #[serde(skip)]
    pub moment: Moment,
}

/// Whether a call is done although it fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// It is done.
    #[default]
    After,
    /// It is not.
    Before,
}

/// A fault of some calls.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// The operation that fails; any if it is none.
    pub operation: Option<String>,
    /// How many such calls pass first.
    pub after: u64,
    /// How many fail; all if it is none.
    pub times: Option<u64>,
    /// What goes wrong.
    pub fault: Fault,
}

/// What goes wrong from now on.
#[derive(Debug, Default)]
pub struct Faults {
    next: VecDeque<Fault>,
    rules: Vec<Rule>,
}

impl Faults {
    /// Adds a rule.
    pub fn add(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    /// The next call fails.
    pub fn next(&mut self, fault: Fault) {
        self.next.push_back(fault);
    }

    /// Nothing goes wrong any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The rules of a file, a JSON list, about operations of `description`.
    pub(crate) fn read(&mut self, text: &str, description: &Description) -> anyhow::Result<()> {
        let rules: Vec<Rule> = serde_json::from_str(text)?;
        for rule in &rules {
            if let Some(operation) = &rule.operation {
                description.operation(operation)?;
            }
            if let Some(wrong) = rule.fault.unknown() {
                bail!("nothing is called `{wrong}`");
            }
        }
        self.rules.extend(rules);
        Ok(())
    }

    /// What goes wrong with this call.
    pub(crate) fn take(&mut self, request: &Request, operation: Option<&str>) -> Option<Fault> {
        let mut headers = request.headers.iter();
        let asked = headers.find(|(name, _)| name.eq_ignore_ascii_case(HEADER));
        let asked = asked.map(|(_, value)| Fault::parse(value));
        let fault = asked
            .or_else(|| self.next.pop_front())
            .or_else(|| self.rule(operation));
        fault.map(Fault::settled)
    }

    fn rule(&mut self, operation: Option<&str>) -> Option<Fault> {
        for rule in &mut self.rules {
            let meant = rule
                .operation
                .as_deref()
                .is_none_or(|wanted| operation == Some(wanted));
            if !meant {
                continue;
            }
            if rule.after > 0 {
                rule.after -= 1;
            } else if rule.times != Some(0) {
                rule.times = rule.times.map(|times| times - 1);
                return Some(rule.fault.clone());
            }
        }
        None
    }
}

impl Fault {
    /// An answer with this status and code.
    #[must_use]
    pub fn status(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self {
            status: Some(status),
            code: Some(code),
            message: Some(message.into()),
            ..Self::default()
        }
    }

    /// What a header says; what it says wrong is an answer with status 400.
    fn parse(text: &str) -> Self {
        let mut fault = Self::default();
        for pair in text
            .split(';')
            .map(str::trim)
            .filter(|pair| !pair.is_empty())
        {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let text = Some(value.to_owned());
            let known = match name {
                "status" => value
                    .parse()
                    .map(|status| fault.status = Some(status))
                    .is_ok(),
                "code" => value.parse().map(|code| fault.code = Some(code)).is_ok(),
                "delay" => value.parse().map(|delay| fault.delay = delay).is_ok(),
                "reset" => value.parse().map(|reset| fault.reset = Some(reset)).is_ok(),
                "message" => {
                    fault.message = text;
                    true
                }
                "drop" => {
                    fault.drop = text;
                    true
                }
                "body" => {
                    fault.body = text;
                    true
                }
                "drift" => {
                    fault.drift = text;
                    true
                }
                _ => false,
            };
            if !known || fault.unknown().is_some() {
                return Self::status(400, 1, format!("{HEADER} does not know `{pair}`"));
            }
        }
        fault
    }

    /// A word of it that means nothing.
    fn unknown(&self) -> Option<&str> {
        let drift = self.drift.iter().flat_map(|words| words.split(','));
        let pairs = [
            (self.drop.as_deref(), DROPS.as_slice()),
            (self.body.as_deref(), &BODIES),
        ];
        let words = pairs
            .into_iter()
            .filter_map(|(word, known)| Some((word?, known)));
        let words = words.chain(drift.map(|word| (word.trim(), drift::WORDS.as_slice())));
        let mut unknown = words.filter(|(word, known)| !known.contains(word));
        unknown.next().map(|(word, _)| word)
    }

    /// A call that fails with a status is not done, and neither is one whose connection ends before.
    fn settled(mut self) -> Self {
        let before = self.status.is_some() || self.drop.as_deref() == Some("before");
        self.moment = if before {
            Moment::Before
        } else {
            Moment::After
        };
        self
    }

    /// The answer of a call that is not done.
    pub(crate) fn answer(&self) -> Answer {
        let status = self.status.unwrap_or(503);
        let message = self
            .message
            .clone()
            .unwrap_or_else(|| "Something went wrong on purpose.".to_owned());
        let answer = Answer::from(Refusal::new(
            status,
            self.code.unwrap_or(i64::from(status)),
            message,
        ));
        match self.reset {
            Some(reset) => answer.header("x-ratelimit-reset", reset.to_string()),
            None => answer,
        }
    }

    /// The answer with what this does to it.
    pub(crate) fn change(&self, mut answer: Answer) -> Answer {
        answer.delivery.delay = Duration::from_millis(self.delay);
        answer.delivery.dropped = self.drop.is_some();
        if let Some(words) = &self.drift {
            drift::apply(&mut answer, words);
        }
        match self.body.as_deref() {
            Some("html") => {
                let body = "<html><body><h1>Service Unavailable</h1></body></html>";
                answer = answer.body(body).header("content-type", "text/html");
            }
            Some("broken") => {
                if let Some(body) = &mut answer.body {
                    body.truncate(body.len() / 2);
                }
            }
            Some("empty") => answer.body = answer.body.map(|_| Vec::new()),
            _ => {}
        }
        answer
    }
}

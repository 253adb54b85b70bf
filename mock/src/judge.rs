//! A validator of requests that knows the description and nothing else.
//!
//! Takes a request as it came over the wire, gives the operation that it is and what is wrong with
//! it. Invariant: every finding names the place in the request and the rule that it breaks, and
//! judging goes on after the first.

mod body;
mod headers;
mod json;
mod path;
mod query;
mod text;
mod typed;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use anyhow::Result;
use serde_json::Value;

use crate::description::{Description, Operation, Parameter, Place};
use crate::json_schema::{Direction, Lazy, Validators};
use typed::Unread;

/// How a finding begins that is about neither the request nor the description alone.
pub const DISAGREE: &str = "description and judge disagree";

/// Judges requests by a description.
#[derive(Debug)]
pub struct Judge {
    description: Arc<Description>,
    rules: Vec<Rules>,
}

/// A request as it came over the wire.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path and the query, undecoded.
    pub target: String,
    /// The names and values of the headers; a name twice stands here twice.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What the judge says of a request.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The operation that the request is, if there is one.
    pub operation: Option<String>,
    /// The methods that the path has, if it has not this one.
    pub other_methods: Vec<String>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The values of the parameters that were sent and could be read.
    pub parameters: BTreeMap<(Place, String), Value>,
    /// The value of the body.
    pub body: Option<Value>,
}

/// One thing wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: `query page_size`, `header accept`, `body`.
    pub place: String,
    /// What rule it breaks.
    pub message: String,
    /// Whether servers take the request all the same: a proxy may not, and the next one may read it differently.
    pub tolerated: bool,
}

/// What the values of one operation must be.
#[derive(Debug)]
struct Rules {
    parameters: Vec<Lazy>,
    body: Option<Lazy>,
}

/// One operation under judgement.
#[derive(Clone, Copy)]
struct Case<'j> {
    description: &'j Description,
    operation: &'j Operation,
    rules: &'j Rules,
}

impl Judge {
    /// A judge by `description`. What a schema asks for is worked out when it is needed first.
    ///
    /// # Errors
    /// If the components of the description make no sense.
    pub fn new(description: Arc<Description>) -> Result<Self> {
        let validators = Arc::new(Validators::new(&description, Direction::Request)?);
        let rules = description.operations().iter();
        let rules = rules
            .map(|operation| Rules::new(&validators, operation))
            .collect();
        Ok(Self { description, rules })
    }

    /// The description that the judge goes by.
    #[must_use]
    pub fn description(&self) -> &Arc<Description> {
        &self.description
    }

    /// Judges `request`.
    #[must_use]
    pub fn rule(&self, request: &Request) -> Verdict {
        let mut verdict = Verdict::default();
        let (path, query) = match request.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (request.target.as_str(), None),
        };
        let segments = path.strip_prefix(self.description.base_path());
        let Some((case, variables)) =
            segments.and_then(|segments| self.find(&request.method, segments))
        else {
            verdict.find("path", format!("no operation is {} {path}", request.method));
            verdict.other_methods = segments.map_or_else(Vec::new, |path| self.methods(path));
            return verdict;
        };
        verdict.operation = Some(case.operation.id.clone());
        path::judge(case, &variables, &mut verdict);
        query::judge(case, query, &mut verdict);
        headers::judge(case, &request.headers, &mut verdict);
        body::judge(case, request, &mut verdict);
        verdict
    }

    fn methods(&self, path: &str) -> Vec<String> {
        let operations = self.description.operations().iter();
        let here = operations.filter(|one| path::variables(&one.template, path).is_some());
        here.map(|operation| operation.method.clone()).collect()
    }

    /// The operation whose template fits, with the values of the variables; where two fit, the one
    /// with fewer variables.
    fn find<'r>(&self, method: &str, path: &'r str) -> Option<(Case<'_>, Vec<(&str, &'r str)>)> {
        let operations = self.description.operations().iter().zip(&self.rules);
        operations
            .filter(|(operation, _)| operation.method == method)
            .filter_map(|(operation, rules)| {
                let case = Case {
                    description: &self.description,
                    operation,
                    rules,
                };
                Some((case, path::variables(&operation.template, path)?))
            })
            .min_by_key(|(_, variables)| variables.len())
    }
}

impl<'j> Case<'j> {
    fn parameters(self, place: Place) -> impl Iterator<Item = (&'j Parameter, &'j Lazy)> {
        let parameters = self.operation.parameters.iter().zip(&self.rules.parameters);
        parameters.filter(move |(parameter, _)| parameter.place == place)
    }
}

impl Verdict {
    /// What no server would take.
    pub fn faults(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.tolerated)
    }

    /// The value of a parameter, if it was sent and could be read.
    #[must_use]
    pub fn parameter(&self, place: Place, name: &str) -> Option<&Value> {
        self.parameters.get(&(place, name.to_owned()))
    }

    fn find(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding {
            place: place.into(),
            message: message.into(),
            tolerated: false,
        });
    }

    /// Notes what servers let pass.
    fn note(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.find(place, message);
        if let Some(last) = self.findings.last_mut() {
            last.tolerated = true;
        }
    }

    /// Takes the value of a parameter, or why it could not be read.
    fn take(&mut self, parameter: &Parameter, validator: &Lazy, read: Result<Value, Unread>) {
        let place = parameter.to_string();
        match read {
            Ok(value) => {
                self.check(&place, validator, &value);
                self.parameters
                    .insert((parameter.place, parameter.name.clone()), value);
            }
            Err(unread) => self.unread(&place, unread),
        }
    }

    /// Says why a value could not be read. A shape that the judge does not know is nobody's fault: no server refuses it.
    fn unread(&mut self, place: &str, unread: Unread) {
        match unread {
            Unread::Wrong(message) => self.find(place, message),
            Unread::Shape(shape) => {
                self.note(
                    place,
                    format!("{DISAGREE}: it cannot read values of {shape}"),
                );
            }
        }
    }

    fn check(&mut self, place: &str, validator: &Lazy, value: &Value) {
        match validator.reasons(value) {
            Ok(reasons) => reasons
                .into_iter()
                .for_each(|reason| self.find(place, reason)),
            Err(message) => self.note(place, format!("{DISAGREE}: {message}")),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

impl Rules {
    fn new(validators: &Arc<Validators>, operation: &Operation) -> Self {
        let lazy = |schema: &Value| Lazy::new(validators, schema);
        let parameters = operation.parameters.iter();
        Self {
            parameters: parameters
                .map(|parameter| lazy(&parameter.schema))
                .collect(),
            body: operation.body.as_ref().map(|body| lazy(&body.schema)),
        }
    }
}

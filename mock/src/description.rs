//! The description as it is written: operations, their parameters, bodies and answers.
//!
//! Takes the facts that stand in `description.jsonc`, with which the program is built; gives each operation with every
//! `$ref` on the way to a schema followed, and the schemas themselves untouched. Invariant: no schema is interpreted
//! here, so that [`crate::json_schema`] and [`crate::shape`] judge what the file says.

mod read;
mod words;

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow};
use serde_json::Value;

/// The committed description with its overlays, below a line that says who wrote it.
const COMMITTED: &str = include_str!("../description.jsonc");

/// A description and its operations.
#[derive(Debug)]
pub struct Description {
    document: Value,
    operations: Vec<Operation>,
    named: OnceLock<HashMap<String, Vec<String>>>,
}

/// One method on one path.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The method, in capitals.
    pub method: String,
    /// The path with its `{variables}`.
    pub template: String,
    /// The first tag, which is the group.
    pub tag: String,
    /// The parameters in path and query.
    pub parameters: Vec<Parameter>,
    /// The body that a request carries.
    pub body: Option<Body>,
    /// The schemes of which one is enough; empty if anyone may call.
    pub schemes: Vec<Scheme>,
    /// The same with the names and the scopes.
    pub grants: Vec<Grant>,
    /// The category whose quota a call counts against.
    pub category: String,
    /// Whether the sandbox serves it.
    pub in_sandbox: bool,
    /// The documented successes, in the order of the file.
    pub successes: Vec<Success>,
}

/// A credential that an operation takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The name of the security scheme.
    pub scheme: String,
    /// The scopes that a token must have, all of them.
    pub scopes: Vec<String>,
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// Whether a request without it is refused.
    pub required: bool,
    /// How a value of several parts is written.
    pub style: Style,
    /// What the value must be.
    pub schema: Value,
    /// What the server goes by without a value.
    pub default: Option<Value>,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a segment of the path.
    Path,
    /// In the query.
    Query,
}

/// How a parameter of several parts is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The name once for each element.
    Repeated,
    /// The elements joined by commas under one name.
    Comma,
    /// One name with brackets for each member.
    DeepObject,
}

/// The body of a request.
#[derive(Debug)]
pub struct Body {
    /// The media type.
    pub media_type: String,
    /// What the body must be.
    pub schema: Value,
}

/// What an `Authorization` header may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A token.
    Bearer,
    /// An id and a secret.
    Basic,
}

/// A documented success.
#[derive(Debug)]
pub struct Success {
    /// The status.
    pub status: u16,
    /// What the body is; none if the description says nothing of one.
    pub schema: Option<Value>,
}

impl Description {
    /// The committed description with the committed overlays.
    ///
    /// # Errors
    /// If an operation makes no sense.
    pub fn committed() -> Result<Self> {
        let (_, facts) = COMMITTED.split_once('\n').context("an empty description")?;
        Self::new(serde_json::from_str(facts)?)
    }

    /// The description that `document` is.
    ///
    /// # Errors
    /// If an operation makes no sense.
    pub fn new(document: Value) -> Result<Self> {
        let operations = read::operations(&document)?;
        Ok(Self {
            document,
            operations,
            named: OnceLock::new(),
        })
    }

    /// Every operation, in the order of the file.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation with this `operationId`.
    ///
    /// # Errors
    /// If there is none.
    pub fn operation(&self, id: &str) -> Result<&Operation> {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.ok_or_else(|| anyhow!("the description has no operation `{id}`"))
    }

    /// The path that stands before every template: `/v5`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let server = self
            .document
            .pointer("/servers/0/url")
            .and_then(Value::as_str)
            .unwrap_or("");
        let after_scheme = server.split_once("://").map_or(server, |(_, rest)| rest);
        after_scheme
            .find('/')
            .map_or("", |slash| after_scheme[slash..].trim_end_matches('/'))
    }

    /// The words that a member or a parameter of this name is chosen from, wherever it is listed first.
    #[must_use]
    pub fn words(&self, name: &str) -> &[String] {
        let named = self.named.get_or_init(|| words::named(&self.document));
        named.get(name).map_or(&[], Vec::as_slice)
    }

    /// The whole value.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// What `reference` (`#/components/...`) points at.
    #[must_use]
    pub fn target(&self, reference: &str) -> Option<&Value> {
        self.document.pointer(reference.strip_prefix('#')?)
    }
}

impl Operation {
    /// The success that stands first in the file.
    #[must_use]
    pub fn first_success(&self) -> Option<&Success> {
        self.successes.first()
    }

    /// The success that Pinterest gives: 204 for a removal, 201 for what was made if its body is that of 200.
    #[must_use]
    pub fn usual_success(&self) -> Option<&Success> {
        let first = self.successes.first()?;
        let made = self.successes.iter().find(|success| {
            success.status == 204 || success.status == 201 && success.schema == first.schema
        });
        made.or(Some(first))
    }

    /// The schema of that success's body.
    #[must_use]
    pub fn usual_schema(&self) -> Option<&Value> {
        self.usual_success()?.schema.as_ref()
    }
}

/// `query page_size`.
impl fmt::Display for Parameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Path => "path",
            Place::Query => "query",
        };
        write!(formatter, "{place} {}", self.name)
    }
}

//! A call before it is sent: the operation with the values of its parameters.
//!
//! Emitted code fills it in; nothing here fails. What cannot be sent is remembered and reported when
//! the call is sent, before a byte leaves.

pub(crate) mod encode;
mod flatten;
mod headers;
mod target;

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::{Core, Error, Operation, ParamValue, QueryParameters, RequestOptions, Result};

/// How a list is written into a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListStyle {
    /// The name once per value: `id=1&id=2`.
    Repeated,
    /// The values joined by commas: `id=1,2`.
    Comma,
}

/// A call before it is sent. It owns a handle to its client and is cheap to clone.
#[derive(Clone)]
pub struct Request {
    core: Core,
    operation: &'static Operation,
    /// Path parameters, percent-encoded.
    pub(crate) path: Vec<(&'static str, String)>,
    /// Query parameters as `name=value` pairs joined by `&`, percent-encoded.
    pub(crate) query: Vec<(&'static str, String)>,
    body: Option<RequestBody>,
    /// Headers that are parameters; few operations have one.
    headers: Option<Box<HeaderMap>>,
    options: Option<Box<RequestOptions>>,
    invalid: Option<String>,
    /// How the lists of the query are written, and which of them are empty.
    pub(crate) lists: Vec<(&'static str, ListStyle)>,
    pub(crate) empty_lists: Vec<&'static str>,
    /// The path of a call that the description does not have.
    pub(crate) raw_path: Option<String>,
}

#[derive(Clone)]
pub(crate) struct RequestBody {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Bytes,
}

impl Request {
    /// A call of `operation` without parameters.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self {
            core: core.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            body: None,
            headers: None,
            options: None,
            invalid: None,
            lists: Vec::new(),
            empty_lists: Vec::new(),
            raw_path: None,
        }
    }

    /// Sets a path parameter.
    pub fn path(&mut self, name: &'static str, value: &dyn ParamValue) {
        let segment = encode::component(&text_of(value));
        set(&mut self.path, name, segment);
    }

    /// Sets a path parameter to an object, written as `key,value,key,value`.
    pub fn path_object(&mut self, name: &'static str, value: &impl Serialize) {
        match flatten::flat(value) {
            Ok(members) => {
                let words = members.iter().flat_map(|(key, value)| [key, value]);
                let segment = encode::comma_list(words.map(String::as_str));
                set(&mut self.path, name, segment);
            }
            Err(reason) => self.refuse(format!("the path parameter `{name}` {reason}")),
        }
    }

    /// Sets a query parameter.
    pub fn query(&mut self, name: &'static str, value: &dyn ParamValue) {
        let pair = encode::pair(name, &text_of(value));
        set(&mut self.query, name, pair);
    }

    /// Sets query parameters that travel together.
    pub fn query_together(&mut self, values: &dyn QueryParameters) {
        values.write_to(self);
    }

    /// Sets a query parameter to a list; an empty list is not sent, which is an error unless the checks are skipped.
    pub fn query_list<V: ParamValue>(
        &mut self,
        name: &'static str,
        style: ListStyle,
        values: impl IntoIterator<Item = V>,
    ) {
        let values: Vec<String> = values.into_iter().map(|value| text_of(&value)).collect();
        self.empty_lists.retain(|known| *known != name);
        if values.is_empty() {
            self.empty_lists.push(name);
        }
        self.lists.push((name, style));
        let pairs = match style {
            _ if values.is_empty() => String::new(),
            ListStyle::Repeated => encode::pairs(values.iter().map(|value| (name, value))),
            ListStyle::Comma => {
                let list = encode::comma_list(values.iter().map(String::as_str));
                format!("{}={list}", encode::component(name))
            }
        };
        set(&mut self.query, name, pairs);
    }

    /// Sets a query parameter to an object, written as `name[key]=value`, nested as
    /// `name[key][inner]=value`.
    pub fn query_object(&mut self, name: &'static str, value: &impl Serialize) {
        match flatten::deep(name, value) {
            Ok(members) => set(&mut self.query, name, encode::pairs(members)),
            Err(reason) => self.refuse(format!("the query parameter `{name}` {reason}")),
        }
    }

    /// Sets the body, as JSON.
    pub fn json(&mut self, body: &impl Serialize) {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.set_body("application/json", bytes),
            Err(_) => self.refuse("the body cannot be written as JSON".to_owned()),
        }
    }

    /// Sets the body, as a form; an array in it is joined by commas.
    pub fn form(&mut self, body: &impl Serialize) {
        match flatten::flat(body) {
            Ok(members) => {
                let form = encode::pairs(members);
                self.set_body("application/x-www-form-urlencoded", form.into_bytes());
            }
            Err(reason) => self.refuse(format!("the form {reason}")),
        }
    }

    /// Sets options of this call's own. Those that were set before stay, unless they are set again.
    pub fn set_options(&mut self, options: RequestOptions) {
        let before = self.options.take().unwrap_or_default();
        self.options = Some(Box::new(before.and(options)));
    }

    /// The operation that is called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The query parameter as it was given.
    pub(crate) fn query_text(&self, name: &str) -> Option<String> {
        let (_, pair) = self.query.iter().find(|(known, _)| *known == name)?;
        let (_, text) = pair.split_once('=')?;
        Some(percent_decode_str(text).decode_utf8_lossy().into_owned())
    }

    /// The parameter of the path or the query as it was given.
    pub(crate) fn parameter_text(&self, name: &str) -> Option<String> {
        let known = self.path.iter().find(|(known, _)| *known == name);
        let in_path = known.map(|(_, segment)| {
            let text = percent_decode_str(segment).decode_utf8_lossy();
            text.into_owned()
        });
        in_path.or_else(|| self.query_text(name))
    }

    /// Sets the parameter where the operation's path names it, or else in the query.
    pub(crate) fn parameter(&mut self, name: &'static str, value: &str) {
        if in_path(self.operation, name) {
            self.path(name, &value);
        } else {
            self.query(name, &value);
        }
    }

    /// A call of another operation by the same client, with the path parameters that it names, these query
    /// parameters and the options of this one.
    pub(crate) fn follow(&self, operation: &'static Operation, shared: &[&'static str]) -> Self {
        let mut next = Self::new(&self.core, operation);
        let path = self.path.iter();
        next.path = path
            .filter(|(name, _)| in_path(operation, name))
            .cloned()
            .collect();
        let query = self.query.iter();
        next.query = query
            .filter(|(name, _)| shared.contains(name))
            .cloned()
            .collect();
        next.options.clone_from(&self.options);
        next
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        self.headers.as_deref()
    }

    pub(crate) fn body(&self) -> Option<&RequestBody> {
        self.body.as_ref()
    }

    pub(crate) fn own_options(&self) -> Option<&RequestOptions> {
        self.options.as_deref()
    }

    /// The path and query below the base URL.
    pub(crate) fn target(&self) -> Result<String> {
        let own = self.own_options();
        let invalid = own.and_then(|own| own.invalid.as_ref());
        let target = if let Some(reason) = self.invalid.as_ref().or(invalid) {
            Err(reason.clone())
        } else {
            let extra = own.map_or(&[][..], |own| &own.query);
            match &self.raw_path {
                Some(path) => target::raw(path, extra),
                None => target::build(self.operation.path, &self.path, &self.query, extra),
            }
        };
        target.map_err(|reason| Error::request(self.operation.id, reason))
    }

    fn set_body(&mut self, content_type: &'static str, bytes: Vec<u8>) {
        self.body = Some(RequestBody {
            content_type,
            bytes: bytes.into(),
        });
    }

    fn refuse(&mut self, reason: String) {
        self.invalid.get_or_insert(reason);
    }
}

/// Names what is set, never the values.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |list: &[(&'static str, String)]| -> Vec<_> {
            list.iter().map(|(name, _)| *name).collect()
        };
        f.debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("path", &names(&self.path))
            .field("query", &names(&self.query))
            .field("body", &self.body.as_ref().map(|body| body.content_type))
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

fn in_path(operation: &Operation, name: &str) -> bool {
    let mut segments = operation.path.split('/');
    segments.any(|segment| {
        let inner = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        inner == Some(name)
    })
}

fn text_of(value: &dyn ParamValue) -> String {
    let mut text = String::new();
    value.write_to(&mut text);
    text
}

fn set(list: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    match list.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => list.push((name, value)),
    }
}

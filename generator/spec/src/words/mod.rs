//! Words: what OpenAPI 3.1 says, in the words of 3.0, and without what no client needs.
//!
//! Takes the patched value, before it is validated; gives one that the table of 3.0 describes. Invariant: what a 3.0
//! document says stays as it is, and a construct that could matter to callers is dropped with a finding only.

mod schema;
mod table;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::validate::table::{Kind, Shape};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Trail;

pub(crate) use table::NEWER;

/// The version whose words are left.
const VERSION: &str = "3.0.3";

/// Reads a document of 3.0 or 3.1 as one of 3.0. A document of any other version stays as it is.
pub fn read(document: &mut Value, diagnostics: &mut Diagnostics) {
    let version = document.get("openapi").and_then(Value::as_str);
    let is_newer = version.is_some_and(|version| version.starts_with("3.1."));
    if !is_newer && !version.is_some_and(|version| version.starts_with("3.0.")) {
        return;
    }
    let schemes = unneeded_schemes(document);
    let servers = document.get("servers").cloned();
    let mut words = Words {
        is_newer,
        schemes,
        servers,
        diagnostics,
    };
    words.object(Kind::Document, document, &Trail::Root);
    if let Some(members) = document.as_object_mut().filter(|_| is_newer) {
        members.insert("openapi".to_owned(), VERSION.into());
        members
            .entry("paths")
            .or_insert_with(|| Value::Object(Map::new()));
    }
}

struct Words<'d> {
    is_newer: bool,
    /// Schemes of kinds that the client does not have, and that nothing asks for.
    schemes: HashSet<String>,
    servers: Option<Value>,
    diagnostics: &'d mut Diagnostics,
}

impl Words<'_> {
    fn object(&mut self, kind: Kind, value: &mut Value, at: &Trail<'_>) {
        let Some(members) = value.as_object_mut() else {
            return;
        };
        match kind {
            Kind::Schema => schema::read(self, members, at),
            Kind::Document => {
                self.drop(members, "webhooks", "the client is not called", at);
                drop_silently(members, &["jsonSchemaDialect"]);
            }
            Kind::Info => drop_silently(members, &["summary"]),
            Kind::License => drop_silently(members, &["identifier"]),
            Kind::Components => {
                self.drop(members, "callbacks", "the client is not called", at);
                drop_silently(members, &["pathItems"]);
                self.drop_schemes(members, at);
            }
            Kind::Operation => {
                self.drop(members, "callbacks", "the client is not called", at);
                self.drop_same_servers(members);
                if self.is_newer {
                    members
                        .entry("responses")
                        .or_insert_with(|| Value::Object(Map::new()));
                }
            }
            Kind::PathItem => self.drop_same_servers(members),
            _ => {}
        }
        for member in kind.members() {
            if let Some(value) = members.get_mut(member.name) {
                self.shape(member.shape, value, &at.child(member.name));
            }
        }
    }

    fn shape(&mut self, shape: Shape, value: &mut Value, at: &Trail<'_>) {
        match (shape, value) {
            (Shape::List(element), Value::Array(elements)) => {
                for (position, value) in elements.iter_mut().enumerate() {
                    self.shape(*element, value, &at.index(position));
                }
            }
            (Shape::Map(_, member), Value::Object(members)) => {
                for (name, value) in members {
                    self.shape(*member, value, &at.child(name));
                }
            }
            (Shape::Object(kind), value) => self.object(kind, value, at),
            (Shape::Or(kind) | Shape::FlagOr(kind), value)
                if kind == Kind::Schema || value.get("$ref").is_none() =>
            {
                self.object(kind, value, at);
            }
            _ => {}
        }
    }

    /// Takes a keyword out, and says so.
    fn drop(&mut self, members: &mut Map<String, Value>, name: &str, why: &str, at: &Trail<'_>) {
        if members.shift_remove(name).is_some() {
            let at = at.child(name).pointer();
            let message = format!("`{name}` is left out: {why}");
            let finding = Diagnostic::new(Code::Ignored, &at, message, "nothing has to be done");
            self.diagnostics
                .add(finding.fix(Fix::Overlay(vec![Edit::Remove(at)])));
        }
    }

    fn drop_schemes(&mut self, members: &mut Map<String, Value>, at: &Trail<'_>) {
        let at = at.child("securitySchemes");
        let Some(schemes) = members
            .get_mut("securitySchemes")
            .and_then(Value::as_object_mut)
        else {
            return;
        };
        for name in self.schemes.clone() {
            self.drop(schemes, &name, "no operation asks for this credential", &at);
        }
    }

    /// Addresses that are those of the document say nothing new.
    fn drop_same_servers(&self, members: &mut Map<String, Value>) {
        let urls = |servers: &Value| -> Vec<Value> {
            let servers = servers.as_array().into_iter().flatten();
            servers.map(|server| server["url"].clone()).collect()
        };
        let is_same = |own: &Value| {
            self.servers
                .as_ref()
                .is_some_and(|all| urls(all) == urls(own))
        };
        if members.get("servers").is_some_and(is_same) {
            members.shift_remove("servers");
        }
    }
}

fn drop_silently(members: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        members.shift_remove(*name);
    }
}

/// The security schemes of kinds that the client has not, as long as no requirement names them.
fn unneeded_schemes(document: &Value) -> HashSet<String> {
    let schemes = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    let is_known = |scheme: &Value| {
        let scheme = (scheme["type"].as_str(), scheme["scheme"].as_str());
        matches!(scheme, (Some("oauth2") | None, _) | (Some("http"), Some(_)))
    };
    let mut unneeded: HashSet<String> = schemes
        .into_iter()
        .flatten()
        .filter(|(_, scheme)| !is_known(scheme))
        .map(|(name, _)| name.clone())
        .collect();
    if unneeded.is_empty() {
        return unneeded;
    }
    let items = document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let operations = items.filter_map(|(_, item)| item.as_object()).flatten();
    let lists = operations.map(|(_, operation)| operation.get("security"));
    for list in lists.chain([document.get("security")]).flatten() {
        for requirement in list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
        {
            unneeded.retain(|name| !requirement.contains_key(name));
        }
    }
    unneeded
}

//! The value without its prose, in canonical order.

use serde_json::{Map, Value};

use super::phrases;
use crate::validate::table::{Keys, Kind, Member, Role, Shape};
use diagnostics::{Code, Diagnostics};
use source::pointer::Trail;

/// Extensions that state facts about the API.
const FACTS: &[&str] = &["x-ratelimit-category", "x-sandbox"];

/// Extensions that lay out documentation.
const DOCUMENTATION: &[&str] = &["x-codeSamples", "x-display-name", "x-tagGroups"];

/// The facts of a description that was found valid.
pub(super) fn document(value: &Value, findings: &mut Diagnostics) -> Value {
    Rebuild { findings }.object(Kind::Document, value, &Trail::Root)
}

struct Rebuild<'a> {
    findings: &'a mut Diagnostics,
}

impl Rebuild<'_> {
    fn object(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) -> Value {
        let Some(object) = value.as_object() else {
            return value.clone();
        };
        let mut facts = Map::new();
        for member in kind.members() {
            if let Some(value) = object.get(member.name) {
                let place = at.child(member.name);
                if let Some(fact) = self.member(kind, member, value, &place) {
                    facts.insert(member.name.to_owned(), fact);
                }
            }
        }
        // An overlay fixes what OpenAPI does not have, and has to find it.
        for (name, value) in object.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let known = kind.members().iter().any(|member| member.name == name);
            if !known && !has_prose(value) {
                facts.insert(name.clone(), value.clone());
            }
        }
        self.extensions(object, &mut facts, at);
        Value::Object(facts)
    }

    fn member(
        &mut self,
        kind: Kind,
        member: &Member,
        value: &Value,
        at: &Trail<'_>,
    ) -> Option<Value> {
        match (member.role, member.required) {
            (Role::Prose, true) => Some(Value::from(required(kind, at))),
            (Role::Prose, false) => None,
            _ => Some(self.shape(member.shape, value, at)),
        }
    }

    fn shape(&mut self, shape: Shape, value: &Value, at: &Trail<'_>) -> Value {
        match shape {
            Shape::Remark => Value::from(""),
            Shape::List(element) => {
                let elements = value.as_array().into_iter().flatten().enumerate();
                let element = |(position, value)| self.shape(*element, value, &at.index(position));
                Value::Array(elements.map(element).collect())
            }
            Shape::Map(keys, member) => self.map(keys, *member, value, at),
            Shape::Or(kind) if kind != Kind::Schema && value.get("$ref").is_some() => {
                Value::Object(Map::from_iter([("$ref".to_owned(), value["$ref"].clone())]))
            }
            Shape::Object(kind) | Shape::Or(kind) | Shape::FlagOr(kind) => {
                self.object(kind, value, at)
            }
            Shape::Any
            | Shape::Text
            | Shape::Flag
            | Shape::Number
            | Shape::Count
            | Shape::Words(_) => value.clone(),
        }
    }

    fn map(&mut self, keys: Keys, member: Shape, value: &Value, at: &Trail<'_>) -> Value {
        let Some(object) = value.as_object() else {
            return value.clone();
        };
        let mut members: Vec<(&String, &Value)> = object
            .iter()
            .filter(|(name, _)| !keys.is_extension(name))
            .collect();
        if keys.are_sorted() {
            members.sort_by_key(|(name, _)| *name);
        }
        let mut facts = Map::new();
        for (name, value) in members {
            facts.insert(name.clone(), self.shape(member, value, &at.child(name)));
        }
        if matches!(keys, Keys::Path | Keys::Status) {
            self.extensions(object, &mut facts, at);
        }
        Value::Object(facts)
    }

    fn extensions(
        &mut self,
        object: &Map<String, Value>,
        facts: &mut Map<String, Value>,
        at: &Trail<'_>,
    ) {
        for name in FACTS {
            if let Some(value) = object.get(*name) {
                facts.insert((*name).to_owned(), value.clone());
            }
        }
        for name in object.keys().filter(|name| name.starts_with("x-")) {
            if !FACTS.contains(&name.as_str()) && !DOCUMENTATION.contains(&name.as_str()) {
                self.findings.push(
                    Code::UnknownExtension,
                    &at.child(name).pointer(),
                    format!("the importer does not know `{name}` and drops it"),
                    "if it states a fact, add it to `FACTS` in `generator/spec/src/import/rebuild.rs`, else to `DOCUMENTATION`",
                );
            }
        }
    }
}

/// Whether something in the value may be a sentence: only single words are taken for facts.
fn has_prose(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(char::is_whitespace),
        Value::Array(elements) => elements.iter().any(has_prose),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.contains(char::is_whitespace) || has_prose(value)),
        _ => false,
    }
}

/// The neutral text for a keyword that OpenAPI requires.
fn required(kind: Kind, at: &Trail<'_>) -> &'static str {
    match (kind, at.parent()) {
        (Kind::Info, _) => "Pinterest API v5",
        (Kind::Response, Trail::Member(_, status)) => phrases::of_status(status),
        _ => "",
    }
}

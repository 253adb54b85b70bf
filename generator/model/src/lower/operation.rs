//! Operations: what each sends and what it gets back.

use serde_json::Value;

use super::Lower;
use super::extensions::deprecation;
use crate::ir::{Body, BodyEncoding, Hint, Operation, Tag};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;
use source::references::METHODS;

impl<'a> Lower<'a, '_> {
    /// Every operation, ordered by tag, path and method, and the tags that they use.
    pub(super) fn operations(&mut self) -> (Vec<Tag>, Vec<Operation>) {
        let root = self.root;
        let mut found: Vec<(String, Operation)> = Vec::new();
        let paths_at = Pointer::root().child("paths");
        for (path, item) in root["paths"].as_object().into_iter().flatten() {
            let at = paths_at.child(path);
            let Some((at, item)) = self.through_reference(at, item) else {
                continue;
            };
            for method in METHODS {
                if let Some(raw) = item.get(method) {
                    let shared = (at.child("parameters"), item.get("parameters"));
                    found.push(self.operation(path, method, (at.child(method), raw), shared));
                }
            }
        }
        found.sort_by(|(tag, one), (other_tag, other)| {
            (tag, &one.path, method_rank(one)).cmp(&(other_tag, &other.path, method_rank(other)))
        });
        let mut names: Vec<String> = found.iter().map(|(tag, _)| tag.clone()).collect();
        names.dedup();
        for (tag, operation) in &mut found {
            operation.tag = names
                .iter()
                .position(|name| name == tag)
                .unwrap_or_default();
        }
        let tags = names.into_iter().map(|name| self.tag(name)).collect();
        (
            tags,
            found.into_iter().map(|(_, operation)| operation).collect(),
        )
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        (at, raw): (Pointer, &'a Value),
        shared: (Pointer, Option<&'a Value>),
    ) -> (String, Operation) {
        let facts = self.facts(&at, raw);
        let id = facts
            .operation_id
            .clone()
            .unwrap_or_else(|| format!("{method}{path}"));
        let tag = facts
            .tags
            .first()
            .cloned()
            .unwrap_or_else(|| "untagged".to_owned());
        for position in 1..facts.tags.len() {
            let what = "an operation is in one group, that of its first tag";
            self.narrowed(&at.child("tags").index(position), what);
        }
        let hint = Hint::inline(&id);
        let (auth, scopes) = self.security(&at, facts.security.as_deref());
        let own = (at.child("parameters"), raw.get("parameters"));
        let parameters = self.parameters(path, &id, shared, own);
        let body = self.body(&at, raw, &hint);
        let operation = Operation {
            method: method.to_uppercase(),
            path: path.to_owned(),
            tag: 0,
            summary: facts.summary,
            docs: facts.description,
            deprecation: facts
                .deprecated
                .then(|| deprecation(raw.get("x-deprecated"))),
            parameters,
            batch: self.batch(&at, raw, body.as_ref()),
            body,
            success: self.success(&at, raw, &hint),
            bytes_of: self.bytes_of(&at, raw),
            auth,
            scopes,
            rate_limit_category: text(raw, "x-ratelimit-category"),
            sandbox: sandbox(raw),
            windows: self.windows(&at, raw),
            rules: Vec::new(),
            filled: Vec::new(),
            by_name: false,
            at,
            id,
        };
        (tag, operation)
    }

    /// The operation's own facts; parameters, bodies and answers are walked place by place.
    fn facts(&mut self, at: &Pointer, raw: &Value) -> openapiv3::Operation {
        let mut own = raw.clone();
        if let Some(own) = own.as_object_mut() {
            for child in ["parameters", "requestBody", "callbacks", "servers"] {
                own.remove(child);
            }
            own.insert(
                "responses".to_owned(),
                Value::Object(serde_json::Map::new()),
            );
        }
        serde_json::from_value(own).unwrap_or_else(|error| {
            let what = format!("the operation cannot be read: {error}");
            self.settled(Code::Unreadable, at, &what, vec![Edit::Remove(at.clone())]);
            openapiv3::Operation::default()
        })
    }

    fn body(&mut self, at: &Pointer, raw: &'a Value, hint: &Hint) -> Option<Body> {
        let own = at.child("requestBody");
        let (at, body) = self.through_reference(own.clone(), raw.get("requestBody")?)?;
        let content = body.get("content").and_then(Value::as_object)?;
        let (media, encoding) = [
            ("application/json", BodyEncoding::Json),
            ("application/x-www-form-urlencoded", BodyEncoding::Form),
        ]
        .into_iter()
        .find(|(media, _)| content.contains_key(*media))
        .or_else(|| {
            let what = "the body has no media type that the client writes (JSON or a form)";
            let edits = vec![Edit::Remove(own)];
            self.settled(Code::UnsupportedBody, &at, what, edits);
            None
        })?;
        let content_at = at.child("content");
        for other in content.keys().filter(|other| *other != media) {
            let what = format!("the client writes `{media}`, not `{other}`");
            self.narrowed(&content_at.child(other), &what);
        }
        let place = content_at.child(media);
        if encoding == BodyEncoding::Form && content[media].get("encoding").is_some() {
            let what = "a form is written in one way, whatever `encoding` says";
            self.unsupported(Code::UnsupportedBody, &place.child("encoding"), what);
        }
        let usage = self.schema(
            &place.child("schema"),
            content[media].get("schema")?,
            &hint.child("request"),
        );
        let required = body
            .get("required")
            .and_then(Value::as_bool)
            .unwrap_or_default();
        Some(Body {
            encoding,
            required,
            usage,
        })
    }

    /// What is at a place, or where its reference leads.
    pub(super) fn through_reference(
        &self,
        at: Pointer,
        raw: &'a Value,
    ) -> Option<(Pointer, &'a Value)> {
        let mut found = (at, raw);
        for _ in 0..16 {
            let Some(target) = found.1.get("$ref").and_then(Value::as_str) else {
                return Some(found);
            };
            found = self.resolve(target)?;
        }
        None
    }

    fn tag(&self, name: String) -> Tag {
        let declared = self.root["tags"].as_array().into_iter().flatten();
        let mut declared = declared.filter(|tag| tag["name"] == name.as_str());
        let docs = declared.find_map(|tag| text(tag, "description"));
        let ours = text(&self.root["x-tag-docs"], &name);
        Tag {
            docs: ours.or(docs),
            name,
        }
    }
}

fn text(raw: &Value, key: &str) -> Option<String> {
    raw.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// `x-sandbox` is `enabled` or `disabled`; one release wrote `{enabled: false}`.
fn sandbox(raw: &Value) -> Option<bool> {
    match raw.get("x-sandbox")? {
        Value::String(word) => Some(word == "enabled"),
        Value::Object(object) => object.get("enabled").and_then(Value::as_bool),
        _ => None,
    }
}

fn method_rank(operation: &Operation) -> Option<usize> {
    METHODS
        .iter()
        .position(|method| method.eq_ignore_ascii_case(&operation.method))
}

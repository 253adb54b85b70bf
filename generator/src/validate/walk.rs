//! The walk over the document, driven by the table.

use serde_json::{Map, Value};

use super::table::{Keys, Kind, Member, Role, Shape};
use super::{parameters, references, schemas, suggest};
use crate::diagnostics::{Code, Diagnostics};
use crate::pointer::{Pointer, Trail};

/// The document and what was found in it so far.
pub(super) struct Walk<'a> {
    pub(super) document: &'a Value,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Value, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            diagnostics,
        }
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        at: &Trail<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(code, &at.pointer(), message, help);
    }

    pub(super) fn report_pointer(&mut self, code: Code, at: &Pointer, message: String, help: &str) {
        self.diagnostics.push(code, at, message, help);
    }

    /// Reports a finding that an overlay action on `around` would settle.
    pub(super) fn report_with_overlay(
        &mut self,
        code: Code,
        at: &Trail<'_>,
        message: impl Into<String>,
        (advice, around): (&str, &Trail<'_>),
    ) {
        let target = around.to_json_path();
        self.report(
            code,
            at,
            message,
            format!("{advice} in an overlay, target: {target}"),
        );
    }

    /// Checks an object of `kind`: its keywords, then what only this kind promises.
    pub(super) fn object(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        let Some(object) = value.as_object() else {
            self.wrong_type(value, "an object", at);
            return;
        };
        for (name, value) in object {
            match kind.members().iter().find(|member| member.name == name) {
                Some(member) => self.member(kind, member, value, at),
                None if name.starts_with("x-") => {}
                None => self.unknown_keyword(kind, name, at),
            }
        }
        if !object.contains_key("$ref") {
            self.missing_keywords(kind, object, at);
        }
        match kind {
            Kind::Schema => schemas::check(self, object, at),
            Kind::Parameter => parameters::check(self, object, at),
            _ => {}
        }
    }

    fn member(&mut self, kind: Kind, member: &Member, value: &Value, at: &Trail<'_>) {
        let place = at.child(member.name);
        if member.role == Role::Unsupported {
            let message = format!("`{}` in {} is not supported", member.name, kind.noun());
            let advice = ("remove it or say the same in another way", at);
            self.report_with_overlay(Code::Unsupported, &place, message, advice);
            return;
        }
        self.shape(member.shape, value, &place);
    }

    fn shape(&mut self, shape: Shape, value: &Value, at: &Trail<'_>) {
        match shape {
            Shape::Any => {}
            Shape::Text | Shape::Remark if value.is_string() => {}
            Shape::Text | Shape::Remark => self.wrong_type(value, "text", at),
            Shape::Flag | Shape::FlagOr(_) if value.is_boolean() => {}
            Shape::Flag => self.wrong_type(value, "true or false", at),
            Shape::Number if value.is_number() => {}
            Shape::Number => self.wrong_type(value, "a number", at),
            Shape::Count if value.is_u64() => {}
            Shape::Count => self.wrong_type(value, "a whole number from 0 on", at),
            Shape::Words(words) => self.word(words, value, at),
            Shape::List(element) => self.list(*element, value, at),
            Shape::Map(keys, member) => self.map(keys, *member, value, at),
            Shape::Object(kind) => self.object(kind, value, at),
            Shape::Or(kind) | Shape::FlagOr(kind) => self.object_or_reference(kind, value, at),
        }
    }

    /// A schema may say more beside its reference; anything else is the one or the other.
    fn object_or_reference(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        let reference = value.get("$ref");
        if let Some(reference) = reference {
            references::check(self, kind, reference, at);
            references::check_siblings(self, kind, value, at);
        }
        if reference.is_none() || kind == Kind::Schema {
            self.object(kind, value, at);
        }
    }

    fn word(&mut self, words: &[&str], value: &Value, at: &Trail<'_>) {
        let Some(word) = value.as_str() else {
            self.wrong_type(value, "one word", at);
            return;
        };
        if !words.contains(&word) {
            let advice = match suggest::nearest(word, words.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`? Correct it"),
                None => format!("use one of {}", words.join(", ")),
            };
            let message = format!("`{word}` is not allowed here");
            self.report_with_overlay(Code::BadValue, at, message, (&advice, at.parent()));
        }
    }

    fn list(&mut self, element: Shape, value: &Value, at: &Trail<'_>) {
        let Some(elements) = value.as_array() else {
            self.wrong_type(value, "a list", at);
            return;
        };
        for (position, value) in elements.iter().enumerate() {
            self.shape(element, value, &at.index(position));
        }
    }

    fn map(&mut self, keys: Keys, member: Shape, value: &Value, at: &Trail<'_>) {
        let Some(members) = value.as_object() else {
            self.wrong_type(value, "an object", at);
            return;
        };
        for (name, value) in members {
            let place = at.child(name);
            if keys.is_extension(name) {
                continue;
            }
            if let Some(rule) = keys.broken_rule(name) {
                let message = format!("`{name}` is no key of this object: {rule}");
                self.report_with_overlay(Code::BadValue, &place, message, ("rename the key", at));
            }
            self.shape(member, value, &place);
        }
    }

    fn wrong_type(&mut self, value: &Value, wanted: &str, at: &Trail<'_>) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let message = format!("OpenAPI 3.0 wants {wanted} here and finds {found}");
        let advice = ("replace the value", at.parent());
        self.report_with_overlay(Code::WrongJsonType, at, message, advice);
    }

    fn unknown_keyword(&mut self, kind: Kind, name: &str, at: &Trail<'_>) {
        let place = at.child(name);
        if kind.newer().contains(&name) {
            let message = format!("{} has `{name}` in OpenAPI 3.1 only", kind.noun());
            let advice = ("say the same in the words of 3.0", at);
            self.report_with_overlay(Code::NewerKeyword, &place, message, advice);
            return;
        }
        let known = kind.members().iter().map(|member| member.name);
        let advice = match suggest::nearest(name, known) {
            Some(nearest) => format!("did you mean `{nearest}`? Correct it"),
            None => "remove it".to_owned(),
        };
        let message = format!("{} has no `{name}` in OpenAPI 3.0", kind.noun());
        self.report_with_overlay(Code::UnknownKeyword, &place, message, (&advice, at));
    }

    fn missing_keywords(&mut self, kind: Kind, object: &Map<String, Value>, at: &Trail<'_>) {
        for member in kind.members() {
            if member.required && !object.contains_key(member.name) {
                let message = format!("{} needs `{}`", kind.noun(), member.name);
                self.report_with_overlay(Code::MissingKeyword, at, message, ("add it", at));
            }
        }
    }
}

impl Keys {
    /// The rule that `key` breaks.
    fn broken_rule(self, key: &str) -> Option<&'static str> {
        let (holds, rule) = match self {
            Self::Path => (key.starts_with('/'), "a path starts with a slash"),
            Self::Status => (is_status(key), "a status is three digits, 4XX or default"),
            Self::Media => (key.contains('/'), "a media type is written type/subtype"),
            Self::Component => (
                key.chars()
                    .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
                "a component's name has letters, digits, dots, dashes and underscores",
            ),
            Self::Scope | Self::Free => (true, ""),
        };
        (!holds).then_some(rule)
    }
}

fn is_status(key: &str) -> bool {
    let is_class = |class: &str| matches!(class, "1" | "2" | "3" | "4" | "5");
    let is_rest =
        |rest: &str| rest == "XX" || (rest.len() == 2 && rest.chars().all(|c| c.is_ascii_digit()));
    let parts = key.split_at_checked(1);
    key == "default" || parts.is_some_and(|(class, rest)| is_class(class) && is_rest(rest))
}

//! The walk over the document, driven by the table.

use serde_json::{Map, Value};

use super::state::Walk;
use super::table::{Keys, Kind, Member, Role, Shape};
use super::{minimal, parameters, references, schemas};
use diagnostics::suggest;
use diagnostics::{Code, Edit};
use source::pointer::{Pointer, Trail};

impl Walk<'_> {
    /// Checks an object of `kind`: its keywords, then what only this kind promises.
    pub(super) fn object(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        let Some(object) = value.as_object() else {
            self.wrong_type(value, Shape::Object(kind), at);
            return;
        };
        for (name, value) in object {
            match kind.members().iter().find(|member| member.name == name) {
                Some(member) => self.member(kind, member, value, at),
                None if name.starts_with("x-") => {}
                None => self.unknown_keyword(kind, (name, value), at),
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
        // What is left of the addresses is not the document's own.
        let is_elsewhere = member.name == "servers" && kind != Kind::Document;
        if member.role == Role::Unsupported || is_elsewhere {
            let message = format!("`{}` in {} is not supported", member.name, kind.noun());
            let help = "leave the operation out, or say the same in another way";
            let edits = vec![Edit::Remove(place.pointer())];
            self.report(Code::Unsupported, &place, message, help, edits);
            return;
        }
        self.shape(member.shape, value, &place);
    }

    fn shape(&mut self, shape: Shape, value: &Value, at: &Trail<'_>) {
        match shape {
            Shape::Any => {}
            Shape::Text | Shape::Remark if value.is_string() => {}
            Shape::Flag | Shape::FlagOr(_) if value.is_boolean() => {}
            Shape::Number if value.is_number() => {}
            Shape::Count if value.is_u64() => {}
            Shape::Text | Shape::Remark | Shape::Flag | Shape::Number | Shape::Count => {
                self.wrong_type(value, shape, at);
            }
            Shape::Words(words) => self.word(words, value, at),
            Shape::List(element) => self.list(element, value, at),
            Shape::Map(keys, member) => self.map(keys, member, value, at),
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

    fn word(&mut self, words: &'static [&'static str], value: &Value, at: &Trail<'_>) {
        let Some(word) = value.as_str() else {
            self.wrong_type(value, Shape::Words(words), at);
            return;
        };
        if !words.contains(&word) {
            let nearest = suggest::nearest(word, words.iter().copied());
            let help = match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("use one of {}", words.join(", ")),
            };
            let message = format!("`{word}` is not allowed here");
            let word = nearest.or(words.first().copied()).unwrap_or_default();
            let edits = vec![Edit::Set(at.pointer(), Value::from(word))];
            self.report(Code::BadValue, at, message, help, edits);
        }
    }

    fn list(&mut self, element: &'static Shape, value: &Value, at: &Trail<'_>) {
        let Some(elements) = value.as_array() else {
            self.wrong_type(value, Shape::List(element), at);
            return;
        };
        for (position, value) in elements.iter().enumerate() {
            self.shape(*element, value, &at.index(position));
        }
    }

    fn map(&mut self, keys: Keys, member: &'static Shape, value: &Value, at: &Trail<'_>) {
        let Some(members) = value.as_object() else {
            self.wrong_type(value, Shape::Map(keys, member), at);
            return;
        };
        for (name, value) in members {
            let place = at.child(name);
            if keys.is_extension(name) {
                continue;
            }
            if let Some(rule) = keys.broken_rule(name) {
                let message = format!("`{name}` is no key of this object: {rule}");
                let edits = self.renamed(&place, &keys.fixed(name, members), value);
                self.report(Code::BadValue, &place, message, "rename the key", edits);
            }
            self.shape(*member, value, &place);
        }
    }

    /// Calls the member at `at` otherwise, and points what refers to it there.
    fn renamed(&self, at: &Trail<'_>, name: &str, value: &Value) -> Vec<Edit> {
        let (old, new) = (at.pointer(), at.parent().pointer().child(name));
        let is_component = at.parent().parent().pointer() == Pointer::root().child("components");
        let mut edits = vec![
            Edit::Remove(old.clone()),
            Edit::Set(new.clone(), value.clone()),
        ];
        if is_component && references::are_there(self.document, old.as_str()) {
            edits.push(Edit::Repoint(old.as_str().to_owned(), new));
        }
        edits
    }

    fn wrong_type(&mut self, value: &Value, wanted: Shape, at: &Trail<'_>) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let message = format!("OpenAPI 3.0 wants {} here and finds {found}", wanted.noun());
        let edits = minimal::instead(self.document, value, wanted, at);
        self.report(Code::WrongJsonType, at, message, "replace the value", edits);
    }

    fn unknown_keyword(&mut self, kind: Kind, (name, value): (&str, &Value), at: &Trail<'_>) {
        let place = at.child(name);
        let old = place.pointer();
        let mut edits = vec![Edit::Remove(old)];
        if kind.newer().contains(&name) {
            let message = format!("{} has `{name}` in OpenAPI 3.1 only", kind.noun());
            let help = "say the same in the words of 3.0, or remove it";
            self.report(Code::NewerKeyword, &place, message, help, edits);
            return;
        }
        let known = kind.members().iter().map(|member| member.name);
        let nearest = suggest::nearest(name, known);
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "remove it".to_owned(),
        };
        if let Some(nearest) = nearest {
            let meant = at.child(nearest).pointer();
            if meant.lookup(self.document).is_none() {
                edits.push(Edit::Set(meant, value.clone()));
            }
        }
        let message = format!("{} has no `{name}` in OpenAPI 3.0", kind.noun());
        self.report(Code::UnknownKeyword, &place, message, help, edits);
    }

    fn missing_keywords(&mut self, kind: Kind, object: &Map<String, Value>, at: &Trail<'_>) {
        let required = kind.members().iter().filter(|member| member.required);
        for member in required.filter(|member| !object.contains_key(member.name)) {
            if !is_misspelt(kind, object, member.name) {
                let message = format!("{} needs `{}`", kind.noun(), member.name);
                let place = at.child(member.name).pointer();
                let edits = vec![Edit::Set(place, minimal::value(member))];
                self.report(Code::MissingKeyword, at, message, "add it", edits);
            }
        }
    }
}

/// Whether one of the unknown keywords of `object` is most likely `name`, which is reported there.
pub(super) fn is_misspelt(kind: Kind, object: &Map<String, Value>, name: &str) -> bool {
    let members = || kind.members().iter().map(|member| member.name);
    let unknown = object
        .keys()
        .filter(|key| !key.starts_with("x-") && members().all(|known| known != key.as_str()));
    let mut meant = unknown.filter_map(|key| suggest::nearest(key, members()));
    meant.any(|meant| meant == name)
}

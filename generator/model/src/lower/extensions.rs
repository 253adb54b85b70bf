//! What our own extensions say: `x-deprecated` on what is going away, `x-hash` on members that take hashes, `x-windows`
//! on operations that answer for some days only, `x-batch` on those that take so many items, `x-arguments` on objects
//! whose constructor has an order of its own, `x-unit` on numbers that count something, `x-from-path` on members that the
//! path of the call has too, `x-code` on enums of codes, `x-keys` on maps whose keys are the values of an enum. Overlays
//! write them, since the description has these facts in sentences.

use serde_json::Value;

use super::{Lower, Node};
use crate::ir::{
    Body, Deprecation, Enum, Hash, Hint, Order, Shape, Struct, Type, TypeId, Unit, Usage, Window,
    Windows,
};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;

/// The kinds of values that are hashed.
const KINDS: [&str; 9] = [
    "email", "phone", "name", "city", "code", "postcode", "birthday", "gender", "id",
];

impl<'a> Lower<'a, '_> {
    /// Reads `x-hash: {of, kind}`.
    pub(super) fn hash(&mut self, usage: &mut Usage, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-hash") else {
            return;
        };
        // What is one text takes plain values too, so it stays one; a list takes nothing but hashes.
        let is_text = |usage: &Usage| matches!(usage.ty, Type::String | Type::Secret);
        let texts = is_text(usage) || matches!(&usage.ty, Type::List(item) if is_text(item));
        let hash = text(raw, "of").zip(text(raw, "kind"));
        usage.hash = hash
            .filter(|(_, kind)| texts && KINDS.contains(&kind.as_str()))
            .map(|(of, kind)| Hash { of, kind });
        if let (Some(_), Type::List(item)) = (&usage.hash, &mut usage.ty) {
            item.ty = Type::Hashed;
        }
        if usage.hash.is_none() {
            let what = format!(
                "`x-hash` belongs to a text or a list of them and has an `of` and a `kind`, which is one of {}",
                KINDS.join(", ")
            );
            let edits = vec![Edit::Remove(node.at.child("x-hash"))];
            self.settled(Code::UnsupportedSchema, &node.at, &what, edits);
        }
    }

    /// Reads `x-unit: micro_currency`, or `x-unit: false` of a number whose name misleads.
    pub(super) fn unit(&mut self, usage: &mut Usage, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-unit") else {
            return;
        };
        let unit = match raw {
            Value::String(name) if name == "micro_currency" => Some(Unit::MicroCurrency),
            Value::Bool(false) => Some(Unit::Plain),
            _ => None,
        };
        let values = usage.ty.inner().unwrap_or(usage);
        usage.unit = unit.filter(|_| values.ty == Type::Integer);
        if usage.unit.is_none() {
            let what =
                "`x-unit` is `micro_currency` or `false`, of a whole number or a list of them";
            let edits = vec![Edit::Remove(node.at.child("x-unit"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
    }

    /// Reads `x-from-path: true` of a member that a call gives of its path, as the parameter of the same name.
    pub(super) fn filled(&mut self, usage: &mut Usage, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-from-path") else {
            return;
        };
        usage.from_path = raw.as_bool() == Some(true);
        if !usage.from_path {
            let edits = vec![Edit::Remove(node.at.child("x-from-path"))];
            self.settled(
                Code::UnsupportedSchema,
                &node.at,
                "`x-from-path` is `true`",
                edits,
            );
        }
    }

    /// Reads `x-code: true` of an enum of texts.
    pub(super) fn code(&mut self, usage: &Usage, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-code") else {
            return;
        };
        let texts = usage.named().filter(|id| {
            let shape = &self.types[*id].shape;
            raw.as_bool() == Some(true) && matches!(shape, Shape::Enum(Enum::Text(_)))
        });
        if let Some(id) = texts {
            self.types[id].code = true;
        } else {
            let what = "`x-code` is `true`, of an enum of texts";
            let edits = vec![Edit::Remove(node.at.child("x-code"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
    }

    /// Reads `x-keys: {$ref: ..}` of a map: the enum of texts that its keys are.
    pub(super) fn keys(&mut self, node: &Node<'a>, hint: &Hint) -> Option<TypeId> {
        let (at, raw) = node.one("x-keys")?;
        let keys = self.schema(&at, raw, &hint.child("key")).named();
        let texts = keys.filter(|id| matches!(self.types[*id].shape, Shape::Enum(Enum::Text(_))));
        if texts.is_none() {
            let what = "`x-keys` is the schema of an enum of texts";
            let edits = vec![Edit::Remove(at)];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
        texts
    }

    /// Reads `x-arguments: [member, ..]`: required members that a constructor takes first, in this order.
    pub(super) fn order(&mut self, object: &mut Struct, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-arguments") else {
            return;
        };
        let names = raw.as_array().into_iter().flatten();
        let names: Option<Vec<String>> =
            names.map(|name| name.as_str().map(str::to_owned)).collect();
        let is_required = |name: &String| {
            let mut fields = object.fields.iter();
            fields.any(|field| field.wire == *name && field.required && !field.usage.nullable)
        };
        if let Some(names) =
            names.filter(|names| !names.is_empty() && names.iter().all(is_required))
        {
            object.order = Order::Given(names);
        } else {
            let what = "`x-arguments` is a list of members that are required and cannot be null";
            let edits = vec![Edit::Remove(node.at.child("x-arguments"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
    }

    /// Reads `x-batch: {list: member, most: items}`: how many items one call takes of a required list in its body.
    pub(super) fn batch(
        &mut self,
        at: &Pointer,
        raw: &Value,
        body: Option<&Body>,
    ) -> Option<(String, usize)> {
        let raw = raw.get("x-batch")?;
        let most = raw.get("most").and_then(Value::as_u64);
        let most = most.and_then(|most| usize::try_from(most).ok());
        let batch = text(raw, "list").zip(most.filter(|most| *most > 0));
        let object = body.and_then(|body| self.types.object(body.usage.named()?));
        let batch = batch.filter(|(list, _)| {
            let mut fields = object.into_iter().flat_map(|object| &object.fields);
            let field = fields.find(|field| field.wire == *list && field.required);
            field.is_some_and(|field| matches!(field.usage.ty, Type::List(_)))
        });
        if batch.is_none() {
            let what = "`x-batch` has the `list` that the body requires, and how many items it has at `most`";
            self.unsupported(Code::UnsupportedParameter, &at.child("x-batch"), what);
        }
        batch
    }

    /// Reads `x-windows: {start, end, limits: [{when: {parameter: value}, back, span}]}`.
    pub(super) fn windows(&mut self, at: &Pointer, raw: &Value) -> Option<Windows> {
        let raw = raw.get("x-windows")?;
        let windows = windows(raw);
        if windows.is_none() {
            let what = "`x-windows` has a `start`, an `end` and a list of `limits`, each with `back` or `span` in \
                        days and perhaps one `when`";
            self.unsupported(Code::UnsupportedParameter, &at.child("x-windows"), what);
        }
        windows
    }
}

/// Reads `x-deprecated: {since, use}`, which is beside `deprecated`.
pub(super) fn deprecation(said: Option<&Value>) -> Deprecation {
    let word = |key| said.and_then(|said| text(said, key));
    Deprecation {
        since: word("since"),
        instead: word("use"),
    }
}

fn windows(raw: &Value) -> Option<Windows> {
    let limits: Option<Vec<Window>> = raw.get("limits")?.as_array()?.iter().map(window).collect();
    Some(Windows {
        start: text(raw, "start")?,
        end: text(raw, "end")?,
        limits: limits?,
    })
}

fn window(raw: &Value) -> Option<Window> {
    let days = |key: &str| match raw.get(key) {
        Some(days) => Some(Some(u32::try_from(days.as_u64()?).ok()?)),
        None => Some(None),
    };
    let when = match raw.get("when") {
        Some(when) => {
            let (name, value) = when.as_object()?.iter().next()?;
            Some((name.clone(), value.as_str()?.to_owned()))
        }
        None => None,
    };
    let (back, span) = (days("back")?, days("span")?);
    (back.is_some() || span.is_some()).then_some(Window { when, back, span })
}

fn text(raw: &Value, key: &str) -> Option<String> {
    raw.get(key).and_then(Value::as_str).map(str::to_owned)
}

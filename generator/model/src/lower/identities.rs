//! What our extensions say of identifiers: `x-id` at one place, `x-ids` for all places with a name.

use serde_json::Value;

use super::{Lower, Node};
use crate::ir::{Identities, Identity, Type, Usage};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;

impl Lower<'_, '_> {
    /// Reads `x-id: pin_id`, or `x-id: false` of what identifies nothing that the API has calls for.
    pub(super) fn identity(&mut self, usage: &mut Usage, node: &Node<'_>) {
        let Some(raw) = node.raw.get("x-id") else {
            return;
        };
        let said = match raw {
            Value::String(name) if !name.is_empty() => Some(Identity::Of(name.clone())),
            Value::Bool(false) => Some(Identity::Nothing),
            _ => None,
        };
        usage.identity = said.filter(|said| may_be(usage, said));
        if usage.identity.is_none() {
            let what = "`x-id` is the name of an identifier, such as `pin_id`, of a text, texts or keys, or else `false`";
            let edits = vec![Edit::Remove(node.at.child("x-id"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
    }

    /// Reads `x-ids: {name: {is: other}, name: {of: [other, ..], either_way: true}}`.
    pub(super) fn identities(&mut self) -> Identities {
        let raw = self.root.get("x-ids").and_then(Value::as_object);
        let mut found = Identities::default();
        for (name, raw) in raw.into_iter().flatten() {
            let of = raw.get("of").and_then(Value::as_array);
            let of = of.and_then(|names| names.iter().map(text).collect());
            if raw.get("either_way").and_then(Value::as_bool) == Some(true) {
                found.either_way.insert(name.clone());
            }
            match (raw.get("is").and_then(text), of) {
                (Some(other), None) => _ = found.aliases.insert(name.clone(), other),
                (None, Some(kinds)) => _ = found.shared.insert(name.clone(), kinds),
                _ => {
                    let what = "there is an `is` with another name, or an `of` with a list of them";
                    let at = Pointer::root().child("x-ids").child(name);
                    let edits = vec![Edit::Remove(at.clone())];
                    self.settled(Code::UnsupportedSchema, &at, what, edits);
                }
            }
        }
        found
    }
}

/// Whether a value of the type may be an identifier.
fn may_be(usage: &Usage, said: &Identity) -> bool {
    match &usage.ty {
        Type::List(item) => may_be(item, said),
        Type::Number => *said == Identity::Nothing,
        Type::String | Type::Integer | Type::Map(None, _) => true,
        _ => false,
    }
}

fn text(raw: &Value) -> Option<String> {
    raw.as_str().map(str::to_owned)
}

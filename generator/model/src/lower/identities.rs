//! What our extensions say of identifiers: `x-id` at one place, `x-ids` for all places with a name.

use serde_json::Value;

use super::{Lower, Node};
use crate::ir::{Identities, Identity, Operation, Type, Usage};
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
            let what = "`x-id` is the name of an identifier, such as `pin_id`, of a text or texts, or else `false`";
            let edits = vec![Edit::Remove(node.at.child("x-id"))];
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
    }

    /// Reads `x-ids: {name: {is: other}, name: {of: [other, ..]}}`.
    pub(super) fn identities(&mut self, operations: &[Operation]) -> Identities {
        let raw = self.root.get("x-ids").and_then(Value::as_object);
        let mut found = Identities::default();
        for (name, raw) in raw.into_iter().flatten() {
            let of = raw.get("of").and_then(Value::as_array);
            let of = of.and_then(|names| names.iter().map(text).collect());
            match (raw.get("is").and_then(text), of) {
                (Some(other), None) => _ = found.aliases.insert(name.clone(), other),
                (None, Some(kinds)) => _ = found.shared.insert(name.clone(), kinds),
                _ => {
                    let what = "there is an `is` with another name, or an `of` with a list of them";
                    self.refused(Code::UnsupportedSchema, name, what);
                }
            }
        }
        for name in found.aliases.keys() {
            if !self.is_used(operations, name) {
                let what = format!("no parameter and no member is called `{name}`");
                self.refused(Code::AliasUnused, name, &what);
            }
        }
        found
    }

    fn refused(&mut self, code: Code, name: &str, what: &str) {
        let at = Pointer::root().child("x-ids").child(name);
        let edits = vec![Edit::Remove(at.clone())];
        self.settled(code, &at, what, edits);
    }

    /// Whether a member or parameter has the name, for one or for many.
    fn is_used(&self, operations: &[Operation], name: &str) -> bool {
        let is_so = |called: &str| {
            let called = called.to_lowercase();
            let called = called.strip_suffix('s').unwrap_or(&called);
            called == name || called.ends_with(&format!("_{name}"))
        };
        let parameters = operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        let fields = self.types.ids().filter_map(|id| self.types.object(id));
        let mut fields = fields.flat_map(|object| &object.fields);
        fields.any(|field| is_so(&field.wire)) || parameters.into_iter().any(|one| is_so(&one.name))
    }
}

/// Whether a value of the type may be an identifier.
fn may_be(usage: &Usage, said: &Identity) -> bool {
    match &usage.ty {
        Type::List(item) => may_be(item, said),
        Type::Number => *said == Identity::Nothing,
        Type::String | Type::Integer => true,
        _ => false,
    }
}

fn text(raw: &Value) -> Option<String> {
    raw.as_str().map(str::to_owned)
}

//! What our extensions at the top of the description say of things that it does not have.
//!
//! Invariant: each entry of `x-ids`, `x-tag-docs` and `x-parameter-docs` is about something, or is a finding at its own place.

use serde_json::{Map, Value};

use super::Lower;
use crate::ir::{Identities, Identity, Operation, Shape, Tag, Usage};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;

/// The extensions at the top of a description that are about things of one name.
pub const AT_THE_TOP: [&str; 3] = ["x-ids", "x-tag-docs", "x-parameter-docs"];

impl Lower<'_, '_> {
    /// Reports every entry that is about nothing.
    pub(super) fn unused_extensions(
        &mut self,
        identities: &Identities,
        tags: &[Tag],
        operations: &[Operation],
    ) {
        let mut unused = self.unused_ids(identities, operations);
        let [_, tag_docs, parameter_docs] = AT_THE_TOP;
        let at = Pointer::root().child(tag_docs);
        let root = self.root;
        for name in keys(&root[tag_docs]) {
            if tags.iter().all(|tag| tag.name != *name) {
                unused.push((at.child(name), format!("no operation has the tag `{name}`")));
            }
        }
        let at = Pointer::root().child(parameter_docs);
        for place in keys(&root[parameter_docs]) {
            for name in keys(&root[parameter_docs][place]) {
                let mut all = operations.iter().flat_map(|one| &one.parameters);
                if !all.any(|one| one.location.as_str() == place && one.name == *name) {
                    let what = format!("no operation has the {place} parameter `{name}`");
                    unused.push((at.child(place).child(name), what));
                }
            }
        }
        for (at, what) in unused {
            let edits = vec![Edit::Remove(at.clone())];
            self.settled(Code::ExtensionUnused, &at, &what, edits);
        }
    }

    fn unused_ids(
        &self,
        identities: &Identities,
        operations: &[Operation],
    ) -> Vec<(Pointer, String)> {
        let at = Pointer::root().child(AT_THE_TOP[0]);
        let is_meant = |name: &str| identities.aliases.values().any(|other| other == name);
        let names = identities.aliases.keys();
        let unused = names.filter(|name| !self.has_id(operations, name));
        let shared = identities.shared.keys();
        let unused =
            unused.chain(shared.filter(|name| !self.has_id(operations, name) && !is_meant(name)));
        let unused = unused.map(|name| {
            let what = format!("no parameter and no member is called `{name}`");
            (at.child(name), what)
        });
        unused.collect()
    }

    /// Whether a member or parameter has the name, for one or for many, or is said to identify what has it.
    fn has_id(&self, operations: &[Operation], name: &str) -> bool {
        let is_so = |called: &str| {
            let called = called.to_lowercase();
            let called = called.strip_suffix('s').unwrap_or(&called);
            called == name || called.ends_with(&format!("_{name}"))
        };
        let mut parameters = operations.iter().flat_map(|one| &one.parameters);
        let mut members = self.types.iter().flat_map(|(_, def)| match &def.shape {
            Shape::Struct(object) => object.fields.as_slice(),
            _ => &[],
        });
        members.any(|one| is_so(&one.wire) || is_said(&one.usage, name))
            || parameters.any(|one| is_so(&one.name) || is_said(&one.usage, name))
    }
}

/// Whether `x-id` says of the place, or of the values of the list there, that it identifies what has the name.
fn is_said(usage: &Usage, name: &str) -> bool {
    let within = || usage.ty.inner().is_some_and(|inner| is_said(inner, name));
    matches!(&usage.identity, Some(Identity::Of(other)) if other == name) || within()
}

fn keys(value: &Value) -> impl Iterator<Item = &String> {
    value.as_object().into_iter().flat_map(Map::keys)
}

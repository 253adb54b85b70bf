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

/// Among the words on a parameter by operation, those for all other operations.
pub(super) const ELSEWHERE: &str = ".";

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
            for (name, said) in root[parameter_docs][place]
                .as_object()
                .into_iter()
                .flatten()
            {
                let at = at.child(place).child(name);
                unused.extend(unused_words(&at, (place, name), said, operations));
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

/// The words on a parameter that no operation has, or not the operation that they name.
fn unused_words(
    at: &Pointer,
    (place, name): (&str, &str),
    said: &Value,
    operations: &[Operation],
) -> Vec<(Pointer, String)> {
    let has = |one: &&Operation| {
        let mut parameters = one.parameters.iter();
        parameters.any(|one| one.location.as_str() == place && one.name == name)
    };
    let having: Vec<&Operation> = operations.iter().filter(has).collect();
    if having.is_empty() {
        let what = format!("no operation has the {place} parameter `{name}`");
        return vec![(at.clone(), what)];
    }
    let named = keys(said).filter(|id| *id != ELSEWHERE);
    let strange = named.filter(|id| having.iter().all(|one| one.id != **id));
    let strange = strange.map(|id| {
        let what = format!("no operation `{id}` has the {place} parameter `{name}`");
        (at.child(id), what)
    });
    strange.collect()
}

fn keys(value: &Value) -> impl Iterator<Item = &String> {
    value.as_object().into_iter().flat_map(Map::keys)
}

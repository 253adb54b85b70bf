//! The kinds of identifiers that are known, by the names that they go by.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Hint, Identities, Shape, TypeDef, TypeId, Types};
use source::pointer::Pointer;

/// What is known of identifiers while the pass runs.
pub(super) struct Kinds {
    identities: Identities,
    by_name: BTreeMap<String, TypeId>,
}

impl Kinds {
    pub(super) fn new(identities: &Identities) -> Self {
        Self {
            identities: identities.clone(),
            by_name: BTreeMap::new(),
        }
    }

    /// The type of what is called so, made if need be.
    pub(super) fn make(&mut self, types: &mut Types, name: &str, at: &Pointer) -> TypeId {
        let name = self.meant(name).to_owned();
        *self.by_name.entry(name).or_insert_with_key(|name| {
            types.push(TypeDef::new(at.clone(), Hint::inline(name), Shape::Id))
        })
    }

    /// The type of what is called exactly so.
    pub(super) fn known(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(self.meant(name)).copied()
    }

    /// The type of what is called so, perhaps with words before: a `parent_pin_id` is a `pin_id`.
    pub(super) fn find(&self, name: &str) -> Option<TypeId> {
        let ends = name.match_indices('_').map(|(at, _)| &name[at + 1..]);
        let mut names = std::iter::once(name).chain(ends);
        names.find_map(|name| self.known(name))
    }

    /// The identifiers that several kinds of things have in common, each with those of the kinds.
    pub(super) fn shared(&mut self, types: &mut Types) -> BTreeMap<TypeId, Vec<TypeId>> {
        let mut shared = BTreeMap::new();
        for (name, kinds) in self.identities.shared.clone() {
            if let Some(id) = self.known(&name) {
                let at = types[id].at().clone();
                let kinds = kinds.iter().map(|kind| self.make(types, kind, &at));
                shared.insert(id, kinds.collect());
            }
        }
        shared
    }

    /// Those of the shared identifiers that make those of their kinds.
    pub(super) fn either_way(&self) -> BTreeSet<TypeId> {
        let names = self.identities.either_way.iter();
        names.filter_map(|name| self.known(name)).collect()
    }

    /// The name behind another name.
    fn meant<'n>(&'n self, name: &'n str) -> &'n str {
        self.identities
            .aliases
            .get(name)
            .map_or(name, String::as_str)
    }
}

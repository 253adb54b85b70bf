//! Names of the setters that hash what they are given.

use super::scope::{Scope, itself};
use super::{Builder, Ident, Owner};
use crate::model::ir::Struct;

impl Builder<'_> {
    /// For each member, in the struct's order, the name of its hashing setter if it has one. `fields` are the names that
    /// the members have already.
    pub(super) fn hashing_setters(
        &mut self,
        owner: Owner<'_>,
        object: &Struct,
        fields: &[Ident],
    ) -> Vec<Option<Ident>> {
        let mut scope = Scope::reserved(&["new", "clone", "default", "member"]);
        scope.reserve(fields.iter().map(|name| name.bare().to_owned()));
        let members = object.fields.iter();
        members
            .map(|field| {
                let wanted = Ident::snake(&field.usage.hash.as_ref()?.setter);
                let key = format!("{}.{}", owner.name, field.wire);
                Some(self.claim(&mut scope, &wanted, ("fields", &key), owner.at, itself))
            })
            .collect()
    }
}

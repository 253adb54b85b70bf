//! Names of what a struct has: its fields, and the setters and constructors beside them.

use super::companions::{Beside, Role};
use super::decide::Wanted;
use super::scope::Scope;
use super::{Builder, Ident, Item, Owner};
use crate::model::ir::{Field, Struct};
use crate::rust::lock;

/// Names that the methods of structs use.
const RESERVED: &[&str] = &["new", "clone", "default", "into"];

/// The same, with the method that adds a member that the description does not declare.
const RESERVED_BESIDE_REST: &[&str] = &["new", "clone", "default", "into", "member"];

/// The catch-all for members that the description does not declare.
const REST: &str = "additional";

/// The names inside a struct.
pub(super) struct Members {
    /// The fields in the struct's order, then the catch-all if it has one.
    pub(super) fields: Vec<Ident>,
    /// The setters that hash, one for each field that has one.
    pub(super) setters: Vec<Option<Ident>>,
    pub(super) companions: Vec<(Role, Ident)>,
}

impl Builder<'_> {
    /// The names inside a struct. Fields are called like their setters, so all share one scope.
    pub(super) fn inside(&mut self, owner: Owner<'_>, object: &Struct) -> Members {
        let reserved = match object.rest {
            Some(_) => RESERVED_BESIDE_REST,
            None => RESERVED,
        };
        let mut wanted = self.wanted_fields(owner, object, reserved);
        let fields = wanted.len();
        for field in object
            .fields
            .iter()
            .filter(|field| field.usage.hash.is_some())
        {
            wanted.extend(self.wanted_setter(owner, field));
        }
        let setters = wanted.len();
        let roles = self.methods_beside(owner);
        for role in &roles {
            wanted.push(self.companion(*role, Beside::ty(owner)));
        }
        let mut scope = Scope::reserved(reserved);
        let names = self.claim_all(&mut scope, &wanted, |position, name| {
            let field = object.fields.get(position);
            let clear = field.filter(|field| field.patch);
            let clear = clear.map(|_| name.with_prefix("clear_"));
            let names = clear.iter().chain([name]);
            names.map(|name| name.bare().to_owned()).collect()
        });
        let mut hashing = names[fields..setters].iter().cloned();
        let setter = |field: &Field| field.usage.hash.as_ref().and_then(|_| hashing.next());
        Members {
            setters: object.fields.iter().map(setter).collect(),
            companions: roles
                .into_iter()
                .zip(names[setters..].iter().cloned())
                .collect(),
            fields: names[..fields].to_vec(),
        }
    }

    fn wanted_fields(
        &mut self,
        owner: Owner<'_>,
        object: &Struct,
        reserved: &[&str],
    ) -> Vec<Wanted> {
        let lines = &self.given.lock.entries.fields;
        let mut wanted = Vec::new();
        let mut decide = |wire: &str, member: &str| {
            let key = format!("{}.{wire}", owner.name);
            let locked = owner
                .locked
                .and_then(|ty| lines.get(&lock::key(ty, member)));
            let item = Item::Field(owner.id, wanted.len());
            let about = ("fields", key, owner.at);
            let locked = locked.map(String::as_str);
            let wire = if wire == lock::REST { REST } else { wire };
            wanted.push(self.decide(item, about, locked, unreserved(wire, reserved)));
        };
        for field in &object.fields {
            decide(&field.wire, &field.wire);
        }
        if object.rest.is_some() {
            // A declared member of this name has the key already.
            let is_declared = object.fields.iter().any(|field| field.wire == REST);
            decide(if is_declared { lock::REST } else { REST }, lock::REST);
        }
        wanted
    }

    /// The setter that hashes what it is given, if the field has one; the description says how it is called.
    fn wanted_setter(&self, owner: Owner<'_>, field: &Field) -> Option<Wanted> {
        let name = Ident::snake(&field.usage.hash.as_ref()?.setter);
        let lines = &self.given.lock.entries.setters;
        let locked = owner
            .locked
            .and_then(|ty| lines.get(&lock::key(ty, &field.wire)));
        Some(Wanted {
            table: "fields",
            locked: locked.is_some_and(|locked| *locked == name.to_string()),
            name,
            key: format!("{}.{}", owner.name, field.wire),
            at: owner.at.clone(),
        })
    }
}

/// The name that the rule gives to something with a setter.
pub(super) fn unreserved(wire: &str, reserved: &[&str]) -> Ident {
    let name = Ident::snake(wire);
    if reserved.contains(&name.bare()) {
        name.with_suffix("_value")
    } else {
        name
    }
}

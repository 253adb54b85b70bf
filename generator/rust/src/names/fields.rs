//! Names of what a struct has: its fields, and the setters and constructors beside them.

use super::companions::{Beside, Companion};
use super::decide::Wanted;
use super::scope::Scope;
use super::{Builder, Ident, Item, Owner};
use crate::lock;
use model::ir::{Field, Struct};

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
    /// The methods beside the setter of each field.
    pub(super) methods: Vec<Methods>,
    pub(super) companions: Vec<(Companion, Ident)>,
}

/// The methods beside the setter of a field.
#[derive(Clone, Debug, Default)]
pub struct Methods {
    /// The one that hashes what it is given.
    pub hash: Option<Ident>,
    /// The one that sends null.
    pub clear: Option<Ident>,
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
        for (position, field) in object
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| is_cleared(field))
        {
            let name = wanted[position].name.bare().to_owned();
            wanted.push(self.wanted_clear(owner, field, &name));
        }
        let clears = wanted.len();
        let roles = self.methods_beside(owner);
        for role in &roles {
            wanted.push(self.companion(*role, Beside::ty(owner)));
        }
        let mut scope = Scope::reserved(reserved);
        let names = self.claim_all(&mut scope, &wanted, |_, name| vec![name.bare().to_owned()]);
        let mut hashing = names[fields..setters].iter().cloned();
        let mut clearing = names[setters..clears].iter().cloned();
        let methods = |field: &Field| Methods {
            hash: field.usage.hash.as_ref().and_then(|_| hashing.next()),
            clear: is_cleared(field).then(|| clearing.next()).flatten(),
        };
        Members {
            methods: object.fields.iter().map(methods).collect(),
            companions: roles
                .into_iter()
                .zip(names[clears..].iter().cloned())
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

    /// The method that sends null for a field.
    fn wanted_clear(&mut self, owner: Owner<'_>, field: &Field, name: &str) -> Wanted {
        let key = lock::key(owner.name, &field.wire);
        let locked = owner.locked.map(|ty| lock::key(ty, &field.wire));
        let beside = Beside {
            name,
            key: &key,
            locked: locked.as_deref(),
            at: owner.at,
        };
        self.companion(Companion::Clear, beside)
    }

    /// The setter that hashes what it is given, if the field has one: it is called like the plain value.
    fn wanted_setter(&self, owner: Owner<'_>, field: &Field) -> Option<Wanted> {
        let name = Ident::snake(&field.usage.hash.as_ref()?.of);
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

/// Whether callers can send null for a field to mean that its value goes.
fn is_cleared(field: &Field) -> bool {
    field.patch && !field.usage.read_only
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

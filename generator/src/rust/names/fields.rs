//! Names of fields and of the setters that are called like them.

use super::scope::Scope;
use super::{Builder, Ident, Item, Owner};
use crate::model::ir::Struct;
use crate::rust::lock;

/// Names that the methods of structs use.
const RESERVED: &[&str] = &["new", "clone", "default", "into"];

/// The same, with the method that adds a member that the description does not declare.
const RESERVED_BESIDE_REST: &[&str] = &["new", "clone", "default", "into", "member"];

/// The catch-all for members that the description does not declare.
const REST: &str = "additional";

impl Builder<'_> {
    /// The names of a struct's fields, then the catch-all's if it has one.
    pub(super) fn fields(&mut self, owner: Owner<'_>, object: &Struct) -> Vec<Ident> {
        let reserved = match object.rest {
            Some(_) => RESERVED_BESIDE_REST,
            None => RESERVED,
        };
        let lines = &self.given.lock.lines.fields;
        let mut wanted = Vec::new();
        let mut decide = |wire: &str, member: &str| {
            let key = format!("{}.{wire}", owner.name);
            let kept = owner.kept.and_then(|ty| lines.get(&lock::key(ty, member)));
            let item = Item::Field(owner.id, wanted.len());
            let about = ("fields", key, owner.at);
            let kept = kept.map(String::as_str);
            let wire = if wire == lock::REST { REST } else { wire };
            wanted.push(self.decide(item, about, kept, unreserved(wire, reserved)));
        };
        for field in &object.fields {
            decide(&field.wire, &field.wire);
        }
        if object.rest.is_some() {
            // A declared member of this name has the key already.
            let is_declared = object.fields.iter().any(|field| field.wire == REST);
            decide(if is_declared { lock::REST } else { REST }, lock::REST);
        }
        let mut scope = Scope::reserved(reserved);
        self.claim_all(&mut scope, "fields", &wanted, |position, name| {
            let field = object.fields.get(position);
            let clear = field.filter(|field| field.patch);
            let clear = clear.map(|_| name.with_prefix("clear_"));
            let names = clear.iter().chain([name]);
            names.map(|name| name.bare().to_owned()).collect()
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

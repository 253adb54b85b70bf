//! Names of fields and of the setters that are called like them.

use super::scope::Scope;
use super::{Builder, Ident};
use crate::ir::Struct;
use crate::pointer::Pointer;

/// Names that the methods of structs use.
const RESERVED: &[&str] = &["new", "clone", "default", "into"];

/// The same, with the method that adds a member that the description does not declare.
const RESERVED_BESIDE_REST: &[&str] = &["new", "clone", "default", "into", "member"];

/// The catch-all for members that the description does not declare.
const REST: &str = "additional";

impl Builder<'_> {
    /// The names of a struct's fields, then the catch-all's if it has one.
    pub(super) fn fields(&mut self, ty: &str, object: &Struct, at: &Pointer) -> Vec<Ident> {
        let reserved = match object.rest {
            Some(_) => RESERVED_BESIDE_REST,
            None => RESERVED,
        };
        let mut scope = Scope::reserved(reserved);
        let rest = object.rest.iter().map(|_| (REST, false));
        let fields = object.fields.iter();
        let fields = fields.map(|field| (field.wire.as_str(), field.patch));
        fields
            .chain(rest)
            .map(|(wire, patch)| {
                let key = format!("{ty}.{wire}");
                let given = self.entry("fields", &key);
                let name = given.unwrap_or_else(|| unreserved(wire, reserved));
                self.claim(&mut scope, &name, ("fields", &key), at, |name| {
                    let clear = patch.then(|| name.with_prefix("clear_"));
                    let names = clear.iter().chain([name]);
                    names.map(|name| name.bare().to_owned()).collect()
                })
            })
            .collect()
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

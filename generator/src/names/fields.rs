//! Names of fields, setters and arguments.

use std::collections::BTreeSet;

use super::{Builder, Ident};
use crate::ir::Struct;
use crate::pointer::Pointer;

/// Names that the methods of emitted types use.
const RESERVED: &[&str] = &[
    "new",
    "send",
    "clone",
    "into_future",
    "items",
    "pages",
    "from",
    "into",
    "request",
];

/// The catch-all for members that the description does not declare.
const REST: &str = "additional";

impl Builder<'_> {
    /// The names of a struct's fields, then the catch-all's if it has one.
    pub(super) fn fields(&mut self, ty: &str, object: &Struct, at: &Pointer) -> Vec<Ident> {
        let mut taken = BTreeSet::new();
        let mut names = Vec::new();
        let wires = object.fields.iter().map(|field| field.wire.as_str());
        for wire in wires.chain(object.rest.iter().map(|_| REST)) {
            let key = format!("{ty}.{wire}");
            let given = self.entry("fields", &key);
            let mut name = given.unwrap_or_else(|| Ident::snake(wire));
            if !taken.insert(name.clone()) {
                self.collision("fields", &key, &name.to_string(), at);
                let mut count = 2;
                while !taken.insert(name.with_suffix(&format!("_{count}"))) {
                    count += 1;
                }
                name = name.with_suffix(&format!("_{count}"));
            }
            names.push(name);
        }
        names
    }
}

/// The name of a setter or an argument.
pub(super) fn member(wire: &str) -> Ident {
    let name = Ident::snake(wire);
    if RESERVED.contains(&name.bare()) {
        name.with_suffix("_value")
    } else {
        name
    }
}

//! Stage *lower*: the patched description to the intermediate representation.
//!
//! Takes the raw value; gives an [`Api`] in which every `$ref` is resolved and every shape that the generator
//! distinguishes is explicit. Only this stage knows `openapiv3`.
//!
//! Invariant: nothing is dropped silently; what no rule expresses is a diagnostic at its own place.

mod all_of;
mod node;
mod object;
mod operation;
mod parameter;
mod scalar;
mod schema;
mod security;
mod union;

use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Hint;
use crate::ir::{Api, Shape, Struct, TypeDef, TypeId, Types, Usage};
use crate::pointer::Pointer;
use node::Node;

/// Lowers the whole description.
pub fn lower(root: &Value, diagnostics: &mut Diagnostics) -> Api {
    let mut lower = Lower {
        root,
        types: Types::default(),
        components: HashMap::new(),
        by_place: HashMap::new(),
        diagnostics,
    };
    let (tags, operations) = lower.operations();
    let version = root["info"]["version"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    Api {
        version,
        tags,
        operations,
        types: lower.types,
        ..Api::default()
    }
}

/// What is known of a component while the walk goes on.
enum Component {
    /// The walk is inside it; its type, if it has a name of its own.
    Open(Option<TypeId>),
    /// The walk is done with it.
    Done(Box<Usage>),
}

/// The state of the walk.
struct Lower<'a, 'd> {
    root: &'a Value,
    types: Types,
    components: HashMap<String, Component>,
    /// The named types by the place that declares them: a place reached twice is one type.
    by_place: HashMap<Pointer, TypeId>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Lower<'a, '_> {
    /// Reads a node, or says why it cannot be read.
    fn node(&mut self, at: &Pointer, raw: &'a Value) -> Option<Node<'a>> {
        match Node::read(at.clone(), raw) {
            Ok(node) => Some(node),
            Err(error) => {
                self.diagnostics.push(
                    Code::Unreadable,
                    at,
                    format!("the schema cannot be read: {error}"),
                    "correct the keyword with an overlay action on this place",
                );
                None
            }
        }
    }

    /// The id for the type declared at a place, and whether its shape is still to be given.
    fn claim(&mut self, at: &Pointer, hint: &Hint) -> (TypeId, bool) {
        if let Some(id) = self.by_place.get(at) {
            return (*id, false);
        }
        let empty = Shape::Struct(Struct::default());
        let id = self
            .types
            .push(TypeDef::new(at.clone(), hint.clone(), empty));
        self.by_place.insert(at.clone(), id);
        if let Some(open) = component_name(at).and_then(|name| self.components.get_mut(&name)) {
            *open = Component::Open(Some(id));
        }
        (id, true)
    }

    /// Says that a construct is not supported.
    fn unsupported(&mut self, code: Code, at: &Pointer, what: &str) {
        self.diagnostics.push(
            code,
            at,
            what.to_owned(),
            "rewrite it with an overlay action on this place, or remove it there",
        );
    }
}

/// The name of the schema component that stands at a place.
fn component_name(at: &Pointer) -> Option<String> {
    let segments = at.segments();
    match segments.as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

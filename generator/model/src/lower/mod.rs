//! Stage *lower*: the patched description to the intermediate representation.
//!
//! Takes the raw value; gives an [`Api`] in which every `$ref` is resolved and every shape that the generator
//! distinguishes is explicit. Only this stage knows `openapiv3`.
//!
//! Invariant: nothing is dropped silently; what no rule expresses is a diagnostic at its own place.

mod all_of;
mod alternative;
mod answer;
mod cycles;
pub mod directions;
mod extensions;
mod identities;
mod node;
mod object;
mod operation;
mod parameter;
mod scalar;
mod schema;
mod security;
mod union;
mod unused;

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::ir::{Api, Hint, Shape, Struct, Type, TypeDef, TypeId, Types, Usage};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use node::Node;
use source::pointer::Pointer;
pub use unused::AT_THE_TOP;

/// Lowers the whole description.
pub fn lower(root: &Value, diagnostics: &mut Diagnostics) -> Api {
    let mut lower = Lower {
        root,
        types: Types::default(),
        targets: HashMap::new(),
        by_place: HashMap::new(),
        depth: 0,
        diagnostics,
    };
    let (tags, operations) = lower.operations();
    cycles::check(&lower.types, lower.diagnostics);
    let version = root["info"]["version"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let identities = lower.identities();
    lower.unused_extensions(&identities, &tags, &operations);
    Api {
        version,
        scopes: lower.scopes(),
        tags,
        identities,
        operations,
        types: lower.types,
        ..Api::default()
    }
}

/// What is known of a place that something refers to, while the walk goes on.
enum Target {
    /// The walk is inside it; its type, if it has a name of its own.
    Open(Option<TypeId>),
    /// The walk is done with it.
    Done(Box<Usage>),
}

/// The state of the walk.
struct Lower<'a, 'd> {
    root: &'a Value,
    types: Types,
    targets: HashMap<Pointer, Target>,
    /// The named types by the place that declares them: a place reached twice is one type.
    by_place: HashMap<Pointer, TypeId>,
    /// How many schemas the walk is inside of.
    depth: usize,
    diagnostics: &'d mut Diagnostics,
}

/// Deeper than this no schema is walked: far more than a description needs, far less than the stack holds.
const DEEPEST: usize = 120;

impl<'a> Lower<'a, '_> {
    /// Walks what is inside the schema at a place, unless that is too deep.
    fn inside<T>(&mut self, at: &Pointer, walk: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == DEEPEST {
            let what = format!("the schema is inside {DEEPEST} others");
            self.unsupported(Code::UnsupportedSchema, at, &what);
            return None;
        }
        self.depth += 1;
        let walked = walk(self);
        self.depth -= 1;
        Some(walked)
    }

    /// Reads a node, or says why it cannot be read.
    fn node(&mut self, at: &Pointer, raw: &'a Value) -> Option<Node<'a>> {
        match Node::read(at.clone(), raw) {
            Ok(node) => Some(node),
            Err(error) => {
                self.settled(
                    Code::Unreadable,
                    at,
                    &format!("the schema cannot be read: {error}"),
                    vec![Edit::Set(at.clone(), json!({}))],
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
        if let Some(open) = self.targets.get_mut(at) {
            *open = Target::Open(Some(id));
        }
        (id, true)
    }

    /// A use of the type declared at a node; its shape is asked for once, when the type has its id.
    fn define(
        &mut self,
        node: &Node<'a>,
        hint: &Hint,
        shape: impl FnOnce(&mut Self) -> Shape,
    ) -> Usage {
        let (id, fresh) = self.claim(&node.at, hint);
        if fresh {
            self.types[id].shape = shape(self);
            self.types[id].docs.clone_from(&node.data.description);
            let deprecated = node.data.deprecated;
            self.types[id].deprecation =
                deprecated.then(|| extensions::deprecation(node.raw.get("x-deprecated")));
        }
        Usage::new(Type::Named(id), node.at.clone())
    }

    /// Says that a construct is not supported. Any JSON may represent a schema; anything else can only go.
    fn unsupported(&mut self, code: Code, at: &Pointer, what: &str) {
        let edit = if code == Code::UnsupportedSchema {
            Edit::Set(at.clone(), json!({}))
        } else {
            Edit::Remove(at.clone())
        };
        self.settled(code, at, what, vec![edit]);
    }

    /// Says that a construct is not supported, and what settles that.
    fn settled(&mut self, code: Code, at: &Pointer, what: &str, edits: Vec<Edit>) {
        let help = match code {
            Code::StrayCharacter => "rename the property",
            Code::Narrowed => "remove it, or let users do without it",
            Code::ExtensionUnused => "correct its name in the overlay, or remove it",
            Code::Unreadable => "correct the keyword that is named, or do without it",
            _ => "rewrite it, or do without it",
        };
        let finding = Diagnostic::new(code, at, what, help);
        self.diagnostics.add(finding.fix(Fix::Overlay(edits)));
    }

    /// Says that the client does not offer what is at a place.
    fn narrowed(&mut self, at: &Pointer, what: &str) {
        self.settled(Code::Narrowed, at, what, vec![Edit::Remove(at.clone())]);
    }
}

/// The name of the schema component that is at a place.
fn component_name(at: &Pointer) -> Option<String> {
    let segments = at.segments();
    match segments.as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

//! Schemas: references, components and the choice of the rule for each node.

use serde_json::Value;

use super::extensions::deprecation;
use super::{Lower, Node, Target, component_name};
use crate::ir::{Hint, Type, Usage};
use diagnostics::{Code, Edit};
use source::pointer::Pointer;

impl<'a> Lower<'a, '_> {
    /// The usage that a schema at a place describes.
    pub(super) fn schema(&mut self, at: &Pointer, raw: &'a Value, hint: &Hint) -> Usage {
        let Some(node) = self.node(at, raw) else {
            return Usage::new(Type::Any, at.clone());
        };
        let usage = self.inside(at, |lower| match node.reference() {
            Some(target) => lower.reference(target, at),
            None => lower.item(&node, hint),
        });
        let mut usage = usage.unwrap_or_else(|| Usage::new(Type::Any, at.clone()));
        annotate(&mut usage, &node);
        self.hash(&mut usage, &node);
        self.identity(&mut usage, &node);
        self.unit(&mut usage, &node);
        self.filled(&mut usage, &node);
        self.code(&usage, &node);
        usage
    }

    /// The usage that a reference leads to.
    pub(super) fn reference(&mut self, target: &str, at: &Pointer) -> Usage {
        let Some((place, raw)) = self.resolve(target) else {
            return Usage::new(Type::Any, at.clone());
        };
        let mut usage = self.target(&place, raw, at);
        usage.docs = None;
        usage.at = at.clone();
        usage
    }

    /// What a reference points at; dangling references were reported by validation.
    pub(super) fn resolve(&self, target: &str) -> Option<(Pointer, &'a Value)> {
        let place = Pointer::parse(target)?;
        let raw = place.lookup(self.root)?;
        Some((place, raw))
    }

    /// What is at a place that something refers to, walked once.
    fn target(&mut self, place: &Pointer, raw: &'a Value, at: &Pointer) -> Usage {
        match self.targets.get(place) {
            Some(Target::Done(usage)) => return (**usage).clone(),
            Some(Target::Open(Some(id))) => return Usage::new(Type::Named(*id), at.clone()),
            Some(Target::Open(None)) => {
                let name = place.last().unwrap_or_default();
                let what = format!("`{name}` is made of nothing but itself");
                self.unsupported(Code::UnsupportedSchema, place, &what);
                return Usage::new(Type::Any, at.clone());
            }
            None => {}
        }
        self.targets.insert(place.clone(), Target::Open(None));
        let hint =
            component_name(place).map_or_else(|| hint_of(place), |name| Hint::component(&name));
        let usage = self.schema(place, raw, &hint);
        let done = Target::Done(Box::new(usage.clone()));
        self.targets.insert(place.clone(), done);
        usage
    }

    /// Chooses the rule for a node that is no reference. The order matters: composition before alternatives,
    /// alternatives before values, values before types.
    fn item(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        if node.raw.contains_key("not") {
            let edits = vec![Edit::Remove(node.at.child("not"))];
            let what = "`not` describes no type";
            self.settled(Code::UnsupportedSchema, &node.at, what, edits);
        }
        self.contradicts(node);
        if !node.any.enumeration.is_empty() {
            self.values(node, hint)
        } else if node.raw.contains_key("allOf") {
            self.all_of(node, hint)
        } else if node.has_alternatives() {
            self.alternatives(node, hint)
        } else if has_mapping(node) {
            self.mapped(node, node, hint)
        } else {
            self.plain(node, hint)
        }
    }

    /// Says that of two ways to compose a schema beside each other only one could be read.
    fn contradicts(&mut self, node: &Node<'a>) {
        if !node.any.enumeration.is_empty() {
            return;
        }
        let there = ["allOf", "oneOf", "anyOf"].into_iter();
        let there: Vec<&str> = there.filter(|one| node.raw.contains_key(*one)).collect();
        if let [first, .., last] = there.as_slice() {
            let what = format!("`{first}` and `{last}` beside each other are not read together");
            let edits = vec![Edit::Remove(node.at.child(last))];
            self.settled(Code::UnsupportedSchema, &node.at.child(last), &what, edits);
        }
    }

    fn plain(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        if node.data.discriminator.is_some() {
            let what = "the discriminator has neither alternatives nor a mapping, so its subtypes are not distinguished";
            self.narrowed(&node.at.child("discriminator"), what);
        }
        let object =
            node.raw.contains_key("properties") || node.raw.contains_key("additionalProperties");
        match node.any.typ.as_deref() {
            Some("object") => self.object(node, hint),
            Some("array") => self.array(node, hint),
            None if object => self.object(node, hint),
            None if node.raw.contains_key("items") => self.array(node, hint),
            _ => self.scalar(node),
        }
    }

    fn array(&mut self, node: &Node<'a>, hint: &Hint) -> Usage {
        let item = match node.one("items") {
            Some((at, raw)) => self.schema(&at, raw, &hint.child("item")),
            None => Usage::new(Type::Any, node.at.clone()),
        };
        Usage::new(Type::List(Box::new(item)), node.at.clone())
    }
}

/// Whether a node is distinguished by a mapping although it lists no alternatives.
pub(super) fn has_mapping(node: &Node<'_>) -> bool {
    node.data
        .discriminator
        .as_ref()
        .is_some_and(|discriminator| !discriminator.mapping.is_empty())
}

/// Lays the annotations of a node over the usage that its assertions gave. OpenAPI 3.0 ignores what is beside
/// a `$ref`; Pinterest means it, so it counts.
pub(super) fn annotate(usage: &mut Usage, node: &Node<'_>) {
    if let Some(nullable) = node.nullable() {
        usage.nullable = nullable;
    }
    if node.data.default.is_some() {
        usage.default.clone_from(&node.data.default);
    }
    if node.data.description.is_some() {
        usage.docs.clone_from(&node.data.description);
    }
    if node.data.deprecated {
        usage.deprecation = Some(deprecation(node.raw.get("x-deprecated")));
    }
    usage.read_only |= node.data.read_only;
    usage.bounds.overlay(node.bounds());
    usage.at.clone_from(&node.at);
}

/// What the type at a nested place is named after: the component and the property path.
fn hint_of(place: &Pointer) -> Hint {
    const STRUCTURE: [&str; 7] = [
        "components",
        "schemas",
        "properties",
        "allOf",
        "oneOf",
        "anyOf",
        "schema",
    ];
    let words: Vec<String> = place
        .segments()
        .into_iter()
        .filter(|segment| {
            !STRUCTURE.contains(&segment.as_str()) && segment.parse::<usize>().is_err()
        })
        .map(|segment| {
            if segment == "items" {
                "item".to_owned()
            } else {
                segment
            }
        })
        .collect();
    Hint {
        component: false,
        words,
    }
}

//! The API as a tree of facts, the same for every step, so that steps can be compared fact by fact.

use std::collections::BTreeSet;

use super::{Trace, calls};
use crate::model::ir::{Api, TypeId};
use crate::source::pointer::Pointer;

/// An item: a type, an operation, a parameter, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// What stays the same from step to step.
    pub(super) key: String,
    /// Its first line.
    pub(super) title: String,
    /// Where it is declared.
    pub(super) at: Option<Pointer>,
    /// What is known of it, in a fixed order.
    pub(super) facts: Vec<Fact>,
    pub(super) parts: Vec<Node>,
}

/// One thing that is known of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) value: String,
}

impl Node {
    pub(super) fn new(key: impl Into<String>, title: impl Into<String>, at: &Pointer) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            at: Some(at.clone()),
            facts: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Adds a fact.
    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        self.facts.push(Fact { name, value });
    }

    /// Adds a fact that is only worth a line if it is so.
    pub(super) fn flag(&mut self, name: &'static str, is_so: bool) {
        if is_so {
            self.fact(name, "yes");
        }
    }

    /// Adds a fact that there may be.
    pub(super) fn maybe(&mut self, name: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.fact(name, value);
        }
    }

    /// The value of a fact.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let fact = self.facts.iter().find(|fact| fact.name == name);
        fact.map(|fact| fact.value.as_str())
    }

    /// The part with a key.
    pub(super) fn part(&self, key: &str) -> Option<&Self> {
        self.parts.iter().find(|part| part.key == key)
    }
}

/// The items to show; everything that is not named is left out.
#[derive(Debug, Default)]
pub(super) struct Selection {
    pub(super) types: BTreeSet<TypeId>,
    /// Positions of operations.
    pub(super) operations: BTreeSet<usize>,
    /// `query.name` or `path.name`.
    pub(super) parameters: BTreeSet<String>,
}

impl Trace {
    /// Types, operations and parameters of a step.
    pub(super) fn nodes(&self, api: &Api, only: Option<&Selection>) -> Vec<Node> {
        let labels = &self.labels;
        let mut types: Vec<TypeId> = api.types.ids().collect();
        types.retain(|id| only.is_none_or(|only| only.types.contains(id)));
        types.sort_by_key(|id| labels.of(*id));
        let types = types.into_iter().map(|id| labels.type_node(api, id));
        let operations = 0..api.operations.len();
        let operations = operations
            .filter(|one| only.is_none_or(|only| only.operations.contains(one)))
            .map(|position| labels.operation_node(api, &api.operations[position]));
        let parameters = api
            .parameters
            .iter()
            .map(|one| labels.parameter_node(api, one));
        let parameters =
            parameters.filter(|node| only.is_none_or(|only| only.parameters.contains(&node.key)));
        let bundles = api.bundles.iter().filter(|_| only.is_none());
        let bundles = bundles.map(calls::bundle_node);
        types
            .chain(operations)
            .chain(parameters)
            .chain(bundles)
            .collect()
    }
}

//! Rules on bodies: the sets of members of which one must be there whole, wherever in a body they are required.

use std::collections::BTreeSet;

use crate::ir::{Api, BodyRule, Operation, Shape, Type, TypeId, Usage};

/// The rules on the body of an operation.
pub(super) fn rules(api: &Api, operation: &Operation) -> Vec<BodyRule> {
    let mut walk = Walk {
        api,
        path: Vec::new(),
        open: BTreeSet::new(),
        rules: Vec::new(),
    };
    if let Some(body) = &operation.body {
        walk.usage(&body.usage);
    }
    walk.rules
}

struct Walk<'a> {
    api: &'a Api,
    path: Vec<String>,
    /// The types that the walk is inside of: a type inside itself has been walked already.
    open: BTreeSet<TypeId>,
    rules: Vec<BodyRule>,
}

impl Walk<'_> {
    fn usage(&mut self, usage: &Usage) {
        if !leads_to_rule(self.api, usage) {
            return;
        }
        if !usage.required_one_of.is_empty() {
            self.rules.push(BodyRule {
                path: self.path.clone(),
                sets: usage.required_one_of.clone(),
            });
        }
        match &usage.ty {
            Type::List(item) => self.inside("*", item),
            Type::Named(id) if self.open.insert(*id) => {
                self.shape(*id);
                self.open.remove(id);
            }
            _ => {}
        }
    }

    fn inside(&mut self, member: &str, usage: &Usage) {
        self.path.push(member.to_owned());
        self.usage(usage);
        self.path.pop();
    }

    fn shape(&mut self, id: TypeId) {
        let api = self.api;
        match &api.types[id].shape {
            Shape::Struct(object) => {
                for field in &object.fields {
                    self.inside(&field.wire, &field.usage);
                }
            }
            Shape::Union(union) => {
                for variant in &union.variants {
                    self.usage(&variant.usage);
                }
            }
            Shape::Enum(_) | Shape::Id => {}
        }
    }
}

/// Whether a usage or anything that it reaches has a rule. Most do not, and there are too many ways to walk them all.
fn leads_to_rule(api: &Api, usage: &Usage) -> bool {
    let reached = api.reached_from([usage]);
    let mut inside = reached.iter().flat_map(|id| api.types[*id].shape.usages());
    has_rule(usage) || inside.any(has_rule)
}

fn has_rule(usage: &Usage) -> bool {
    !usage.required_one_of.is_empty() || usage.ty.inner().is_some_and(has_rule)
}

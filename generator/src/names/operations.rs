//! Names of groups and of operations in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, Group, Ident, OperationName, rule};
use crate::ir::{Api, Operation, Shape, Type};

/// The groups, by tag.
pub(super) fn groups(api: &Api) -> Vec<Group> {
    let tags = api.tags.iter();
    tags.map(|tag| Group {
        module: Ident::snake(&tag.name),
        ty: Ident::camel(&tag.name),
    })
    .collect()
}

impl Builder<'_> {
    /// The names of every operation, in the order of `Api::operations`.
    pub(super) fn operations(&mut self) -> Vec<OperationName> {
        let api = self.api;
        let mut wanted: Vec<(Ident, bool)> = Vec::new();
        for operation in &api.operations {
            let given = self.entry("operations", &operation.id);
            let by_rule = || {
                let tag = &api.tags[operation.tag].name;
                Ident::snake(&rule::method(tag, &operation.id, is_list(api, operation)))
            };
            wanted.push((given.clone().unwrap_or_else(by_rule), given.is_some()));
        }
        let taken = self.collisions(&wanted);
        let mut used: BTreeSet<(usize, Ident)> = BTreeSet::new();
        let named = api.operations.iter().zip(wanted).enumerate();
        named
            .map(|(position, (operation, (mut method, _)))| {
                if taken.contains(&position) || !used.insert((operation.tag, method.clone())) {
                    method = Ident::snake(&operation.id.replace('/', "_"));
                    used.insert((operation.tag, method.clone()));
                }
                OperationName {
                    request: Ident::camel(method.bare()),
                    method,
                }
            })
            .collect()
    }

    /// The operations that must give way because another of their group has the same name. The one whose id is
    /// `group/name` keeps it, as does one that is named on purpose.
    fn collisions(&mut self, wanted: &[(Ident, bool)]) -> BTreeSet<usize> {
        let api = self.api;
        let mut by_name: BTreeMap<(usize, &Ident), Vec<usize>> = BTreeMap::new();
        for (position, operation) in api.operations.iter().enumerate() {
            by_name
                .entry((operation.tag, &wanted[position].0))
                .or_default()
                .push(position);
        }
        let mut losers = BTreeSet::new();
        for ((tag, name), positions) in by_name.into_iter().filter(|(_, many)| many.len() > 1) {
            for position in positions {
                let operation = &api.operations[position];
                let natural = operation.id == format!("{}/{name}", api.tags[tag].name);
                if !natural && !wanted[position].1 {
                    self.collision(
                        "operations",
                        &operation.id,
                        &name.to_string(),
                        &operation.at,
                    );
                    losers.insert(position);
                }
            }
        }
        losers
    }
}

/// Whether the answer is a list: an array, a page, or an object whose `items` are an array.
fn is_list(api: &Api, operation: &Operation) -> bool {
    match operation.success.as_ref().map(|usage| &usage.ty) {
        Some(Type::List(_) | Type::Page(_)) => true,
        Some(Type::Named(id)) => match &api.types[*id].shape {
            Shape::Struct(object) => object
                .fields
                .iter()
                .any(|field| field.wire == "items" && matches!(field.usage.ty, Type::List(_))),
            _ => false,
        },
        _ => false,
    }
}

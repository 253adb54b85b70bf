//! Names of groups and of operations in them.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::BODY;
use super::scope::{Scope, itself};
use super::{Builder, Group, Ident, OperationName, rule, types};
use crate::ir::{Api, Operation, Shape, Struct, Type};
use crate::pointer::Pointer;

/// Names that the client, its features or the index of the groups use for something else.
const RESERVED: &[&str] = &[
    "builder",
    "clone",
    "core",
    "default",
    "from",
    "from_env",
    "full",
    "into",
    "mod",
    "native_tls",
    "blocking",
    "tracing",
    "rustls",
    "serde_full",
    "serde_json",
];

impl Builder<'_> {
    /// The groups, by tag.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let api = self.api;
        let mut scope = Scope::reserved(RESERVED);
        let mut groups = Vec::new();
        for (position, tag) in api.tags.iter().enumerate() {
            let mut operations = api.operations.iter();
            let first = operations.find(|operation| operation.tag == position);
            let at = first.map_or_else(Pointer::root, |operation| operation.at.clone());
            let given = self.entry("tags", &tag.name);
            let mut name = given.clone().unwrap_or_else(|| Ident::snake(&tag.name));
            if given.is_none() && RESERVED.contains(&name.bare()) {
                name = name.with_suffix("_group");
            }
            let module = self.claim(&mut scope, &name, ("tags", &tag.name), &at, itself);
            let ty = item(module.bare(), "Group", None);
            groups.push(Group { module, ty });
        }
        groups
    }

    /// The names of every operation, in the order of `Api::operations`.
    pub(super) fn operations(&mut self, groups: &[Group]) -> Vec<OperationName> {
        let wanted = self.wanted();
        let losers = self.losers(&wanted);
        let mut methods: Vec<Scope> = groups.iter().map(|_| Scope::default()).collect();
        let mut items: Vec<Scope> = groups
            .iter()
            .map(|group| Scope::reserved(&[group.ty.bare()]))
            .collect();
        let api = self.api;
        let named = api.operations.iter().zip(wanted).enumerate();
        named
            .map(|(position, (operation, (method, _)))| {
                let (tag, key) = (operation.tag, ("operations", operation.id.as_str()));
                let method = if losers.contains(&position) {
                    // Nothing is left out for the group's sake.
                    let whole =
                        Ident::snake(&rule::method("", &operation.id, is_list(api, operation)));
                    let free = methods[tag].take(&whole, itself);
                    self.collision("operations", key.1, (&method, &free), &operation.at);
                    free
                } else {
                    self.claim(&mut methods[tag], &method, key, &operation.at, itself)
                };
                let request = item(method.bare(), "Call", Some(&groups[tag].ty));
                let brings = |name: &Ident| {
                    let params = name.with_suffix("Params").bare().to_owned();
                    let params = may_be_by_name(operation).then_some(params);
                    params.into_iter().chain(itself(name)).collect()
                };
                OperationName {
                    request: self.claim(&mut items[tag], &request, key, &operation.at, brings),
                    method,
                    parameters: self.arguments(operation),
                    body: Ident::snake(BODY),
                }
            })
            .collect()
    }

    /// The method that each operation should have, and whether an entry says so.
    fn wanted(&mut self) -> Vec<(Ident, bool)> {
        let api = self.api;
        let operations = api.operations.iter();
        operations
            .map(|operation| {
                if let Some(given) = self.entry("operations", &operation.id) {
                    return (given, true);
                }
                let tag = &api.tags[operation.tag].name;
                let rule = rule::method(tag, &operation.id, is_list(api, operation));
                (Ident::snake(&rule), false)
            })
            .collect()
    }

    /// The operations that must give way because another of their group has the same name. The one whose id is
    /// `group/name` keeps it, or else the first that is named on purpose.
    fn losers(&self, wanted: &[(Ident, bool)]) -> BTreeSet<usize> {
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
            let id = format!("{}/{name}", api.tags[tag].name);
            let natural = positions.iter().find(|one| api.operations[**one].id == id);
            let keeper = natural.or_else(|| positions.iter().find(|one| wanted[**one].1));
            for position in positions.iter().filter(|one| Some(*one) != keeper) {
                losers.insert(*position);
            }
        }
        losers
    }
}

/// The name of a type in the file of a group.
fn item(name: &str, suffix: &str, group: Option<&Ident>) -> Ident {
    let name = Ident::camel(name);
    if types::RESERVED.contains(&name.bare()) || Some(&name) == group {
        name.with_suffix(suffix)
    } else {
        name
    }
}

/// Whether the required arguments may become a struct; what a bundle holds counts as one argument in the end.
fn may_be_by_name(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter();
    let body = operation.body.iter().filter(|body| body.required).count();
    parameters.filter(|one| one.required).count() + body > Struct::MOST_ARGUMENTS
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

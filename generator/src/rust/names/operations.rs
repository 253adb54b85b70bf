//! Names of groups and of operations in them.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::BODY;
use super::decide::{Wanted, kept_first};
use super::scope::{Scope, itself};
use super::{Builder, By, Group, Ident, Item, OperationName, rule, types};
use crate::model::ir::{Api, Operation, Shape, Struct, Type};
use crate::source::pointer::Pointer;

/// Names that the client, its features or the index of the groups use for something else.
const RESERVED: &[&str] = &[
    "builder",
    "clone",
    "core",
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "switched_off",
    "default",
    "from",
    "from_env",
    "full",
    "into",
    "mod",
    "native_tls",
    "blocking",
    "jiff",
    "chrono",
    "time",
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
        let mut wanted = Vec::new();
        for (position, tag) in api.tags.iter().enumerate() {
            let mut operations = api.operations.iter();
            let first = operations.find(|operation| operation.tag == position);
            let at = first.map_or_else(Pointer::root, |operation| operation.at.clone());
            let mut rule = Ident::snake(&tag.name);
            if RESERVED.contains(&rule.bare()) {
                rule = rule.with_suffix("_group");
            }
            let about = ("tags", tag.name.clone(), &at);
            let kept = self.found.group(position);
            wanted.push(self.decide(Item::Group(position), about, kept, rule));
        }
        let modules = self.claim_all(&mut scope, "tags", &wanted, |_, name| itself(name));
        let groups = modules.into_iter().map(|module| {
            let ty = item(module.bare(), "Group", None);
            Group { module, ty }
        });
        groups.collect()
    }

    /// The names of every operation, in the order of `Api::operations`.
    pub(super) fn operations(&mut self, groups: &[Group]) -> Vec<OperationName> {
        let api = self.api;
        let wanted = self.wanted(groups);
        let losers = self.losers(&wanted);
        let mut methods: Vec<Scope> = groups.iter().map(|_| Scope::default()).collect();
        let mut items: Vec<Scope> = groups
            .iter()
            .map(|group| Scope::reserved(&[group.ty.bare()]))
            .collect();
        let mut names: Vec<Option<OperationName>> = api.operations.iter().map(|_| None).collect();
        for position in kept_first(&wanted) {
            let operation = &api.operations[position];
            let Wanted { name, key, at, .. } = &wanted[position];
            let (tag, about) = (operation.tag, ("operations", key.as_str()));
            let method = if losers.contains(&position) {
                // Nothing is left out for the group's sake.
                let whole = rule::method(&[], &operation.id, is_list(api, operation));
                let free = methods[tag].take(&Ident::snake(&whole), itself);
                self.collision("operations", key, (name, &free), at);
                free
            } else {
                self.claim(&mut methods[tag], name, about, at, itself)
            };
            let request = self.request(position, &method, &groups[tag]);
            let brings = |name: &Ident| {
                let params = name.with_suffix("Params").bare().to_owned();
                let params = may_be_by_name(operation).then_some(params);
                params.into_iter().chain(itself(name)).collect()
            };
            names[position] = Some(OperationName {
                request: self.claim(&mut items[tag], &request, about, at, brings),
                method,
                parameters: self.arguments(operation),
                body: Ident::snake(BODY),
            });
        }
        names.into_iter().flatten().collect()
    }

    /// The method that each operation should have.
    fn wanted(&mut self, groups: &[Group]) -> Vec<Wanted> {
        let api = self.api;
        let mut wanted = Vec::new();
        for (position, operation) in api.operations.iter().enumerate() {
            let tag = &api.tags[operation.tag].name;
            let module = groups[operation.tag].module.bare();
            let rule = rule::method(&[tag, module], &operation.id, is_list(api, operation));
            let about = ("operations", operation.id.clone(), &operation.at);
            // In another group it is another method, and the words of the old group may be missing or too much.
            let kept = self.found.operation(position);
            let kept = kept.and_then(|(key, _)| key.split_once('.'));
            let group = groups[operation.tag].module.bare();
            let kept = kept.filter(|(old, _)| *old == group || self.was(operation.tag, old));
            let kept = kept.map(|(_, method)| method);
            let one = self.decide(Item::Operation(position), about, kept, Ident::snake(&rule));
            wanted.push(one);
        }
        wanted
    }

    /// Whether the group of a tag was called so.
    fn was(&self, tag: usize, module: &str) -> bool {
        self.found.group(tag) == Some(module)
    }

    /// The type of an operation's request, as long as its method has the name that it had.
    fn request(&self, position: usize, method: &Ident, group: &Group) -> Ident {
        let kept = self.found.operation(position).filter(|(key, _)| {
            let old = key.split_once('.').map(|(_, method)| method);
            old == Some(method.to_string().as_str())
        });
        let kept = kept.and_then(|(_, line)| Ident::given(&line.request));
        kept.unwrap_or_else(|| item(method.bare(), "Call", Some(&group.ty)))
    }

    /// The operations that must give way because another of their group has the same name. The one that has it already
    /// keeps it, or else the one whose id is `group/name`, or else the first that is named on purpose.
    fn losers(&self, wanted: &[Wanted]) -> BTreeSet<usize> {
        let api = self.api;
        let mut by_name: BTreeMap<(usize, &Ident), Vec<usize>> = BTreeMap::new();
        for (position, operation) in api.operations.iter().enumerate() {
            by_name
                .entry((operation.tag, &wanted[position].name))
                .or_default()
                .push(position);
        }
        let mut losers = BTreeSet::new();
        for ((tag, name), positions) in by_name.into_iter().filter(|(_, many)| many.len() > 1) {
            let id = format!("{}/{name}", api.tags[tag].name);
            let first = |is: &dyn Fn(usize) -> bool| positions.iter().find(|one| is(**one));
            let keeper = first(&|one| wanted[one].kept)
                .or_else(|| first(&|one| api.operations[one].id == id))
                .or_else(|| first(&|one| self.is_entry(one)));
            for position in positions.iter().filter(|one| Some(*one) != keeper) {
                losers.insert(*position);
            }
        }
        losers
    }

    fn is_entry(&self, position: usize) -> bool {
        let decision = self.decisions.get(&Item::Operation(position));
        decision.is_some_and(|decision| matches!(decision.by, By::Entry(..)))
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

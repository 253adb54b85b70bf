//! Names of groups and of operations in them.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::BODY;
use super::companions::{Beside, Companion};
use super::decide::Wanted;
use super::reserved::is_reserved;
use super::scope::{Scope, itself};
use super::{Builder, By, Group, Ident, Item, OperationName, rule};
use crate::lock;
use model::ir::{Api, Operation, Shape, Type};
use source::pointer::Pointer;

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
    "loopback",
    "jiff",
    "chrono",
    "time",
    "tracing",
    "rustls",
    "serde_full",
    "serde_json",
];

/// The names that are taken in a group.
struct Scopes {
    methods: Scope,
    /// Those of the types in its file.
    items: Scope,
}

impl Scopes {
    fn new(group: &Group) -> Self {
        Self {
            methods: Scope::default(),
            items: Scope::reserved(&[group.ty.bare()]),
        }
    }
}

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
            let locked = self.found.group(position);
            wanted.push(self.decide(Item::Group(position), about, locked, rule));
        }
        let modules = self.claim_all(&mut scope, &wanted, |_, name| itself(name));
        let groups = modules.into_iter().map(|module| {
            let ty = item(module.bare(), "Group", None);
            Group { module, ty }
        });
        groups.collect()
    }

    /// The names of every operation, in the order of `Api::operations`. What has its names takes them, with what comes
    /// with it, before what is new.
    pub(super) fn operations(&mut self, groups: &[Group]) -> Vec<OperationName> {
        let wanted = self.wanted(groups);
        let losers = self.losers(&wanted);
        let mut scopes: Vec<Scopes> = groups.iter().map(Scopes::new).collect();
        let mut names: BTreeMap<usize, OperationName> = BTreeMap::new();
        let (locked, new): (Vec<usize>, Vec<usize>) =
            (0..wanted.len()).partition(|position| wanted[*position].locked);
        for positions in [locked, new] {
            for position in &positions {
                let tag = self.api.operations[*position].tag;
                let gives_way = losers.contains(position);
                let about = (*position, &wanted[*position], gives_way);
                let name = self.operation(about, &groups[tag], &mut scopes[tag]);
                names.insert(*position, name);
            }
            for position in positions {
                let tag = self.api.operations[position].tag;
                if let Some(name) = names.get_mut(&position) {
                    let at = &wanted[position].at;
                    self.beside((position, at), &groups[tag], &mut scopes[tag], name);
                }
            }
        }
        names.into_values().collect()
    }

    fn operation(
        &mut self,
        (position, wanted, gives_way): (usize, &Wanted, bool),
        group: &Group,
        scopes: &mut Scopes,
    ) -> OperationName {
        let operation = &self.api.operations[position];
        let method = if gives_way {
            // Nothing is left out for the group's sake.
            let whole = rule::method(&[], &operation.id, is_list(self.api, operation));
            let free = scopes.methods.take(&Ident::snake(&whole), itself);
            self.collision(wanted, &free, None);
            free
        } else {
            self.claim(&mut scopes.methods, wanted, &[], itself)
        };
        let request = Wanted {
            table: wanted.table,
            name: self.request(position, &method, group),
            locked: wanted.locked,
            key: wanted.key.clone(),
            at: wanted.at.clone(),
        };
        OperationName {
            request: self.claim(&mut scopes.items, &request, &[], itself),
            method,
            parameters: self.arguments(operation),
            body: Ident::snake(BODY),
            companions: Vec::new(),
        }
    }

    /// Names what comes with an operation.
    fn beside(
        &mut self,
        (position, at): (usize, &Pointer),
        group: &Group,
        scopes: &mut Scopes,
        name: &mut OperationName,
    ) {
        let operation = &self.api.operations[position];
        let key = lock::key(&group.module.to_string(), &name.method.to_string());
        let locked = self.found.operation(position).map(|(key, _)| key);
        let with = |name| Beside {
            name,
            key: &key,
            locked,
            at,
        };
        for role in self.group_companions(operation) {
            let beside = with(name.method.bare());
            let companion = self.claim_companion(&mut scopes.methods, role, beside, itself);
            name.companions.push((role, companion));
        }
        if operation.by_name {
            let beside = with(name.request.bare());
            let params = self.claim_companion(&mut scopes.items, Companion::Params, beside, itself);
            name.companions.push((Companion::Params, params));
        }
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
            let locked = self.found.operation(position);
            let locked = locked.and_then(|(key, _)| key.split_once('.'));
            let group = groups[operation.tag].module.bare();
            let locked = locked.filter(|(old, _)| *old == group || self.was(operation.tag, old));
            let locked = locked.map(|(_, method)| method);
            let one = self.decide(
                Item::Operation(position),
                about,
                locked,
                Ident::snake(&rule),
            );
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
        let locked = self.found.operation(position).filter(|(key, _)| {
            let old = key.split_once('.').map(|(_, method)| method);
            old == Some(method.to_string().as_str())
        });
        let locked = locked.and_then(|(_, line)| Ident::given(&line.request));
        locked.unwrap_or_else(|| item(method.bare(), "Call", Some(&group.ty)))
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
            let keeper = first(&|one| wanted[one].locked)
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
    if is_reserved(name.bare()) || Some(&name) == group {
        name.with_suffix(suffix)
    } else {
        name
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

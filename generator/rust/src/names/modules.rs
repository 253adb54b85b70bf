//! Modules of `types`: which types share a file.
//!
//! Takes the names of types; gives each its module. What only one type uses is in the module of that type, whether the
//! description writes it in place or as a component, which changes from release to release; what has such types itself
//! has a module of its own. What is in place in the operations of one group is in a module of that group. All
//! identifiers are in one module. Invariant: the types of a module are reached by the same groups, the identifiers apart.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Group, Ident};
use model::ir::{Api, Operation, Shape, TypeId, Usage};

/// The module of the identifiers.
pub const IDS: &str = "ids";

/// The modules of `types` that hold types of the description, each with its types: an owner before what it owns.
#[derive(Debug, Default)]
pub(super) struct Modules(BTreeMap<Ident, Vec<TypeId>>);

impl Modules {
    pub(super) fn new(api: &Api, types: &HashMap<TypeId, Ident>, groups: &[Group]) -> Self {
        let homes = Homes::new(api, types);
        let mut modules: BTreeMap<Ident, BTreeSet<TypeId>> = BTreeMap::new();
        for (id, name) in types {
            let module = match homes.home(*id) {
                _ if matches!(api.types[*id].shape, Shape::Id) => Ident::snake(IDS),
                Some(Owner::Type(owner)) => own(types[&owner].bare()),
                Some(Owner::Group(tag)) => of_group(&groups[tag]),
                None => own(name.bare()),
            };
            modules.entry(module).or_default().insert(*id);
        }
        let ordered = |(module, ids): (Ident, BTreeSet<TypeId>)| {
            let ids = ordered(api, types, &ids);
            (module, ids)
        };
        Self(modules.into_iter().map(ordered).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Ident, &[TypeId])> {
        self.0.iter().map(|(module, ids)| (module, ids.as_slice()))
    }
}

/// The module of a type that has one of its own.
#[must_use]
pub fn own(ty: &str) -> Ident {
    let module = Ident::snake(ty);
    // `_2` is the same in both cases, and a module has one namespace with a type.
    if module.bare() == ty {
        module.with_suffix("_type")
    } else {
        module
    }
}

/// The module of what is in place in the operations of a group.
pub(super) fn of_group(group: &Group) -> Ident {
    group.module.with_suffix("_operations")
}

/// Whose file a type is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Type(TypeId),
    Group(usize),
}

/// Who uses a type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    Type(TypeId),
    Operation(usize),
}

struct Homes<'a> {
    api: &'a Api,
    /// What alone uses a type, itself apart.
    only_users: HashMap<TypeId, User>,
    /// The types that alone use another one.
    owners: HashSet<TypeId>,
}

impl<'a> Homes<'a> {
    fn new(api: &'a Api, types: &HashMap<TypeId, Ident>) -> Self {
        let only = |(id, users): (TypeId, BTreeSet<User>)| {
            let mut users = users.into_iter().filter(|user| *user != User::Type(id));
            let first = users.next()?;
            users.next().is_none().then_some((id, first))
        };
        let only_users: HashMap<TypeId, User> =
            users(api, types).into_iter().filter_map(only).collect();
        let owner = |user: &User| match user {
            User::Type(id) => Some(*id),
            User::Operation(_) => None,
        };
        let owners = only_users.values().filter_map(owner).collect();
        Self {
            api,
            only_users,
            owners,
        }
    }

    /// The type, or the group of operations, in whose file a type is; none for what has a file of its own.
    fn home(&self, id: TypeId) -> Option<Owner> {
        let home = match *self.only_users.get(&id)? {
            _ if self.owners.contains(&id) => return None,
            User::Operation(_) if self.api.types[id].hint().component => return None,
            User::Operation(tag) => Owner::Group(tag),
            User::Type(user) => Owner::Type(user),
        };
        (self.tags(home) == self.api.types[id].tags).then_some(home)
    }

    fn tags(&self, owner: Owner) -> BTreeSet<usize> {
        match owner {
            Owner::Type(id) => self.api.types[id].tags.clone(),
            Owner::Group(tag) => BTreeSet::from([tag]),
        }
    }
}

/// Who mentions each type.
fn users(api: &Api, types: &HashMap<TypeId, Ident>) -> HashMap<TypeId, BTreeSet<User>> {
    let mut users: HashMap<TypeId, BTreeSet<User>> = HashMap::new();
    let mut add = |usage: &Usage, user: User| {
        usage.for_each_named(&mut |id| {
            users.entry(id).or_default().insert(user);
        });
    };
    for (id, def) in api.types.iter().filter(|(id, _)| types.contains_key(id)) {
        for usage in def.shape.usages() {
            add(usage, User::Type(id));
        }
    }
    for operation in &api.operations {
        for usage in Operation::usages(operation) {
            add(usage, User::Operation(operation.tag));
        }
    }
    users
}

/// The types of a module as they are read: each after what mentions it first.
fn ordered(api: &Api, types: &HashMap<TypeId, Ident>, ids: &BTreeSet<TypeId>) -> Vec<TypeId> {
    let mut roots: Vec<TypeId> = ids.iter().copied().collect();
    let mentioned: BTreeSet<TypeId> = roots.iter().flat_map(|id| mentions(api, *id)).collect();
    roots.sort_by_key(|id| (mentioned.contains(id), &types[id]));
    let mut order = Vec::new();
    for root in roots {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if ids.contains(&id) && !order.contains(&id) {
                order.push(id);
                open.extend(mentions(api, id).into_iter().rev());
            }
        }
    }
    order
}

fn mentions(api: &Api, id: TypeId) -> Vec<TypeId> {
    let mut mentions = Vec::new();
    for usage in api.types[id].shape.usages() {
        usage.for_each_named(&mut |id| mentions.push(id));
    }
    mentions
}

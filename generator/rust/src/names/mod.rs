//! Stage *names*: the one place where Rust names are made.
//!
//! Takes the frozen [`Api`], `names.toml` and the lock; gives every item its name. A name is decided by an entry with a
//! reason, or else it is the one that the item had, or else a rule gives it; a collision is a finding that prints the
//! entry to add.
//!
//! Invariant: nobody else builds an [`Ident`]; the emitters look names up. What has a name takes it before what is new.

mod alternatives;
mod arguments;
mod bundles;
mod changes;
mod companions;
mod config;
mod decide;
mod entity;
mod fields;
mod findings;
mod ident;
mod modules;
mod operations;
mod overrides;
mod record;
mod relocated;
mod report;
mod reserved;
mod rule;
mod scope;
mod together;
mod types;
mod values;
mod variants;
mod wording;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub use bundles::{BundleName, bundles};
pub use companions::Companion;
pub use config::{Entry, NamesFile, TABLES};
pub use decide::{By, Decision, Item};
pub use fields::Methods;
pub use ident::Ident;
pub use modules::{IDS, own as own_module};

use crate::lock::{Found, Lock, Locked};
use diagnostics::Diagnostics;
use model::ir::{Api, Bundle, Shape, TypeId};
use source::Source;
use source::pointer::Pointer;

/// Every Rust name.
#[derive(Debug, Default)]
pub struct Names {
    types: HashMap<TypeId, Ident>,
    fields: HashMap<TypeId, Vec<Ident>>,
    methods: HashMap<TypeId, Vec<Methods>>,
    variants: HashMap<TypeId, Vec<Ident>>,
    tags: Vec<Group>,
    operations: Vec<OperationName>,
    bundles: HashMap<String, BundleName>,
    scopes: BTreeMap<String, Ident>,
    companions: HashMap<TypeId, Vec<(Companion, Ident)>>,
    modules: modules::Modules,
    decisions: HashMap<Item, Decision>,
}

/// What names are decided by.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The entries of `names.toml`.
    pub entries: &'a NamesFile,
    /// Its text, for findings about it.
    pub source: &'a Arc<Source>,
    /// The names that were given before.
    pub lock: &'a Lock,
    /// Whether all of them must fit the API.
    pub strict: bool,
}

/// The names of a group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// Module, feature and accessor: `boards`.
    pub module: Ident,
    /// The type that has the methods: `Boards`.
    pub ty: Ident,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct OperationName {
    /// The method: `list_pins`.
    pub method: Ident,
    /// The request: `ListPins`.
    pub request: Ident,
    /// Its parameters as arguments or setters, in the operation's order.
    pub parameters: Vec<Ident>,
    /// The argument or setter that takes the request body.
    pub body: Ident,
    /// What comes with it.
    companions: Vec<(Companion, Ident)>,
}

impl OperationName {
    /// The name of what comes with the operation in a role, if something does.
    #[must_use]
    pub fn companion(&self, role: Companion) -> Option<&Ident> {
        companion_of(&self.companions, role)
    }
}

impl Names {
    /// Names everything; tells what became of the names that were given before.
    pub fn build(api: &Api, given: Given<'_>, diagnostics: &mut Diagnostics) -> (Self, Locked) {
        let found = given
            .lock
            .find(api, &overrides::overrides(api, given.entries));
        let mut builder = Builder {
            api,
            given,
            found: &found,
            used: BTreeSet::new(),
            decisions: HashMap::new(),
            together: Vec::new(),
            diagnostics,
        };
        builder.together = builder.together();
        let tags = builder.groups();
        let mut companions = HashMap::new();
        let types = builder.types(&tags, &mut companions);
        let mut names = Self {
            companions,
            modules: modules::Modules::new(api, &types, &tags),
            types,
            operations: builder.operations(&tags),
            bundles: builder.bundles(),
            scopes: builder.scopes(),
            tags,
            ..Self::default()
        };
        builder.members(&mut names);
        builder.report_unused();
        names.decisions = std::mem::take(&mut builder.decisions);
        let entries = names.record(api, given.lock, &found);
        let locked = builder.report_changes(&names, entries);
        (names, locked)
    }

    /// How the name of an item came about.
    #[must_use]
    pub fn decision(&self, item: &Item) -> Option<&Decision> {
        self.decisions.get(item)
    }

    /// The name of a type.
    ///
    /// # Panics
    ///
    /// If the type is not reachable from an operation: the emitters only ask for types that are.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Ident {
        &self.types[&id]
    }

    /// Every named type, ordered by name.
    #[must_use]
    pub fn sorted_types(&self) -> Vec<(TypeId, &Ident)> {
        let mut sorted: Vec<_> = self.types.iter().map(|(id, name)| (*id, name)).collect();
        sorted.sort_by_key(|(_, name)| *name);
        sorted
    }

    /// The modules of `types` but those of bundles, each with its types: an owner before what it owns.
    pub fn modules(&self) -> impl Iterator<Item = (&Ident, &[TypeId])> {
        self.modules.iter()
    }

    /// The names of a struct's fields, in the struct's order.
    #[must_use]
    pub fn fields(&self, id: TypeId) -> &[Ident] {
        self.fields.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The methods beside the setter of each field, in the struct's order.
    #[must_use]
    pub fn methods(&self, id: TypeId) -> &[Methods] {
        self.methods.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The name of what comes with a type in a role, if something does.
    #[must_use]
    pub fn companion(&self, id: TypeId, role: Companion) -> Option<&Ident> {
        companion_of(self.companions.get(&id)?, role)
    }

    /// The names of an enum's or a union's variants, in its order.
    #[must_use]
    pub fn variants(&self, id: TypeId) -> &[Ident] {
        self.variants.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The OAuth scopes that operations need, each with the name of its variant.
    pub fn scopes(&self) -> impl Iterator<Item = (&str, &Ident)> {
        self.scopes
            .iter()
            .map(|(scope, name)| (scope.as_str(), name))
    }

    /// The names of a tag's group.
    #[must_use]
    pub fn group(&self, tag: usize) -> &Group {
        &self.tags[tag]
    }

    /// The names of the operation at a position of `Api::operations`.
    #[must_use]
    pub fn operation(&self, position: usize) -> &OperationName {
        &self.operations[position]
    }

    /// The names of a bundle of `Api::bundles`.
    #[must_use]
    pub fn bundle(&self, bundle: &Bundle) -> &BundleName {
        &self.bundles[&bundle.name]
    }
}

fn companion_of(companions: &[(Companion, Ident)], role: Companion) -> Option<&Ident> {
    let mut companions = companions.iter();
    companions
        .find(|(one, _)| *one == role)
        .map(|(_, name)| name)
}

/// What naming needs at every step.
struct Builder<'a> {
    api: &'a Api,
    given: Given<'a>,
    /// The names that items had.
    found: &'a Found<'a>,
    /// The entries that named something, by table and key.
    used: BTreeSet<(&'static str, String)>,
    decisions: HashMap<Item, Decision>,
    together: wording::Together,
    diagnostics: &'a mut Diagnostics,
}

/// A type whose members are named: its name, and the one that it had.
#[derive(Clone, Copy)]
struct Owner<'o> {
    id: TypeId,
    name: &'o str,
    locked: Option<&'o str>,
    at: &'o Pointer,
}

impl Builder<'_> {
    /// Names what is inside the types.
    fn members(&mut self, names: &mut Names) {
        let api = self.api;
        for (id, def) in api.types.iter() {
            let Some(name) = names.types.get(&id).map(ToString::to_string) else {
                continue;
            };
            let owner = Owner {
                id,
                name: &name,
                locked: self.found.ty(id),
                at: def.at(),
            };
            match &def.shape {
                Shape::Struct(object) => {
                    let inside = self.inside(owner, object);
                    names.methods.insert(id, inside.methods);
                    names.fields.insert(id, inside.fields);
                    let companions = names.companions.entry(id).or_default();
                    companions.extend(inside.companions);
                }
                Shape::Enum(values) => {
                    names.variants.insert(id, self.variants(owner, values));
                }
                Shape::Union(union) => {
                    let variants = self.union(owner, union, &names.types);
                    names.variants.insert(id, variants);
                }
                Shape::Id => {}
            }
        }
    }
}

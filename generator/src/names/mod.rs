//! Stage *names*: the one place where Rust names are made.
//!
//! Takes the frozen [`Api`] and `names.toml`; gives every item its name. A name is decided by a rule or by an entry with
//! a reason; a collision is a finding that prints the entry to add.
//!
//! Invariant: nobody else builds an [`Ident`]; the emitters look names up.

mod arguments;
mod bundles;
mod config;
mod fields;
mod findings;
mod hashes;
mod ident;
mod operations;
mod rule;
mod scope;
mod types;
mod variants;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub use bundles::bundles;
pub use config::NamesFile;
pub use ident::Ident;

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Bundle, TypeId};
use crate::pointer::Pointer;
use crate::source::Source;
use scope::Scope;

/// Every Rust name.
#[derive(Debug, Default)]
pub struct Names {
    types: HashMap<TypeId, Ident>,
    fields: HashMap<TypeId, Vec<Ident>>,
    hashing_setters: HashMap<TypeId, Vec<Option<Ident>>>,
    variants: HashMap<TypeId, Vec<Ident>>,
    tags: Vec<Group>,
    operations: Vec<OperationName>,
    bundles: HashMap<String, BundleName>,
    scopes: BTreeMap<String, Ident>,
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
}

/// The names of a bundle where it is used.
#[derive(Clone, Debug)]
pub struct BundleName {
    /// The argument or setter that takes it: `date_range`.
    pub argument: Ident,
    /// Its members, in the bundle's order.
    pub members: Vec<Ident>,
}

impl Names {
    /// Names everything.
    pub fn build(
        api: &Api,
        file: &NamesFile,
        source: &Arc<Source>,
        strict: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let used = BTreeSet::new();
        let mut builder = Builder {
            api,
            file,
            source,
            strict,
            used,
            diagnostics,
        };
        let tags = builder.groups();
        let mut names = Self {
            types: builder.types(),
            operations: builder.operations(&tags),
            bundles: builder.bundles(),
            scopes: builder.scopes(),
            tags,
            ..Self::default()
        };
        for (id, def) in api
            .types
            .iter()
            .filter(|(id, _)| names.types.contains_key(id))
        {
            let ty = names.types[&id].to_string();
            match &def.shape {
                crate::ir::Shape::Struct(object) => {
                    let fields = builder.fields(&ty, object, def.at());
                    let setters = builder.hashing_setters(&ty, object, &fields, def.at());
                    names.hashing_setters.insert(id, setters);
                    names.fields.insert(id, fields);
                }
                crate::ir::Shape::Enum(values) => {
                    names
                        .variants
                        .insert(id, builder.values(&ty, values, def.at()));
                }
                crate::ir::Shape::Union(union) => {
                    names
                        .variants
                        .insert(id, builder.union(&ty, union, def.at()));
                }
                crate::ir::Shape::Id => {}
            }
        }
        builder.report_unused();
        names
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

    /// The names of a struct's fields, in the struct's order.
    #[must_use]
    pub fn fields(&self, id: TypeId) -> &[Ident] {
        self.fields.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The setters that hash what they are given, one for each field that has one, in the struct's order.
    #[must_use]
    pub fn hashing_setters(&self, id: TypeId) -> &[Option<Ident>] {
        self.hashing_setters.get(&id).map_or(&[], Vec::as_slice)
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

/// The module that holds a type.
#[must_use]
pub fn module(ty: &str) -> Ident {
    Ident::snake(ty)
}

/// What naming needs at every step.
struct Builder<'a> {
    api: &'a Api,
    file: &'a NamesFile,
    /// The file's text, for findings about it.
    source: &'a Arc<Source>,
    strict: bool,
    /// The entries that named something, by table and key.
    used: BTreeSet<(&'static str, String)>,
    diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// The name that an entry gives to a key, if it is one and comes with a reason.
    fn entry(&mut self, table: &'static str, key: &str) -> Option<Ident> {
        let entry = self.file.table(table).get(key)?;
        self.used.insert((table, key.to_owned()));
        let given = Ident::given(&entry.name).filter(|_| !entry.reason.trim().is_empty());
        if given.is_none() {
            let entry = entry.clone();
            self.invalid(table, key, &entry);
        }
        given
    }

    /// Takes a name from a scope, with what it brings: the wanted one or, after a finding, the next that is free.
    fn claim(
        &mut self,
        scope: &mut Scope,
        wanted: &Ident,
        (table, key): (&str, &str),
        at: &Pointer,
        brings: impl Fn(&Ident) -> Vec<String>,
    ) -> Ident {
        let is_free = scope.is_free(&brings(wanted));
        let name = scope.take(wanted, brings);
        if !is_free {
            self.collision(table, key, (wanted, &name), at);
        }
        name
    }
}

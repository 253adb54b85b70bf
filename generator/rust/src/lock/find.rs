//! Entries and items: which item has which line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::entries::{Entries, OperationEntry, TypeEntry};
use super::likeness::{self, ENOUGH, TELLING};
use super::search::Search;
use model::ir::{Api, Operation, TypeId};

/// What entries of `names.toml` say about items that have lost their lines: an item that is given a name on purpose is
/// what the line of this name is about.
#[derive(Debug, Default)]
pub struct Overrides {
    /// Types, by an entry for their place.
    pub types: Vec<(TypeId, String)>,
    /// Operations by position, with their `group.method`.
    pub operations: Vec<(usize, String)>,
}

/// The lines of the items of an API.
#[derive(Debug, Default)]
pub struct Found<'l> {
    entries: Option<&'l Entries>,
    groups: HashMap<usize, &'l str>,
    operations: HashMap<usize, &'l str>,
    types: BTreeMap<TypeId, &'l str>,
    by_name: HashMap<&'l str, TypeId>,
}

impl<'l> Found<'l> {
    pub(super) fn new(lines: &'l Entries, api: &Api, overrides: &Overrides) -> Self {
        let mut found = Self {
            entries: Some(lines),
            ..Self::default()
        };
        found.operations = operations(lines, api);
        for (position, key) in &overrides.operations {
            let free = !found.operations.values().any(|one| one == key);
            if let Some((key, _)) = lines.operations.get_key_value(key).filter(|_| free) {
                found.operations.entry(*position).or_insert(key);
            }
        }
        found.groups = groups(lines, api, &found.operations);
        found.types = Search::new(lines, api, &found.operations).run(&overrides.types);
        found.by_name = found.types.iter().map(|(id, name)| (*name, *id)).collect();
        found
    }

    /// The name that a tag's module has.
    #[must_use]
    pub fn group(&self, tag: usize) -> Option<&'l str> {
        self.groups.get(&tag).copied()
    }

    /// The key and the line of the operation at a position.
    #[must_use]
    pub fn operation(&self, position: usize) -> Option<(&'l str, &'l OperationEntry)> {
        let key = *self.operations.get(&position)?;
        Some((key, self.entries?.operations.get(key)?))
    }

    /// The name that a type has.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> Option<&'l str> {
        self.types.get(&id).copied()
    }

    /// The type that has a name.
    #[must_use]
    pub fn type_named(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(name).copied()
    }

    /// The unnamed type that is most like the one of a line, if much of it is.
    #[must_use]
    pub fn nearest(&self, api: &Api, name: &str, line: &TypeEntry) -> Option<TypeId> {
        let recorded = likeness::recorded(self.entries?, name, &line.is);
        let free = api
            .types
            .live()
            .filter(|(id, def)| !self.types.contains_key(id) && def.shape.word() == line.is);
        let shares =
            free.map(|(id, def)| (likeness::share(&recorded, &likeness::present(def)), id));
        let near = shares.filter(|(share, _)| *share >= ENOUGH && recorded.len() >= TELLING);
        near.max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, id)| id)
    }
}

/// By id, then by method and path.
fn operations<'l>(lines: &'l Entries, api: &Api) -> HashMap<usize, &'l str> {
    let mut found = HashMap::new();
    let mut taken = BTreeSet::new();
    let keys: [fn(&Operation) -> String; 2] = [|one| one.id.clone(), call];
    for (round, key) in keys.iter().enumerate() {
        let by_key = lines.operations.iter().map(|(name, line)| {
            let key = if round == 0 { &line.id } else { &line.call };
            (key.as_str(), name.as_str())
        });
        let by_key: HashMap<&str, &str> =
            by_key.filter(|(_, name)| !taken.contains(name)).collect();
        for (position, operation) in api.operations.iter().enumerate() {
            if !found.contains_key(&position)
                && let Some(name) = by_key.get(key(operation).as_str())
                && taken.insert(*name)
            {
                found.insert(position, *name);
            }
        }
    }
    found
}

/// Method and path of an operation.
#[must_use]
pub fn call(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// By tag; a group whose tag is gone is where most of its operations are.
fn groups<'l>(
    lines: &'l Entries,
    api: &Api,
    operations: &HashMap<usize, &'l str>,
) -> HashMap<usize, &'l str> {
    let mut found: HashMap<usize, &str> = HashMap::new();
    let tag_of = |name: &str| api.tags.iter().position(|tag| tag.name == name);
    for (module, tag) in &lines.groups {
        found.extend(tag_of(tag).map(|position| (position, module.as_str())));
    }
    for (module, _) in lines.groups.iter().filter(|(_, tag)| tag_of(tag).is_none()) {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for (position, name) in operations {
            if name.split('.').next() == Some(module) {
                *votes.entry(api.operations[*position].tag).or_default() += 1;
            }
        }
        let most = votes
            .into_iter()
            .max_by_key(|(tag, count)| (*count, usize::MAX - tag));
        if let Some((tag, _)) = most {
            found.entry(tag).or_insert(module.as_str());
        }
    }
    found
}

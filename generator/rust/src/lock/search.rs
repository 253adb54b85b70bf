//! The search for types, although Pinterest renames components and moves lists about.
//!
//! A type is first looked for where it was declared, then where it was used, then by what it is made of; a place that
//! counts positions (`oneOf/1`) is believed only if most of what was there still does. What is found once may tell
//! where others are, so the last three are repeated until nothing more is found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::entries::{Entries, TypeEntry};
use super::likeness::{self, ENOUGH, TELLING};
use super::uses;
use model::ir::{Api, Operation, TypeId};

/// The search for the types of the lines.
pub(super) struct Search<'l, 'a> {
    entries: &'l Entries,
    api: &'a Api,
    /// The operations by the id that the lock has.
    operations: HashMap<&'l str, &'a Operation>,
    present: HashMap<TypeId, BTreeSet<String>>,
    /// The lines that have no type yet.
    open: BTreeSet<&'l str>,
    found: BTreeMap<TypeId, &'l str>,
    by_name: HashMap<&'l str, TypeId>,
}

impl<'l, 'a> Search<'l, 'a> {
    pub(super) fn new(
        lines: &'l Entries,
        api: &'a Api,
        operations: &HashMap<usize, &'l str>,
    ) -> Self {
        let operations = operations.iter().filter_map(|(position, name)| {
            let line = lines.operations.get(*name)?;
            Some((line.id.as_str(), &api.operations[*position]))
        });
        Self {
            entries: lines,
            api,
            operations: operations.collect(),
            present: api
                .types
                .live()
                .map(|(id, def)| (id, likeness::present(def)))
                .collect(),
            open: lines.types.keys().map(String::as_str).collect(),
            found: BTreeMap::new(),
            by_name: HashMap::new(),
        }
    }

    pub(super) fn run(mut self, overrides: &[(TypeId, String)]) -> BTreeMap<TypeId, &'l str> {
        for (id, name) in overrides {
            let line = self.entries.types.get_key_value(name);
            if let Some((name, _)) = line.filter(|(name, _)| self.open.contains(name.as_str())) {
                self.take(name, *id);
            }
        }
        self.by_place(|line| !counts(&line.at), |_, _| true);
        loop {
            let before = self.found.len();
            self.by_use();
            self.by_place(|_| true, |search, (name, id)| search.is_alike(name, id));
            self.by_members();
            if self.found.len() == before {
                break;
            }
        }
        self.found
    }

    fn take(&mut self, name: &'l str, id: TypeId) {
        self.open.remove(name);
        self.found.insert(id, name);
        self.by_name.insert(name, id);
    }

    /// Types of the same kind before others: a union and its base are declared at one place.
    fn by_place(
        &mut self,
        wanted: impl Fn(&TypeEntry) -> bool,
        fits: impl Fn(&Self, (&str, TypeId)) -> bool,
    ) {
        let (api, lines) = (self.api, self.entries);
        let mut by_place: HashMap<&str, Vec<&'l str>> = HashMap::new();
        for name in &self.open {
            let line = &lines.types[*name];
            if wanted(line) {
                by_place.entry(&line.at).or_default().push(name);
            }
        }
        for same_kind in [true, false] {
            for (id, def) in api.types.live() {
                for place in uses::identities(def) {
                    let names = by_place.get(place).into_iter().flatten().copied();
                    let mut names = names.filter(|name| {
                        let kind = lines.types[*name].is == def.shape.word();
                        kind == same_kind && self.open.contains(name) && fits(self, (name, id))
                    });
                    if !self.found.contains_key(&id)
                        && let Some(name) = names.next()
                    {
                        self.take(name, id);
                    }
                }
            }
        }
    }

    fn by_use(&mut self) {
        for name in self.open.clone() {
            let line = &self.entries.types[name];
            let operation = |id: &str| self.operations.get(id).copied();
            let ty = |name: &str| self.by_name.get(name).copied();
            let used = uses::resolve(self.api, &line.used, operation, ty);
            let free = used.into_iter().filter(|id| {
                !self.found.contains_key(id)
                    && self.present.contains_key(id)
                    && self.is_alike(name, *id)
            });
            let shares: Vec<(f64, TypeId)> = free.map(|id| (self.share(name, id), id)).collect();
            let most = shares.iter().map(|(share, _)| *share).fold(0.0, f64::max);
            if let Some((_, id)) = shares.iter().find(|(share, _)| *share >= most) {
                self.take(name, *id);
            }
        }
    }

    /// By what they are made of, if that is telling and no two have it.
    fn by_members(&mut self) {
        let mut free: BTreeMap<(&str, &BTreeSet<String>), Vec<TypeId>> = BTreeMap::new();
        for (id, def) in self
            .api
            .types
            .live()
            .filter(|(id, _)| !self.found.contains_key(id))
        {
            let key = (def.shape.word(), &self.present[&id]);
            free.entry(key).or_default().push(id);
        }
        let mut lost: BTreeMap<(&str, BTreeSet<String>), Vec<&'l str>> = BTreeMap::new();
        for name in &self.open {
            let line = &self.entries.types[*name];
            let members = likeness::recorded(self.entries, name, &line.is);
            let members = members.into_iter().map(str::to_owned).collect();
            lost.entry((&line.is, members)).or_default().push(name);
        }
        let mut pairs = Vec::new();
        for ((kind, members), names) in &lost {
            let ids = free.get(&(*kind, members)).map_or(&[][..], Vec::as_slice);
            if let ([name], [id]) = (names.as_slice(), ids)
                && members.len() >= TELLING
            {
                pairs.push((*name, *id));
            }
        }
        for (name, id) in pairs {
            self.take(name, id);
        }
    }

    /// Whether a type is of the kind of a line and has most of its members. The words of a union are names of
    /// components, so that their number has to do if what they hold has been renamed.
    fn is_alike(&self, name: &str, id: TypeId) -> bool {
        let (line, def) = (&self.entries.types[name], &self.api.types[id]);
        let recorded = likeness::recorded(self.entries, name, &line.is);
        let same_number = line.is == "union" && recorded.len() == self.present[&id].len();
        line.is == def.shape.word() && (same_number || self.share(name, id) >= ENOUGH)
    }

    fn share(&self, name: &str, id: TypeId) -> f64 {
        let recorded = likeness::recorded(self.entries, name, &self.entries.types[name].is);
        likeness::share(&recorded, &self.present[&id])
    }
}

/// Whether a place counts positions in a list.
fn counts(place: &str) -> bool {
    place
        .split('/')
        .any(|segment| segment.parse::<usize>().is_ok())
}

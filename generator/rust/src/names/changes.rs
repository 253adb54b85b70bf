//! Names that were given and that an item has no longer: each is an error until somebody accepts it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Builder, By, Ident, Item, Names, alternatives};
use crate::lock::{Entries, Locked, key, members};
use diagnostics::{Edit, Fix};
use model::ir::{Operation, Shape};

/// What became of the lines.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) renamed: Vec<Renamed>,
    pub(super) removed: Vec<Removed>,
}

/// A line whose item is called something else.
pub(super) struct Renamed {
    pub(super) table: &'static str,
    pub(super) key: String,
    /// What it would be called.
    pub(super) now: String,
    /// What keeps the name, if that is an entry or an overlay action.
    pub(super) keep: Option<Fix>,
}

/// A line that nothing has any more.
pub(super) struct Removed {
    pub(super) table: &'static str,
    pub(super) key: String,
    /// What is known of it; empty for a member.
    pub(super) what: String,
    /// What the item may be called by now, and the entry that says so.
    pub(super) keep: Option<(String, Fix)>,
}

impl Builder<'_> {
    /// Reports what is called otherwise or removed beside the new lines.
    pub(super) fn report_changes(&mut self, names: &Names, entries: Entries) -> Locked {
        let new = &entries;
        let mut changes = Changes::default();
        self.changed_groups(names, &mut changes);
        self.changed_operations(names, &mut changes);
        self.changed_types(names, new, &mut changes);
        self.changed_companions(names, new, &mut changes);
        self.changed_plain(new, &mut changes);
        if self.given.strict {
            self.report_each(&changes);
        } else {
            self.report_all(&changes);
        }
        let line = |table: &str, key: &str| format!("{table}.{key}");
        let renamed = changes.renamed.iter().map(|one| line(one.table, &one.key));
        let removed = changes.removed.iter().map(|one| line(one.table, &one.key));
        let (renamed, removed) = (renamed.collect(), removed.collect());
        Locked {
            entries,
            renamed,
            removed,
            relocated: self.relocated(),
            other_words: self.other_words(),
        }
    }

    fn changed_groups(&self, names: &Names, changes: &mut Changes) {
        for (module, tag) in &self.given.lock.entries.groups {
            let mut tags = 0..names.tags.len();
            let Some(found) = tags.find(|tag| self.found.group(*tag) == Some(module)) else {
                changes.removed(
                    ("groups", module),
                    format!("no operation has the tag `{tag}`"),
                );
                continue;
            };
            let now = names.tags[found].module.to_string();
            if now != *module && !is_given(names, &Item::Group(found), &now) {
                let keep = self.keep("tags", &self.api.tags[found].name, module);
                changes.renamed(("groups", module), format!("`{now}`"), keep);
            }
        }
    }

    fn changed_operations(&self, names: &Names, changes: &mut Changes) {
        let positions = 0..self.api.operations.len();
        let found = positions.filter_map(|one| Some((self.found.operation(one)?.0, one)));
        let found: BTreeMap<&str, usize> = found.collect();
        for (old, line) in &self.given.lock.entries.operations {
            let Some(position) = found.get(old.as_str()) else {
                let what = format!("neither `{}` nor {} is there", line.id, line.call);
                changes.removed(("operations", old), what);
                continue;
            };
            let operation = &self.api.operations[*position];
            let (name, group) = (&names.operations[*position], operation.tag);
            let (method, module) = (
                name.method.to_string(),
                names.tags[group].module.to_string(),
            );
            let (old_module, old_method) = old.split_once('.').unwrap_or(("", old));
            let same_group = module == old_module
                || self.found.group(group) == Some(old_module)
                    && is_given(names, &Item::Group(group), &module);
            let given = is_given(names, &Item::Operation(*position), &method);
            let now = format!("`{}`", key(&module, &method));
            if !same_group {
                let keep = self.tag_back(operation, old_module);
                changes.renamed(("operations", old), now, keep);
            } else if method != old_method && !given {
                let keep = self.keep("operations", &operation.id, old_method);
                changes.renamed(("operations", old), now, keep);
            } else if method == old_method && name.request.to_string() != line.request {
                let now = format!(
                    "{now} with the request `{}`, so far `{}`",
                    name.request, line.request
                );
                changes.renamed(("operations", old), now, None);
            }
        }
    }

    fn changed_types(&self, names: &Names, new: &Entries, changes: &mut Changes) {
        for old in self.given.lock.entries.types.keys() {
            let Some(id) = self.found.type_named(old) else {
                let (what, keep) = self.lost(names, old, &changes.removed);
                let (table, key) = ("types", old.clone());
                changes.removed.push(Removed {
                    table,
                    key,
                    what,
                    keep,
                });
                continue;
            };
            let now = names.ty(id).to_string();
            if now != *old && !is_given(names, &Item::Type(id), &now) {
                let keep = self.keep("types", self.api.types[id].at().as_str(), old);
                changes.renamed(("types", old), format!("`{now}`"), keep);
            }
            let old_lines = &self.given.lock.entries;
            let tables = [
                ("fields", &old_lines.fields, &new.fields),
                ("setters", &old_lines.setters, &new.setters),
                ("variants", &old_lines.variants, &new.variants),
            ];
            for (table, lines, new) in tables {
                self.changed_members((table, old, &now), lines, new, changes);
            }
            let old_lines = old_lines.alternatives_of(old);
            let old_lines = old_lines.map(|(word, line)| (word, line.name.clone()));
            let new_lines = new.alternatives_of(&now);
            let new_lines = new_lines
                .map(|(word, line)| (word, line.name.clone()))
                .collect();
            let about = ("alternatives", old.as_str());
            let entry = |word: &str| match &self.api.types[id].shape {
                Shape::Union(union) => {
                    let words = alternatives::words(union, &names.types);
                    let mut all = union.variants.iter().zip(words);
                    let found = all.find(|(_, own)| own == word);
                    found.map(|(variant, _)| alternatives::key(&now, union, variant))
                }
                _ => None,
            };
            self.changed_names(about, old_lines, &new_lines, entry, changes);
        }
    }

    fn changed_members(
        &self,
        (table, old, now): (&'static str, &str, &str),
        lines: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
        changes: &mut Changes,
    ) {
        let lines = members(lines, old).map(|(member, name)| (member, name.clone()));
        let new = members(new, now).map(|(member, name)| (member, name.clone()));
        let entry = |member: &str| Some(key(now, member));
        self.changed_names((table, old), lines, &new.collect(), entry, changes);
    }

    /// A name that the type has for another member by now is the caller's name all the same.
    fn changed_names<'l>(
        &self,
        (table, old): (&'static str, &str),
        lines: impl Iterator<Item = (&'l str, String)>,
        new: &BTreeMap<&str, String>,
        entry: impl Fn(&str) -> Option<String>,
        changes: &mut Changes,
    ) {
        for (member, name) in lines {
            let entries = if table == "fields" || table == "setters" {
                "fields"
            } else {
                "variants"
            };
            let entry = entry(member);
            let is_used = |entry: &String| self.used.contains(&(entries, entry.clone()));
            match new.get(member) {
                Some(other) if *other == name => {}
                _ if new.values().any(|other| *other == name) => {}
                None => changes.removed((table, &key(old, member)), String::new()),
                Some(_) if entry.as_ref().is_some_and(is_used) => {}
                Some(other) => {
                    let keep = entry.and_then(|entry| self.keep(entries, &entry, &name));
                    let now = format!("`{other}`, so far `{name}`");
                    changes.renamed((table, &key(old, member)), now, keep);
                }
            }
        }
    }

    fn changed_plain(&self, new: &Entries, changes: &mut Changes) {
        let old = &self.given.lock.entries;
        let tables = [
            ("parameters", &old.parameters, &new.parameters),
            ("scopes", &old.scopes, &new.scopes),
        ];
        for (table, lines, new) in tables {
            for (wire, name) in lines {
                let entry = if table == "scopes" {
                    ("variants", key("Scope", wire))
                } else {
                    (table, wire.clone())
                };
                match new.get(wire) {
                    None => {
                        let what = "no operation takes or needs it".to_owned();
                        changes.removed((table, wire), what);
                    }
                    Some(other) if other != name && !self.used.contains(&entry) => {
                        let keep = self.keep(entry.0, &entry.1, name);
                        let now = format!("`{other}`, so far `{name}`");
                        changes.renamed((table, wire), now, keep);
                    }
                    Some(_) => {}
                }
            }
        }
        let bundles = old.bundles.keys();
        for name in bundles.filter(|name| !new.bundles.contains_key(*name)) {
            let what = "names.toml has no such bundle".to_owned();
            changes.removed(("bundles", name), what);
        }
    }

    /// The entry that gives an item its old name.
    pub(super) fn keep(&self, table: &str, key: &str, name: &str) -> Option<Fix> {
        Ident::given(name)?;
        Some(self.naming(table, key, name))
    }

    /// The overlay action that puts an operation into its old group.
    fn tag_back(&self, operation: &Operation, module: &str) -> Option<Fix> {
        let tag = self.given.lock.entries.groups.get(module)?;
        let edit = Edit::Set(operation.at.child("tags"), json!([tag]));
        Some(Fix::Overlay(vec![edit]))
    }
}

/// Whether an entry has given the name, and it was free.
fn is_given(names: &Names, item: &Item, name: &str) -> bool {
    let decision = names.decision(item);
    decision.is_some_and(|one| matches!(one.by, By::Entry(..)) && one.name.to_string() == name)
}

impl Changes {
    pub(super) fn renamed(
        &mut self,
        (table, key): (&'static str, &str),
        now: String,
        keep: Option<Fix>,
    ) {
        let key = key.to_owned();
        self.renamed.push(Renamed {
            table,
            key,
            now,
            keep,
        });
    }

    pub(super) fn removed(&mut self, (table, key): (&'static str, &str), what: String) {
        let (key, keep) = (key.to_owned(), None);
        self.removed.push(Removed {
            table,
            key,
            what,
            keep,
        });
    }
}

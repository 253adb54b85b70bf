//! Names that were given and that an item has no longer: each is an error until somebody accepts it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Builder, By, Ident, Item, Names};
use crate::diagnostics::{Edit, Fix};
use crate::model::ir::Operation;
use crate::rust::lock::{Kept, Lines, key, members};

/// What became of the lines.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) moved: Vec<Moved>,
    pub(super) gone: Vec<Gone>,
}

/// A line whose item is called something else.
pub(super) struct Moved {
    pub(super) table: &'static str,
    pub(super) key: String,
    /// What it would be called.
    pub(super) now: String,
    /// What keeps the name, if that is an entry or an overlay action.
    pub(super) keep: Option<Fix>,
}

/// A line that nothing has any more.
pub(super) struct Gone {
    pub(super) table: &'static str,
    pub(super) key: String,
    /// What is known of it; empty for a member.
    pub(super) what: String,
    /// What the item may be called by now, and the entry that says so.
    pub(super) keep: Option<(String, Fix)>,
}

impl Builder<'_> {
    /// Reports what has moved or gone beside the new lines.
    pub(super) fn report_moved(&mut self, names: &Names, lines: Lines) -> Kept {
        let new = &lines;
        let mut changes = Changes::default();
        self.moved_groups(names, &mut changes);
        self.moved_operations(names, &mut changes);
        self.moved_types(names, new, &mut changes);
        self.moved_companions(names, new, &mut changes);
        self.moved_plain(new, &mut changes);
        if self.given.strict {
            self.report_each(&changes);
        } else {
            self.report_all(&changes);
        }
        let line = |table: &str, key: &str| format!("{table}.{key}");
        let moved = changes.moved.iter().map(|one| line(one.table, &one.key));
        let gone = changes.gone.iter().map(|one| line(one.table, &one.key));
        let (moved, gone) = (moved.collect(), gone.collect());
        let renamed = self.renamed();
        Kept {
            lines,
            moved,
            gone,
            renamed,
        }
    }

    fn moved_groups(&self, names: &Names, changes: &mut Changes) {
        for (module, tag) in &self.given.lock.lines.groups {
            let mut tags = 0..names.tags.len();
            let Some(found) = tags.find(|tag| self.found.group(*tag) == Some(module)) else {
                changes.gone(
                    ("groups", module),
                    format!("no operation has the tag `{tag}`"),
                );
                continue;
            };
            let now = names.tags[found].module.to_string();
            if now != *module && !is_given(names, &Item::Group(found), &now) {
                let keep = self.keep("tags", &self.api.tags[found].name, module);
                changes.moved(("groups", module), format!("`{now}`"), keep);
            }
        }
    }

    fn moved_operations(&self, names: &Names, changes: &mut Changes) {
        let positions = 0..self.api.operations.len();
        let found = positions.filter_map(|one| Some((self.found.operation(one)?.0, one)));
        let found: BTreeMap<&str, usize> = found.collect();
        for (old, line) in &self.given.lock.lines.operations {
            let Some(position) = found.get(old.as_str()) else {
                let what = format!("neither `{}` nor {} is there", line.id, line.call);
                changes.gone(("operations", old), what);
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
                changes.moved(("operations", old), now, keep);
            } else if method != old_method && !given {
                let keep = self.keep("operations", &operation.id, old_method);
                changes.moved(("operations", old), now, keep);
            } else if method == old_method && name.request.to_string() != line.request {
                let now = format!(
                    "{now} with the request `{}`, so far `{}`",
                    name.request, line.request
                );
                changes.moved(("operations", old), now, None);
            }
        }
    }

    fn moved_types(&self, names: &Names, new: &Lines, changes: &mut Changes) {
        for old in self.given.lock.lines.types.keys() {
            let Some(id) = self.found.type_named(old) else {
                let (what, keep) = self.lost(names, old, &changes.gone);
                let (table, key) = ("types", old.clone());
                changes.gone.push(Gone {
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
                changes.moved(("types", old), format!("`{now}`"), keep);
            }
            let old_lines = &self.given.lock.lines;
            let tables = [
                ("fields", &old_lines.fields, &new.fields),
                ("setters", &old_lines.setters, &new.setters),
                ("variants", &old_lines.variants, &new.variants),
            ];
            for (table, lines, new) in tables {
                self.moved_members((table, old, &now), lines, new, changes);
            }
            let old_lines = old_lines.alternatives_of(old);
            let old_lines = old_lines.map(|(word, line)| (word, line.name.clone()));
            let new_lines = new.alternatives_of(&now);
            let new_lines = new_lines
                .map(|(word, line)| (word, line.name.clone()))
                .collect();
            let about = ("alternatives", old.as_str(), now.as_str());
            self.moved_names(about, old_lines, &new_lines, changes);
        }
    }

    fn moved_members(
        &self,
        (table, old, now): (&'static str, &str, &str),
        lines: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
        changes: &mut Changes,
    ) {
        let lines = members(lines, old).map(|(member, name)| (member, name.clone()));
        let new = members(new, now).map(|(member, name)| (member, name.clone()));
        self.moved_names((table, old, now), lines, &new.collect(), changes);
    }

    /// A name that the type has for another member by now is the caller's name all the same.
    fn moved_names<'l>(
        &self,
        (table, old, now): (&'static str, &str, &str),
        lines: impl Iterator<Item = (&'l str, String)>,
        new: &BTreeMap<&str, String>,
        changes: &mut Changes,
    ) {
        for (member, name) in lines {
            let entries = if table == "fields" || table == "setters" {
                "fields"
            } else {
                "variants"
            };
            let entry = key(now, member);
            match new.get(member) {
                Some(other) if *other == name => {}
                _ if new.values().any(|other| *other == name) => {}
                None => changes.gone((table, &key(old, member)), String::new()),
                Some(_) if self.used.contains(&(entries, entry.clone())) => {}
                Some(other) => {
                    let keep = self.keep(entries, &entry, &name);
                    let now = format!("`{other}`, so far `{name}`");
                    changes.moved((table, &key(old, member)), now, keep);
                }
            }
        }
    }

    fn moved_plain(&self, new: &Lines, changes: &mut Changes) {
        let old = &self.given.lock.lines;
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
                        changes.gone((table, wire), what);
                    }
                    Some(other) if other != name && !self.used.contains(&entry) => {
                        let keep = self.keep(entry.0, &entry.1, name);
                        let now = format!("`{other}`, so far `{name}`");
                        changes.moved((table, wire), now, keep);
                    }
                    Some(_) => {}
                }
            }
        }
        let bundles = old.bundles.keys();
        for name in bundles.filter(|name| !new.bundles.contains_key(*name)) {
            let what = "names.toml has no such bundle".to_owned();
            changes.gone(("bundles", name), what);
        }
    }

    /// The entry that gives an item its old name.
    pub(super) fn keep(&self, table: &str, key: &str, name: &str) -> Option<Fix> {
        Ident::given(name)?;
        Some(self.naming(table, key, name))
    }

    /// The overlay action that puts an operation into its old group.
    fn tag_back(&self, operation: &Operation, module: &str) -> Option<Fix> {
        let tag = self.given.lock.lines.groups.get(module)?;
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
    pub(super) fn moved(
        &mut self,
        (table, key): (&'static str, &str),
        now: String,
        keep: Option<Fix>,
    ) {
        let key = key.to_owned();
        self.moved.push(Moved {
            table,
            key,
            now,
            keep,
        });
    }

    pub(super) fn gone(&mut self, (table, key): (&'static str, &str), what: String) {
        let (key, keep) = (key.to_owned(), None);
        self.gone.push(Gone {
            table,
            key,
            what,
            keep,
        });
    }
}

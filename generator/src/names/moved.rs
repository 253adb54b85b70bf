//! Names that were given and that an item has no longer: each is an error until somebody accepts it.

use std::collections::BTreeMap;

use super::{Builder, By, Item, Names};
use crate::ir::TypeId;
use crate::lock::{Lines, key, members};

/// What became of the lines of one table.
#[derive(Default)]
pub(super) struct Changes {
    /// Table, old key, new name, and the way to keep the old one.
    pub(super) moved: Vec<(&'static str, String, String, String)>,
    /// Table, old key, and what is known of it.
    pub(super) gone: Vec<(&'static str, String, String)>,
}

impl Builder<'_> {
    /// Reports what has moved or gone; gives the lines that have gone.
    pub(super) fn report_moved(&mut self, names: &Names, new: &Lines) -> Vec<String> {
        let mut changes = Changes::default();
        self.moved_groups(names, &mut changes);
        self.moved_operations(names, &mut changes);
        self.moved_types(names, new, &mut changes);
        self.moved_plain(new, &mut changes);
        let gone = changes.gone.iter();
        let gone = gone
            .map(|(table, key, _)| format!("{table}.{key}"))
            .collect();
        if self.given.strict {
            self.report_each(changes);
        } else {
            self.report_all(&changes);
        }
        gone
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
            if now != *module && !self.is_given(&Item::Group(found)) {
                let keep = keep("tags", &self.api.tags[found].name, module);
                changes.moved(("groups", module), now, keep);
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
                    && self.is_given(&Item::Group(group));
            let given = self.is_given(&Item::Operation(*position));
            let now = key(&module, &method);
            if !same_group {
                let keep = format!(
                    "give `{}` its tag back with an overlay action",
                    operation.id
                );
                changes.moved(("operations", old), now, keep);
            } else if method != old_method && !given {
                let keep = keep("operations", &operation.id, old_method);
                changes.moved(("operations", old), now, keep);
            } else if method == old_method && name.request.to_string() != line.request {
                let now = format!("{now}, whose request `{}` is", name.request);
                let keep = "give another name to what has taken it".to_owned();
                changes.moved(("operations", old), now, keep);
            }
        }
    }

    fn moved_types(&self, names: &Names, new: &Lines, changes: &mut Changes) {
        for old in self.given.lock.lines.types.keys() {
            let Some(id) = self.found.type_named(old) else {
                changes.gone(("types", old), self.lost(names, old));
                continue;
            };
            let now = names.ty(id).to_string();
            if now != *old && !self.is_given(&Item::Type(id)) {
                let keep = keep("types", self.api.types[id].at().as_str(), old);
                changes.moved(("types", old), now.clone(), keep);
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
                _ if new.values().any(|other| *other == name) => {}
                None => changes.gone((table, &key(old, member)), String::new()),
                Some(_) if self.used.contains(&(entries, entry.clone())) => {}
                Some(other) => {
                    let keep = keep(entries, &entry, &name);
                    changes.moved((table, &key(old, member)), other.clone(), keep);
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
                        let keep = keep(entry.0, &entry.1, name);
                        changes.moved((table, wire), other.clone(), keep);
                    }
                    Some(_) => {}
                }
            }
        }
        for name in old
            .bundles
            .keys()
            .filter(|name| !new.bundles.contains_key(*name))
        {
            changes.gone(
                ("bundles", name),
                "names.toml has no such bundle".to_owned(),
            );
        }
    }

    /// What is known of a type that is gone.
    fn lost(&self, names: &Names, old: &str) -> String {
        let line = &self.given.lock.lines.types[old];
        let place = |id: TypeId| self.api.types[id].at().as_str().to_owned();
        let mut origins = crate::lock::live(self.api);
        let merged =
            origins.find(|(_, def)| crate::lock::identities(def).contains(&line.at.as_str()));
        if let Some((id, _)) = merged {
            return format!("what {} declares is `{}` now", line.at, names.ty(id));
        }
        match self.found.nearest(self.api, old, line) {
            Some(id) => format!(
                "nothing is at {} any more; if it is `{}` now, add to names.toml under [types]: \"{}\" = {{ name = \"{old}\", reason = \"...\" }}",
                line.at,
                names.ty(id),
                place(id),
            ),
            None => format!(
                "nothing is at {} any more, and nothing new is like it",
                line.at
            ),
        }
    }

    fn is_given(&self, item: &Item) -> bool {
        let decision = self.decisions.get(item);
        decision.is_some_and(|decision| matches!(decision.by, By::Entry(..)))
    }
}

impl Changes {
    fn moved(&mut self, (table, old): (&'static str, &str), now: String, keep: String) {
        self.moved.push((table, old.to_owned(), now, keep));
    }

    fn gone(&mut self, (table, old): (&'static str, &str), what: String) {
        self.gone.push((table, old.to_owned(), what));
    }
}

fn keep(table: &str, key: &str, name: &str) -> String {
    format!(
        "to keep it, add to names.toml under [{table}]: \"{key}\" = {{ name = \"{name}\", reason = \"...\" }}"
    )
}

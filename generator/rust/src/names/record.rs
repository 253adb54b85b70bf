//! The lines of the lock that has the names of a run.

use super::{Companion, Item, Names, alternatives};
use crate::lock::{self, AlternativeEntry, Entries, Found, Lock, OperationEntry, TypeEntry, Uses};
use model::ir::{Api, Shape, TypeId};

impl Names {
    /// A line for every name. What a line says of its item stays for as long as it is true.
    pub(super) fn record(&self, api: &Api, lock: &Lock, found: &Found<'_>) -> Entries {
        let mut lines = Entries::default();
        for (tag, group) in api.tags.iter().zip(&self.tags) {
            let module = group.module.to_string();
            lines.groups.insert(module, tag.name.clone());
        }
        for (operation, name) in api.operations.iter().zip(&self.operations) {
            let line = OperationEntry {
                request: name.request.to_string(),
                id: operation.id.clone(),
                call: lock::call(operation),
            };
            let group = &self.tags[operation.tag].module;
            let key = lock::key(&group.to_string(), &name.method.to_string());
            for (role, companion) in &name.companions {
                let key = lock::key(&key, role.as_str());
                lines.companions.insert(key, companion.to_string());
            }
            lines.operations.insert(key, line);
        }
        self.record_types(api, lock, found, &mut lines);
        for (id, name) in self.sorted_types() {
            self.record_members(api, (id, &name.to_string()), &mut lines);
            for (role, companion) in self.companions.get(&id).into_iter().flatten() {
                let key = lock::key(&name.to_string(), role.as_str());
                lines.companions.insert(key, companion.to_string());
            }
        }
        for (item, decision) in &self.decisions {
            if let Item::Parameter(key) = item {
                lines
                    .parameters
                    .insert(key.clone(), decision.name.to_string());
            }
        }
        let scopes = self.scopes();
        let scopes = scopes.map(|(scope, name)| (scope.to_owned(), name.to_string()));
        lines.scopes.extend(scopes);
        let bundles = api.bundles.iter();
        let bundles = bundles.map(|one| (one.name.clone(), one.members.clone()));
        lines.bundles.extend(bundles);
        lines
    }

    fn record_types(&self, api: &Api, lock: &Lock, found: &Found<'_>, lines: &mut Entries) {
        let sorted = self.sorted_types();
        let texts: Vec<(TypeId, String)> = sorted
            .into_iter()
            .map(|(id, name)| (id, name.to_string()))
            .collect();
        let pairs: Vec<(TypeId, &str)> = texts
            .iter()
            .map(|(id, name)| (*id, name.as_str()))
            .collect();
        let all = Uses::new(api, &pairs);
        for (id, name) in pairs {
            let def = &api.types[id];
            let places = lock::identities(def);
            let old = found.ty(id).and_then(|name| lock.entries.types.get(name));
            let at = old.map(|line| line.at.as_str());
            let at = at.filter(|at| places.contains(at));
            let used = old.map(|line| line.used.as_str());
            let used = used.filter(|used| all.holds(id, used));
            let line = TypeEntry {
                is: def.shape.word().to_owned(),
                at: at
                    .or(places.first().copied())
                    .unwrap_or_default()
                    .to_owned(),
                used: used.unwrap_or(all.of(id)).to_owned(),
            };
            lines.types.insert(name.to_owned(), line);
        }
    }

    fn record_members(&self, api: &Api, (id, ty): (TypeId, &str), lines: &mut Entries) {
        match &api.types[id].shape {
            Shape::Struct(object) => {
                let wires = object.fields.iter().map(|field| field.wire.as_str());
                let wires = wires.chain(object.rest.iter().map(|_| lock::REST));
                for (wire, name) in wires.zip(self.fields(id)) {
                    let key = lock::key(ty, wire);
                    lines.fields.entry(key).or_insert(name.to_string());
                }
                for (field, methods) in object.fields.iter().zip(self.methods(id)) {
                    let key = lock::key(ty, &field.wire);
                    if let Some(clear) = &methods.clear {
                        let key = lock::key(&key, Companion::Clear.as_str());
                        lines.companions.insert(key, clear.to_string());
                    }
                    let hash = methods.hash.iter();
                    lines
                        .setters
                        .extend(hash.map(|hash| (key.clone(), hash.to_string())));
                }
            }
            Shape::Enum(values) => {
                for (text, name) in values.texts().iter().zip(self.variants(id)) {
                    let key = lock::key(ty, text);
                    lines.variants.entry(key).or_insert(name.to_string());
                }
            }
            Shape::Union(union) => {
                let words = alternatives::words(union, &self.types);
                let names = words.iter().zip(self.variants(id));
                for (variant, (word, name)) in union.variants.iter().zip(names) {
                    let line = AlternativeEntry {
                        name: name.to_string(),
                        of: alternatives::written(&variant.usage, &self.types),
                    };
                    let key = lock::key(ty, word);
                    lines.alternatives.entry(key).or_insert(line);
                }
            }
            Shape::Id => {}
        }
    }
}

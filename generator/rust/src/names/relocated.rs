//! Items that are called otherwise in the description than when they were named, so that what we say of them goes along,
//! and those that may be.

use super::changes::Removed;
use super::{Builder, Names};
use crate::lock;
use diagnostics::Fix;
use model::words;
use source::pointer::Pointer;

impl Builder<'_> {
    /// Items that are elsewhere than when they were named: components and paths that are called otherwise.
    pub(super) fn relocated(&self) -> Vec<(Pointer, Pointer)> {
        let lock = &self.given.lock.entries;
        let types = self.api.types.live().filter_map(|(id, def)| {
            let line = lock.types.get(self.found.ty(id)?)?;
            let places = lock::identities(def);
            let is_moved = !places.contains(&line.at.as_str());
            let (old, new) = (Pointer::parse(&line.at)?, Pointer::parse(places.first()?)?);
            is_moved.then_some((old, new))
        });
        let operations = self.api.operations.iter().enumerate();
        let operations = operations.filter_map(|(position, operation)| {
            let (_, line) = self.found.operation(position)?;
            let (method, path) = line.call.split_once(' ')?;
            let old = Pointer::root().child("paths").child(path);
            let old = old.child(&method.to_lowercase());
            (old != operation.at).then(|| (old, operation.at.clone()))
        });
        let operations: Vec<(Pointer, Pointer)> = operations.collect();
        // What the operations of a path share goes along with them.
        let paths = operations.iter();
        let paths = paths.filter_map(|(old, new)| Some((old.parent()?, new.parent()?)));
        let paths: Vec<(Pointer, Pointer)> = paths.collect();
        types.chain(operations).chain(paths).collect()
    }

    /// Types and operations that our words call otherwise than when they were named.
    pub(super) fn other_words(&self) -> Vec<(String, String)> {
        let lock = &self.given.lock.entries;
        let types = self.api.types.live().filter_map(|(id, def)| {
            let line = lock.types.get(self.found.ty(id)?)?;
            let is_moved = !lock::identities(def).contains(&line.at.as_str());
            let old = Pointer::parse(&line.at).filter(|_| is_moved)?;
            Some((words::name(&old)?, def.hint().words.join(".")))
        });
        let operations = self.api.operations.iter().enumerate();
        let operations = operations.filter_map(|(position, operation)| {
            let (_, line) = self.found.operation(position)?;
            Some((line.id.clone(), operation.id.clone()))
        });
        let all = types.chain(operations);
        all.filter(|(old, new)| old != new).collect()
    }

    /// What is known of a type that is removed, and the way to keep its name.
    pub(super) fn lost(
        &self,
        names: &Names,
        old: &str,
        asked: &[Removed],
    ) -> (String, Option<(String, Fix)>) {
        let line = &self.given.lock.entries.types[old];
        let mut types = self.api.types.live();
        let merged = types.find(|(_, def)| lock::identities(def).contains(&line.at.as_str()));
        if let Some((id, _)) = merged {
            let what = format!("what {} declares is `{}` now", line.at, names.ty(id));
            return (what, None);
        }
        // No two findings name one type.
        let is_asked = |at: &str| {
            let asks = |fix: &Fix| matches!(fix, Fix::Name { key, .. } if key == at);
            let removed = asked.iter().filter_map(|one| one.keep.as_ref());
            self.diagnostics.iter().flat_map(|one| &one.fixes).any(asks)
                || removed.map(|(_, fix)| fix).any(asks)
        };
        // Nothing is said about another description.
        let wanted = self.given.strict.then_some(line);
        let near = wanted.and_then(|line| self.found.nearest(self.api, old, line));
        let near = near.filter(|id| !is_asked(self.api.types[*id].at().as_str()));
        let keep = near.map(|id| {
            let keep = self.keep("types", self.api.types[id].at().as_str(), old);
            Some((names.ty(id).to_string(), keep?))
        });
        let what = format!("{} declares no type any more", line.at);
        (what, keep.flatten())
    }
}

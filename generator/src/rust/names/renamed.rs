//! Items that are called otherwise in the description than when they were named: what we say of them goes along.

use super::Builder;
use crate::rust::lock;
use crate::source::pointer::Pointer;

impl Builder<'_> {
    /// Items that are elsewhere than when they were named: components and paths that are called otherwise.
    pub(super) fn renamed(&self) -> Vec<(Pointer, Pointer)> {
        let lock = &self.given.lock.lines;
        let types = lock::live(self.api).filter_map(|(id, def)| {
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
}

//! What entries of `names.toml` say about lines of the lock.

use super::{Ident, NamesFile};
use crate::lock::{self, Overrides};
use model::ir::Api;

/// The items that an entry gives a name to.
pub(super) fn overrides(api: &Api, entries: &NamesFile) -> Overrides {
    let types = api.types.live().filter_map(|(id, def)| {
        let mut places = def.origins.iter();
        let entry = places.find_map(|(place, _)| entries.table("types").get(place.as_str()))?;
        Some((id, entry.name.clone()))
    });
    let operations = api.operations.iter().enumerate();
    let operations = operations.filter_map(|(position, operation)| {
        let entry = entries.table("operations").get(&operation.id)?;
        let tag = &api.tags[operation.tag].name;
        let group = entries
            .table("tags")
            .get(tag)
            .map(|entry| entry.name.clone());
        let group = group.unwrap_or_else(|| Ident::snake(tag).to_string());
        Some((position, lock::key(&group, &entry.name)))
    });
    Overrides {
        types: types.collect(),
        operations: operations.collect(),
    }
}

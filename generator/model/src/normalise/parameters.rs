//! Pass *parameters*: every parameter that the operations share, once.
//!
//! Definitions are grouped by location and name, and inside a group by resolved type and style: component names change
//! from release to release (`query_bookmark`, `Pinterest.Lib.BookmarkParams.bookmark`), what they define does not.
//! `required`, default and text belong to the use; type and style to the parameter.

use std::collections::BTreeMap;

use super::dedup::signature;
use crate::ir::{Api, Location, LogicalParameter, ParameterId, ParameterKind, ParameterUse};

pub(super) fn run(api: &mut Api) {
    let mut groups: BTreeMap<(Location, String), LogicalParameter> = BTreeMap::new();
    for parameter in api
        .operations
        .iter_mut()
        .flat_map(|operation| &mut operation.parameters)
    {
        let key = (parameter.location, parameter.name.clone());
        let logical = groups.entry(key).or_insert_with(|| LogicalParameter {
            name: parameter.name.clone(),
            location: parameter.location,
            kinds: Vec::new(),
            docs: parameter.usage.docs.clone(),
        });
        parameter.kind = add(logical, parameter);
    }
    let positions: BTreeMap<(Location, String), usize> = groups
        .keys()
        .enumerate()
        .map(|(position, key)| (key.clone(), position))
        .collect();
    for parameter in api
        .operations
        .iter_mut()
        .flat_map(|operation| &mut operation.parameters)
    {
        let key = (parameter.location, parameter.name.clone());
        parameter.logical = ParameterId(positions[&key]);
    }
    api.parameters = groups.into_values().collect();
}

/// Adds a use; gives the position of its type.
fn add(logical: &mut LogicalParameter, parameter: &ParameterUse) -> usize {
    let own = signature(&parameter.usage);
    let known = logical
        .kinds
        .iter()
        .position(|kind| kind.style == parameter.style && signature(&kind.usage) == own);
    let position = known.unwrap_or(logical.kinds.len());
    if known.is_none() {
        logical.kinds.push(ParameterKind {
            usage: parameter.usage.clone(),
            style: parameter.style,
            definitions: BTreeMap::new(),
        });
    }
    let definitions = &mut logical.kinds[position].definitions;
    *definitions.entry(parameter.definition.clone()).or_default() += 1;
    position
}

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
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        let key = (parameter.location, parameter.name.clone());
        let logical = groups.entry(key).or_insert_with(|| LogicalParameter {
            name: parameter.name.clone(),
            location: parameter.location,
            kinds: Vec::new(),
            docs: parameter.usage.docs.clone(),
        });
        add(logical, parameter);
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

fn add(logical: &mut LogicalParameter, parameter: &ParameterUse) {
    let own = signature(&parameter.usage);
    let known = logical
        .kinds
        .iter_mut()
        .find(|kind| kind.style == parameter.style && signature(&kind.usage) == own);
    let definition = parameter.definition.clone();
    match known {
        Some(kind) => *kind.definitions.entry(definition).or_default() += 1,
        None => logical.kinds.push(ParameterKind {
            usage: parameter.usage.clone(),
            style: parameter.style,
            definitions: BTreeMap::from([(definition, 1)]),
        }),
    }
}

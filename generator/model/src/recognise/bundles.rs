//! Bundles: parameters that always travel together, as `names.toml` lists them, with what the API says of them.

use std::collections::BTreeSet;

use crate::ir::{Api, Argument, Bundle, Location, Shape, Usage};

/// Whether some operation takes a bundle.
#[must_use]
pub fn is_used(api: &Api, bundle: &Bundle) -> bool {
    let mut operations = api.operations.iter();
    !bundle.members.is_empty() && operations.any(|one| bundle.fits(&api.types, one))
}

/// Says for each bundle what its members are and which tags take it, in a query or in the constructor of an object.
pub(super) fn settle(api: &mut Api) {
    let facts = |position: usize, bundle: &Bundle| {
        let usages = bundle.members.iter().filter_map(|name| usage(api, name));
        (usages.cloned().collect(), tags(api, position, bundle))
    };
    let bundles = api.bundles.iter().enumerate();
    let facts: Vec<(Vec<Usage>, BTreeSet<usize>)> = bundles
        .map(|(position, bundle)| facts(position, bundle))
        .collect();
    for (bundle, (usages, tags)) in api.bundles.iter_mut().zip(facts) {
        bundle.usages = usages;
        bundle.tags = tags;
    }
}

fn usage<'a>(api: &'a Api, name: &str) -> Option<&'a Usage> {
    let mut parameters = api.parameters.iter();
    let parameter = parameters.find(|one| one.location == Location::Query && one.name == name)?;
    Some(&parameter.kinds.first()?.usage)
}

fn tags(api: &Api, position: usize, bundle: &Bundle) -> BTreeSet<usize> {
    let is_it =
        |argument: &Argument| matches!(argument, Argument::Bundle(at, _) if *at == position);
    let types = api.types.iter().filter(|(_, def)| match &def.shape {
        Shape::Struct(object) => {
            let mut together = object.together.iter();
            let is_taken =
                object.arguments.iter().any(is_it) || together.any(|(at, _)| *at == position);
            def.direction.request && is_taken
        }
        _ => false,
    });
    let operations = api.operations.iter();
    let operations = operations.filter(|one| bundle.fits(&api.types, one));
    let types = types.flat_map(|(_, def)| def.tags.iter().copied());
    operations.map(|one| one.tag).chain(types).collect()
}

//! What cannot be because of what is there, or is not: status 409.

use serde_json::{Map, Value};

use super::Call;
use crate::answer::Refusal;
use crate::resources::Kind;

/// Where paths begin that lead nowhere without a catalog.
const OF_A_CATALOG: [&str; 4] = [
    "/catalogs/available_filter_values",
    "/catalogs/product_groups",
    "/catalogs/products/",
    "/catalogs/reports",
];

/// Members that tell product groups of one feed apart, and Pinterest's code for two that are the same.
const APART: [(&str, i64); 2] = [("name", 4179), ("filters", 4178)];

/// Refuses what needs a catalog where there is none; the first feed brings one along.
pub(super) fn check(call: &Call<'_>) -> Result<(), Refusal> {
    let template = call.operation.template.as_str();
    let needs_one = OF_A_CATALOG.iter().any(|start| template.starts_with(start));
    let mut shops = ["/catalogs", "/catalogs/feeds"].into_iter();
    if needs_one && shops.all(|collection| call.state.all(collection).next().is_none()) {
        return Err(Refusal::new(409, 4182, "there is no catalog yet"));
    }
    Ok(())
}

/// Refuses a product group that is called like another one of its feed, or has its filters. `own` is the id of the one
/// that changes; its members are in the first of `said` that has them.
pub(super) fn twins(
    call: &Call<'_>,
    kind: &Kind,
    own: Option<&str>,
    said: &[&Map<String, Value>],
) -> Result<(), Refusal> {
    if kind.collection != "/catalogs/product_groups" {
        return Ok(());
    }
    let value = |name: &str| said.iter().find_map(|members| members.get(name));
    let others = call.state.all(&kind.collection);
    for (id, other) in others.filter(|(id, _)| Some(id.as_str()) != own) {
        let same = |name: &str| value(name) == other.value.get(name);
        if !same("feed_id") || !same("catalog_id") {
            continue;
        }
        let twin = APART
            .iter()
            .find(|(name, _)| value(name).is_some() && same(name));
        if let Some((name, code)) = twin {
            let message = format!("the product group {id} has the same {name}");
            return Err(Refusal::new(409, *code, message));
        }
    }
    Ok(())
}

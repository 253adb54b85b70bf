//! Advertising in bulk: what a job makes and changes, and the lists that it gives.
//!
//! Invariant: an element fails by itself, and the file of the job says why.

use serde_json::{Map, Value, json};

use super::super::{Call, create as make, text, update as change, view};
use super::labels;
use crate::answer::Refusal;
use crate::resources::Kind;

/// The members of a body, the type of entity in files, and where such things are kept.
const SECTIONS: [(&str, &str, &str); 8] = [
    (
        "campaigns",
        "CAMPAIGN",
        "/ad_accounts/{ad_account_id}/campaigns",
    ),
    (
        "ad_groups",
        "AD_GROUP",
        "/ad_accounts/{ad_account_id}/ad_groups",
    ),
    ("ads", "AD", "/ad_accounts/{ad_account_id}/ads"),
    (
        "keywords",
        "KEYWORD",
        "/ad_accounts/{ad_account_id}/keywords",
    ),
    ("labels", "LABEL", "/ad_accounts/{ad_account_id}/labels"),
    (
        "schedules",
        "SCHEDULE",
        "/ad_accounts/{ad_account_id}/schedules",
    ),
    (
        "product_groups",
        "PRODUCT_GROUP",
        "/ad_accounts/{ad_account_id}/product_group_promotions",
    ),
    (
        "catalog_product_groups",
        "CATALOG_PRODUCT_GROUP",
        "/catalogs/product_groups",
    ),
];

/// Members that list the things of an element, of which the rest is shared.
const INNER: [&str; 3] = ["keywords", "labels", "product_group_promotion"];

/// Makes and changes what the body says; a row for each thing tells what became of it.
pub(super) fn upsert(call: &mut Call<'_>) -> Vec<Value> {
    let body = call.body();
    let mut rows = Vec::new();
    for operation in ["create", "update"] {
        for (member, entity, collection) in SECTIONS {
            let Some(kind) = call.resources.kind(collection) else {
                continue;
            };
            let listed = body.get(operation).and_then(|section| section.get(member));
            for own in listed
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .flat_map(things)
            {
                let outcome = write(call, kind, operation, &own);
                rows.push(row((operation, entity), &own, outcome));
            }
        }
    }
    rows
}

/// The things of the types that a download asks for.
pub(super) fn listed(call: &Call<'_>) -> Vec<Value> {
    let body = call.body();
    let list = |name: &str| {
        let values = body.get(name).and_then(Value::as_array);
        values.into_iter().flatten().map(text).collect::<Vec<_>>()
    };
    let (types, ids) = (list("entity_types"), list("entity_ids"));
    let account = call.path("ad_account_id").unwrap_or_default();
    let mut rows = Vec::new();
    for (_, entity, collection) in SECTIONS {
        let Some(kind) = call.resources.kind(collection) else {
            continue;
        };
        let asked = if types.is_empty() {
            entity == "CAMPAIGN"
        } else {
            types.iter().any(|kind| kind == entity)
        };
        let all = call.state.all(collection).filter(|(id, thing)| {
            asked && thing.has("ad_account_id", &account) && (ids.is_empty() || ids.contains(id))
        });
        rows.extend(all.map(|(id, _)| {
            let mut row = Map::from_iter([("entity_type".to_owned(), entity.into())]);
            row.extend(
                view::view(call, kind, id)
                    .as_object()
                    .cloned()
                    .unwrap_or_default(),
            );
            Value::from(row)
        }));
    }
    rows
}

/// The things of an element: those that it lists, with what they share, or itself.
fn things(element: &Value) -> Vec<Map<String, Value>> {
    let members = element.as_object().cloned().unwrap_or_default();
    let inner = INNER
        .iter()
        .find_map(|name| Some((*name, element.get(*name)?.as_array()?)));
    let Some((name, listed)) = inner else {
        return vec![members];
    };
    let mut shared = members;
    shared.shift_remove(name);
    let each = listed.iter().map(|one| {
        let mut own = shared.clone();
        own.extend(one.as_object().cloned().unwrap_or_default());
        own
    });
    each.collect()
}

fn write(
    call: &mut Call<'_>,
    kind: &Kind,
    operation: &str,
    own: &Map<String, Value>,
) -> Result<String, Refusal> {
    let id = if operation == "create" {
        make(call, kind, own, &call.scope())?
    } else {
        let id = own
            .get(&kind.id)
            .or_else(|| own.get("id"))
            .map(text)
            .unwrap_or_default();
        if !call.holds(kind, &id, &call.scope()) {
            return Err(kind.missing(&id));
        }
        change::update(call, kind, &id, own)?;
        id
    };
    let labelled = own
        .get("parent_id")
        .filter(|_| kind.singular == "label")
        .map(text);
    let archived = own.get("status").is_some_and(|status| status == "ARCHIVED");
    match labelled.and_then(|campaign| labels::mark(call, &id, &campaign, !archived)) {
        Some(message) => Err(Refusal::invalid(message)),
        None => Ok(id),
    }
}

fn row(
    (operation, entity): (&str, &str),
    own: &Map<String, Value>,
    outcome: Result<String, Refusal>,
) -> Value {
    let (id, status, error) = match outcome {
        Ok(id) => (id.into(), "SUCCESS", Value::Null),
        Err(refusal) => (
            own.get("id").cloned().unwrap_or_default(),
            "FAILURE",
            refusal.message.into(),
        ),
    };
    json!({ "operation": operation, "entity_type": entity, "id": id, "status": status, "error": error })
}

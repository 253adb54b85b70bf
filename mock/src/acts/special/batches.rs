//! Batches of items, and uploads of customer lists: taken at once, done after a while.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, of_schema};
use crate::answer::Refusal;
use crate::clock::timestamp;
use crate::random::{letters, mix};
use crate::storage::{File, UPLOADS};

/// Where batches are kept: those of items, and those of what supplements them.
const BATCHES: &str = "/catalogs/items/batch";
const SUPPLEMENTS: &str = "/catalogs/{catalog_id}/supplemental_items/batch";
const LISTS: &str = "/ad_accounts/{ad_account_id}/customer_lists/{customer_list_id}/uploads";

/// How long the parts of an upload can be sent: an hour.
const PLACE_LIFE: i64 = 3_600_000;

/// `POST /catalogs/items/batch`: what becomes of each item is told when the batch is done.
pub(super) fn items(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let items = body
        .get("items")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let ids = [
        "item_id",
        "hotel_id",
        "creative_assets_id",
        "local_inventory_item_id",
    ];
    let items = items.iter().map(|item| {
        let named = ids
            .iter()
            .find_map(|name| Some((*name, item.get(*name)?.clone())));
        let (name, id) = named.unwrap_or(("item_id", Value::Null));
        let mut record = json!({ "status": "SUCCESS", "errors": [], "warnings": [] });
        record[name] = id;
        record
    });
    let mut batch = Map::new();
    let kind = body.get("catalog_type").cloned();
    batch.insert(
        "catalog_type".to_owned(),
        kind.unwrap_or_else(|| "RETAIL".into()),
    );
    batch.insert("items".to_owned(), items.collect::<Vec<_>>().into());
    begin(call, batch)
}

/// `POST /catalogs/{catalog_id}/local_inventory_items/batch`.
pub(super) fn inventory(call: &mut Call<'_>) -> Outcome {
    let mut batch = Map::new();
    batch.insert("operation_results".to_owned(), json!([]));
    begin(call, batch)
}

/// `GET .../batch/{batch_id}`.
pub(super) fn look(call: &mut Call<'_>) -> Outcome {
    let id = call.path("batch_id").unwrap_or_default();
    let batch = batch(call, &id)
        .ok_or_else(|| Refusal::new(404, 4331, format!("there is no batch {id}")))?;
    Ok(call.success(Some(batch)))
}

fn begin(call: &mut Call<'_>, mut batch: Map<String, Value>) -> Outcome {
    let kept = collection(call);
    let id = call.state.new_id(kept);
    batch.insert("batch_id".to_owned(), id.as_str().into());
    batch.insert("created_time".to_owned(), timestamp(call.now).into());
    let now = call.now;
    let thing = call.state.put(kept, &id, BTreeMap::new(), batch);
    thing.notes.insert("started".to_owned(), now.into());
    let batch = batch_now(call, &id, now);
    Ok(call.success(batch))
}

fn collection(call: &Call<'_>) -> &'static str {
    match call.operation.id.as_str() {
        "items_batch/post" | "items_batch/get" => BATCHES,
        _ => SUPPLEMENTS,
    }
}

fn batch(call: &Call<'_>, id: &str) -> Option<Value> {
    batch_now(call, id, call.now)
}

/// A batch as it stands at a time: what became of its items is there once it is done.
fn batch_now(call: &Call<'_>, id: &str, now: i64) -> Option<Value> {
    let thing = call.state.get(collection(call), id)?;
    let end = thing.notes.get("started")?.as_i64()? + call.settings.job_time;
    let mut batch = thing.value.clone();
    let is_done = now >= end;
    if is_done {
        batch.insert("completed_time".to_owned(), timestamp(end).into());
    } else if batch.contains_key("items") {
        batch.insert("items".to_owned(), json!([]));
    }
    let status = if is_done { "COMPLETED" } else { "PROCESSING" };
    batch.insert("status".to_owned(), status.into());
    Some(batch.into())
}

/// `POST .../customer_lists/{customer_list_id}/uploads`: a place for each part.
pub(super) fn upload(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let parts = body.get("total_parts").and_then(Value::as_u64).unwrap_or(1);
    let id = call.state.new_id(LISTS);
    let schema = call
        .documented()
        .and_then(|success| success.schema.as_ref());
    let mut answer = of_schema(call, schema.unwrap_or(&Value::Null), "upload")?;
    let scope = call.scope();
    let upload = &mut answer["customer_list_upload"];
    upload["id"] = id.as_str().into();
    upload["operation"] = body.get("operation").cloned().unwrap_or_default();
    upload["state"] = "NOT_STARTED".into();
    upload["error_counts"] = json!([]);
    upload["record_counts"] = json!({ "invalid": 0, "processed": 0, "valid": 0 });
    upload["creation_time"] = (call.now / 1000).into();
    upload["updated_time"] = (call.now / 1000).into();
    for (name, value) in &scope {
        upload[name.as_str()] = value.as_str().into();
    }
    let value = upload.as_object().cloned().unwrap_or_default();
    call.state.put(LISTS, &id, scope, value);
    let mut places = Vec::new();
    for part in 1..=parts.min(1000) {
        let key = letters(mix(call.settings.seed, &format!("part {id} {part}")), 24);
        let place = File {
            fields: Vec::new(),
            until: call.now + PLACE_LIFE,
            kind: "text/csv".to_owned(),
            text: String::new(),
            uploaded: None,
        };
        call.state.files.insert(key.clone(), place);
        places.push(json!({ "part_number": part, "presigned_url": format!("{}{UPLOADS}{key}", call.origin) }));
    }
    answer["s3_multipart_upload_data"]["file_parts"] = places.into();
    Ok(call.success(Some(answer)))
}

/// `GET .../uploads/{customer_list_upload_id}`.
pub(super) fn look_at_upload(call: &mut Call<'_>) -> Outcome {
    let id = call.path("customer_list_upload_id").unwrap_or_default();
    let upload = call
        .state
        .get(LISTS, &id)
        .filter(|upload| upload.scope == own_scope(call));
    let upload =
        upload.ok_or_else(|| Refusal::new(404, 404, format!("there is no upload {id}")))?;
    let mut value = upload.value.clone();
    if let Some(started) = upload.notes.get("started").and_then(Value::as_i64) {
        let is_done = call.now >= started + call.settings.job_time;
        let state = if is_done { "SUCCEEDED" } else { "RUNNING" };
        value.insert("state".to_owned(), state.into());
    }
    Ok(call.success(Some(value.into())))
}

/// `POST .../uploads/{customer_list_upload_id}/run`.
pub(super) fn run_upload(call: &mut Call<'_>) -> Outcome {
    let id = call.path("customer_list_upload_id").unwrap_or_default();
    let (own, now) = (own_scope(call), call.now);
    let upload = call
        .state
        .get_mut(LISTS, &id)
        .filter(|upload| upload.scope == own);
    if let Some(upload) = upload {
        upload.notes.insert("started".to_owned(), now.into());
    }
    look_at_upload(call)
}

fn own_scope(call: &Call<'_>) -> BTreeMap<String, String> {
    let mut scope = call.scope();
    scope.remove("customer_list_upload_id");
    scope
}

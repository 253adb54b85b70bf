//! Batches of items: taken at once, done after a while.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome};
use super::items;
use crate::answer::Refusal;
use crate::clock::timestamp;
use crate::random;

/// Where batches are kept: those of items, and those of what supplements them.
const BATCHES: &str = "/catalogs/items/batch";
const SUPPLEMENTS: &str = "/catalogs/{catalog_id}/supplemental_items/batch";

/// The members that tell what became of each item.
const RESULTS: [&str; 2] = ["items", "operation_results"];

/// `POST /catalogs/items/batch`: what becomes of each item is told when the batch is done.
pub(super) fn items(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let records = items::keep(call, &body);
    let mut batch = Map::new();
    let kind = body.get("catalog_type").cloned();
    batch.insert(
        "catalog_type".to_owned(),
        kind.unwrap_or_else(|| "RETAIL".into()),
    );
    batch.insert("items".to_owned(), records.into());
    begin(call, batch)
}

/// `POST /catalogs/{catalog_id}/local_inventory_items/batch`.
pub(super) fn inventory(call: &mut Call<'_>) -> Outcome {
    let mut batch = Map::new();
    let records = items::stock(call);
    batch.insert("operation_results".to_owned(), records.into());
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
    let id = batch_id(&call.state.new_id(kept));
    batch.insert("batch_id".to_owned(), id.as_str().into());
    batch.insert("created_time".to_owned(), timestamp(call.now).into());
    let now = call.now;
    let thing = call.state.put(kept, &id, BTreeMap::new(), batch);
    thing.notes.insert("started".to_owned(), now.into());
    let batch = batch_now(call, &id, now);
    Ok(call.success(batch))
}

/// Digits, a hyphen and 32 hexadecimal digits, as in Pinterest's examples.
fn batch_id(number: &str) -> String {
    let start = random::mix(0, number);
    format!("{number}-{start:016x}{:016x}", random::mix(start, number))
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
    } else {
        for results in RESULTS {
            batch.entry(results).and_modify(|list| *list = json!([]));
        }
    }
    let status = if is_done { "COMPLETED" } else { "PROCESSING" };
    batch.insert("status".to_owned(), status.into());
    Some(batch.into())
}

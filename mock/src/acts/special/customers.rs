//! Customer lists: how many records they have, and the uploads that bring more.
//!
//! Invariant: an upload counts from the moment when its run is over, by the clock alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, create as make, of_schema, update as change, view};
use crate::answer::Refusal;
use crate::random::{letters, mix};
use crate::resources::Kind;
use crate::state::Thing;
use crate::storage::{File, UPLOADS};

const LISTS: &str = "/ad_accounts/{ad_account_id}/customer_lists";
const UPLOADS_OF_LISTS: &str =
    "/ad_accounts/{ad_account_id}/customer_lists/{customer_list_id}/uploads";

/// The notes of a list and of an upload about records.
const ADDED: &str = "added";
const REMOVED: &str = "removed";

/// How long the parts of an upload can be sent: an hour.
const PLACE_LIFE: i64 = 3_600_000;

/// `POST /ad_accounts/{ad_account_id}/customer_lists`.
pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let (kind, body) = (kind(call)?, call.body());
    let id = make(call, kind, &body, &call.scope())?;
    count(call, &id, &body, ADDED);
    Ok(view::answer(call, kind, &id))
}

/// `PATCH .../customer_lists/{customer_list_id}`: adds records or takes some away.
pub(super) fn update(call: &mut Call<'_>) -> Outcome {
    let kind = kind(call)?;
    let (id, body) = call.named(kind)?;
    change::update(call, kind, &id, &body)?;
    let removes = body
        .get("operation_type")
        .is_some_and(|what| what == "REMOVE");
    count(call, &id, &body, if removes { REMOVED } else { ADDED });
    Ok(view::answer(call, kind, &id))
}

fn count(call: &mut Call<'_>, id: &str, body: &Map<String, Value>, note: &str) {
    let listed = body.get("records_v2").and_then(Value::as_array);
    let text = body.get("records").and_then(Value::as_str);
    let text = text.map(|text| text.split(',').filter(|record| !record.trim().is_empty()));
    let sent = listed.map_or(0, Vec::len) + text.map_or(0, Iterator::count);
    let Some(list) = call.state.get_mut(LISTS, id) else {
        return;
    };
    let before = noted(list, note);
    let sent = u64::try_from(sent).unwrap_or(0);
    list.notes.insert(note.to_owned(), (before + sent).into());
    let batches = noted(list, "batches") + u64::from(sent > 0);
    list.notes.insert("batches".to_owned(), batches.into());
}

/// What a list shows of its records.
pub(in super::super) fn count_records(
    call: &Call<'_>,
    kind: &Kind,
    id: &str,
    value: &mut Map<String, Value>,
) {
    let Some(list) = call
        .state
        .get(LISTS, id)
        .filter(|_| kind.collection == LISTS)
    else {
        return;
    };
    let uploads = call.state.all(UPLOADS_OF_LISTS).map(|(_, upload)| upload);
    let done: Vec<&Thing> = uploads
        .filter(|upload| upload.has("customer_list_id", id) && is_done(call, upload))
        .collect();
    let sum = |note: &str| {
        let own = done
            .iter()
            .filter(|upload| upload.has("operation", "REMOVE") == (note == REMOVED));
        noted(list, note) + own.map(|upload| noted(upload, "lines")).sum::<u64>()
    };
    let done = u64::try_from(done.len()).unwrap_or(0);
    let shown = [
        ("num_uploaded_user_records", sum(ADDED)),
        ("num_removed_user_records", sum(REMOVED)),
        ("num_batches", noted(list, "batches") + done),
    ];
    value.extend(shown.map(|(name, count)| (name.to_owned(), count.into())));
}

fn noted(thing: &Thing, note: &str) -> u64 {
    thing.notes.get(note).and_then(Value::as_u64).unwrap_or(0)
}

/// How many records the parts of an upload had when it was run.
fn lines(call: &Call<'_>, upload: &Thing) -> u64 {
    let keys = upload.notes.get("keys").and_then(Value::as_array);
    let parts = keys
        .into_iter()
        .flatten()
        .filter_map(|key| call.state.files.get(key.as_str()?));
    parts.map(|part| part.lines).sum()
}

fn is_done(call: &Call<'_>, upload: &Thing) -> bool {
    let started = upload.notes.get("started").and_then(Value::as_i64);
    started.is_some_and(|started| call.now >= started + call.settings.job_time)
}

fn kind<'c>(call: &Call<'c>) -> Result<&'c Kind, Refusal> {
    let kind = call.resources.kind(LISTS);
    kind.ok_or_else(|| Refusal::new(404, 404, "there are no customer lists"))
}

/// `POST .../customer_lists/{customer_list_id}/uploads`: a place for each part.
pub(super) fn upload(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let parts = body.get("total_parts").and_then(Value::as_u64).unwrap_or(1);
    let id = call.state.new_id(UPLOADS_OF_LISTS);
    let schema = call.operation.usual_schema();
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
    let (mut places, mut keys) = (Vec::new(), Vec::new());
    for part in 1..=parts.min(1000) {
        let key = letters(mix(call.settings.seed, &format!("part {id} {part}")), 24);
        let place = File {
            fields: Vec::new(),
            until: call.now + PLACE_LIFE,
            kind: "text/csv".to_owned(),
            text: String::new(),
            uploaded: None,
            lines: 0,
        };
        call.state.files.insert(key.clone(), place);
        keys.push(Value::from(key.as_str()));
        places.push(json!({ "part_number": part, "presigned_url": format!("{}{UPLOADS}{key}", call.origin) }));
    }
    let kept = call.state.put(UPLOADS_OF_LISTS, &id, scope, value);
    kept.notes.insert("keys".to_owned(), keys.into());
    answer["s3_multipart_upload_data"]["file_parts"] = places.into();
    Ok(call.success(Some(answer)))
}

/// `GET .../uploads/{customer_list_upload_id}`.
pub(super) fn look_at_upload(call: &mut Call<'_>) -> Outcome {
    let id = call.path("customer_list_upload_id").unwrap_or_default();
    let upload = call
        .state
        .get(UPLOADS_OF_LISTS, &id)
        .filter(|upload| upload.scope == own_scope(call));
    let upload =
        upload.ok_or_else(|| Refusal::new(404, 404, format!("there is no upload {id}")))?;
    let mut value = upload.value.clone();
    if upload.notes.contains_key("started") {
        let is_done = is_done(call, upload);
        let state = if is_done { "SUCCEEDED" } else { "RUNNING" };
        value.insert("state".to_owned(), state.into());
        let lines = if is_done { noted(upload, "lines") } else { 0 };
        let counts = json!({ "invalid": 0, "processed": lines, "valid": lines });
        value.insert("record_counts".to_owned(), counts);
    }
    Ok(call.success(Some(value.into())))
}

/// `POST .../uploads/{customer_list_upload_id}/run`.
pub(super) fn run_upload(call: &mut Call<'_>) -> Outcome {
    let id = call.path("customer_list_upload_id").unwrap_or_default();
    let (own, now) = (own_scope(call), call.now);
    let upload = call.state.get(UPLOADS_OF_LISTS, &id);
    let upload = upload.filter(|upload| upload.scope == own);
    let lines = upload.map(|upload| lines(call, upload));
    if let Some((lines, upload)) = lines.zip(call.state.get_mut(UPLOADS_OF_LISTS, &id)) {
        upload.notes.insert("started".to_owned(), now.into());
        upload.notes.insert("lines".to_owned(), lines.into());
    }
    look_at_upload(call)
}

fn own_scope(call: &Call<'_>) -> BTreeMap<String, String> {
    let mut scope = call.scope();
    scope.remove("customer_list_upload_id");
    scope
}

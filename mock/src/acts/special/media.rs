//! Uploads: registered, sent to the storage, processed.

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, list};
use crate::answer::Refusal;
use crate::random::{letters, mix};
use crate::storage::{File, UPLOADS};

const COLLECTION: &str = "/media";

/// How long a place for an upload is there: an hour.
const PLACE_LIFE: i64 = 3_600_000;

/// `POST /media`: a place in the storage, and the form that it takes.
pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let kind = call.body().get("media_type").cloned().unwrap_or_default();
    let id = call.state.new_id(COLLECTION);
    let key = letters(mix(call.settings.seed, &format!("upload {id}")), 24);
    let name = |name: &str| {
        (
            name.to_owned(),
            letters(mix(call.settings.seed, &format!("{key} {name}")), 32),
        )
    };
    let fields = vec![
        ("x-amz-date".to_owned(), "20260116T000000Z".to_owned()),
        name("x-amz-signature"),
        name("x-amz-security-token"),
        ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
        ("key".to_owned(), format!("uploads/{key}")),
        name("policy"),
        name("x-amz-credential"),
        ("Content-Type".to_owned(), "multipart/form-data".to_owned()),
    ];
    let parameters: Map<String, Value> = fields
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let place = File {
        fields,
        until: call.now + PLACE_LIFE,
        kind: kind.as_str().unwrap_or_default().to_owned(),
        text: String::new(),
        uploaded: None,
        lines: 0,
    };
    call.state.files.insert(key.clone(), place);
    let mut value = Map::new();
    value.insert("media_id".to_owned(), id.as_str().into());
    value.insert("media_type".to_owned(), kind.clone());
    let media = call
        .state
        .put(COLLECTION, &id, std::collections::BTreeMap::new(), value);
    media.notes.insert("key".to_owned(), key.as_str().into());
    let body = json!({
        "media_id": id,
        "media_type": kind,
        "upload_url": format!("{}{UPLOADS}{key}", call.origin),
        "upload_parameters": parameters,
    });
    Ok(call.success(Some(body)))
}

/// `GET /media/{media_id}`.
pub(super) fn get(call: &mut Call<'_>) -> Outcome {
    let id = call.path("media_id").unwrap_or_default();
    let media = seen(call, &id).ok_or_else(|| missing(&id))?;
    Ok(call.success(Some(media)))
}

/// `GET /media`.
pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let all = call
        .state
        .all(COLLECTION)
        .map(|(id, media)| (media.serial, id.clone()));
    let all: Vec<_> = all.collect();
    let (ids, bookmark) = list::page(call, &all)?;
    let items = ids.iter().filter_map(|id| seen(call, id)).collect();
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

/// Refuses a film that is not there or not processed.
pub(super) fn ready(call: &Call<'_>, id: &str) -> Result<(), Refusal> {
    let media = seen(call, id).ok_or_else(|| missing(id))?;
    match media["status"].as_str() {
        Some("succeeded") => Ok(()),
        status => {
            let status = status.unwrap_or_default();
            Err(Refusal::invalid(format!(
                "the media {id} is {status}; wait until it has succeeded"
            )))
        }
    }
}

/// An upload with its state: it is processed for a while, and fails if it is not what it was said to be.
fn seen(call: &Call<'_>, id: &str) -> Option<Value> {
    let media = call.state.get(COLLECTION, id)?;
    let mut value = media.value.clone();
    let key = media.notes.get("key").and_then(Value::as_str)?;
    let file = call.state.files.get(key);
    let status = match file.and_then(|file| file.uploaded.as_ref().map(|sent| (file, sent))) {
        None => "registered",
        Some((_, (at, _))) if call.now < at + call.settings.job_time => "processing",
        Some((file, (_, content))) if *content == file.kind => "succeeded",
        Some(_) => "failed",
    };
    value.insert("status".to_owned(), status.into());
    Some(value.into())
}

fn missing(id: &str) -> Refusal {
    Refusal::new(404, 404, format!("there is no media {id}"))
}

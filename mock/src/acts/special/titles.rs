//! Dynamic titles of an ad group: made up by the server, and reviewed by a file that callers upload.

use serde_json::{Value, json};

use super::super::{Call, Outcome};
use crate::answer::Refusal;
use crate::random::{below, letters, mix};
use crate::storage::{File, UPLOADS, link};

/// Where reviews are kept.
const REVIEWS: &str = "dynamic_titles";

/// How long a place for an upload and a file are there: an hour.
const LIFE: i64 = 3_600_000;

/// `GET .../dynamic_titles/uploads`: a place for a review.
pub(super) fn place(call: &mut Call<'_>) -> Outcome {
    let id = call.state.new_id(REVIEWS);
    let key = letters(mix(call.settings.seed, &format!("titles {id}")), 24);
    let file = file(call, String::new());
    call.state.files.insert(key.clone(), file);
    let reviewed = reviewed(call).map(|_| "titles.csv");
    let scope = call.scope();
    let review = call.state.put(REVIEWS, &id, scope, serde_json::Map::new());
    review.notes.insert("key".to_owned(), key.as_str().into());
    let mut body = json!({
        "request_id": id, "upload_url": format!("{}{UPLOADS}{key}", call.origin),
    });
    if let Some(name) = reviewed {
        body["existing_filename"] = name.into();
    }
    Ok(call.success(Some(body)))
}

/// `POST .../dynamic_titles`: takes the review that was uploaded.
pub(super) fn process(call: &mut Call<'_>) -> Outcome {
    let id = call
        .body()
        .get("request_id")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let id = id.unwrap_or_default();
    let scope = call.scope();
    let review = call
        .state
        .get(REVIEWS, &id)
        .filter(|review| review.scope == scope);
    let missing = || Refusal::new(404, 404, format!("there is no upload {id}"));
    let key = review.and_then(|review| review.notes.get("key")?.as_str());
    let file = call.state.files.get(key.ok_or_else(missing)?);
    if file.is_none_or(|file| file.uploaded.is_none()) {
        return Err(Refusal::invalid(format!("nothing was uploaded for {id}")));
    }
    // The first line names the columns.
    let lines = file.map_or(0, |file| file.lines.saturating_sub(1));
    if let Some(review) = call.state.get_mut(REVIEWS, &id) {
        review.notes.insert("reviewed".to_owned(), lines.into());
    }
    Ok(call.success(Some(json!({ "status": "SUCCESS", "errors": [] }))))
}

/// `GET .../dynamic_titles/status`.
pub(super) fn status(call: &mut Call<'_>) -> Outcome {
    let body = json!({
        "generated_count": generated(call), "is_ready": true, "reviewed_count": reviewed(call).unwrap_or(0),
    });
    Ok(call.success(Some(body)))
}

/// `GET .../dynamic_titles/csv`: a link to the titles.
pub(super) fn download(call: &mut Call<'_>) -> Outcome {
    let approved = reviewed(call).unwrap_or(0);
    let lines = (1..=generated(call)).map(|number| {
        let is_approved = number <= approved;
        format!("{number},Soup of the day {number},{is_approved}\n")
    });
    let head = std::iter::once("id,title,approved\n".to_owned());
    let text = head.chain(lines).collect();
    let group = call.path("ad_group_id").unwrap_or_default();
    let key = letters(mix(call.settings.seed, &format!("titles of {group}")), 24);
    let file = file(call, text);
    call.state.files.insert(key.clone(), file);
    let url = link(call.origin, call.settings.seed, &key, call.now);
    Ok(call.success(Some(json!({ "download_url": url }))))
}

fn file(call: &Call<'_>, text: String) -> File {
    File {
        fields: Vec::new(),
        until: call.now + LIFE,
        kind: "text/csv".to_owned(),
        text,
        uploaded: None,
        lines: 0,
    }
}

fn generated(call: &Call<'_>) -> u64 {
    let group = call.path("ad_group_id").unwrap_or_default();
    5 + below(mix(call.settings.seed, &group), 20)
}

/// How many titles the last review of the ad group approved.
fn reviewed(call: &Call<'_>) -> Option<u64> {
    let scope = call.scope();
    let own = call
        .state
        .all(REVIEWS)
        .filter(|(_, review)| review.scope == scope);
    own.filter_map(|(_, review)| review.notes.get("reviewed")?.as_u64())
        .next_back()
}

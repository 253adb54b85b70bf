//! Work that takes a while and ends in a file.
//!
//! Invariant: a job goes on by the clock alone; whoever looks at it changes nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, of_schema, text};
use super::files::{check, content};
use crate::answer::Refusal;
use crate::random::{letters, mix};
use crate::shape::Shape;
use crate::storage::{File, link};

/// Where jobs are kept.
const COLLECTION: &str = "jobs";

/// How long a file is there once it is made: an hour.
const FILE_LIFE: i64 = 3_600_000;

/// The members in which an answer names a job.
const TOKENS: [&str; 3] = ["token", "request_id", "leads_export_id"];

/// The parameters in which a look names one.
const NAMES: [&str; 3] = ["token", "bulk_request_id", "leads_export_id"];

/// The members that hold the link to the file.
const LINKS: [&str; 3] = ["url", "result_url", "download_url"];

/// Words for a state, of which each job's enum has one.
const RUNNING: [&str; 3] = ["IN_PROGRESS", "RUNNING", "PROCESSING"];
const DONE: [&str; 3] = ["FINISHED", "SUCCEEDED", "COMPLETED"];

/// Starts a job.
pub(super) fn start(call: &mut Call<'_>) -> Outcome {
    check(call)?;
    let number = call.state.new_id(COLLECTION);
    let is_id = call.operation.id.contains("leads") || call.operation.id.contains("bulk");
    let token = if is_id {
        number
    } else {
        letters(mix(call.settings.seed, &format!("job {number}")), 32)
    };
    let content = content(call);
    let file = File {
        fields: Vec::new(),
        until: call.now + call.settings.job_time + FILE_LIFE,
        kind: content.0.to_owned(),
        text: content.1,
        uploaded: None,
        lines: 0,
    };
    call.state.files.insert(token.clone(), file);
    let now = call.now;
    let job = call
        .state
        .put(COLLECTION, &token, BTreeMap::new(), Map::new());
    job.notes.insert("started".to_owned(), now.into());
    let mut body = answer(call, &token, &RUNNING)?;
    for name in LINKS {
        remove(&mut body, name);
    }
    remove(&mut body, "size");
    Ok(call.success(Some(body)))
}

/// Looks at a job.
pub(super) fn look(call: &mut Call<'_>) -> Outcome {
    let token = NAMES.iter().find_map(|name| {
        call.path(name)
            .or_else(|| call.query(name).map(|value| text(&value)))
    });
    let token = token.unwrap_or_default();
    let job = call.state.get(COLLECTION, &token);
    let Some(started) = job.and_then(|job| job.notes.get("started")?.as_i64()) else {
        return missing(call, &token);
    };
    let is_done = call.now >= started + call.settings.job_time;
    let file = call
        .state
        .files
        .get(&token)
        .filter(|file| file.until > call.now);
    let size = file.map(|file| file.text.len());
    let words: &[&str] = match (is_done, size) {
        (false, _) => &RUNNING,
        (true, Some(_)) => &DONE,
        (true, None) => &["EXPIRED", "FAILED"],
    };
    let mut body = answer(call, &token, words)?;
    for name in LINKS {
        if remove(&mut body, name) && is_done && size.is_some() {
            body[name] = link(call.origin, call.settings.seed, &token, call.now).into();
        }
    }
    if remove(&mut body, "size") && is_done {
        body["size"] = size.into();
    }
    Ok(call.success(Some(body)))
}

/// What is said of a job that nobody started.
fn missing(call: &Call<'_>, token: &str) -> Outcome {
    let body = answer(call, token, &["DOES_NOT_EXIST"])?;
    if body["report_status"] == "DOES_NOT_EXIST" {
        return Ok(call.success(Some(json!({ "report_status": "DOES_NOT_EXIST" }))));
    }
    Err(Refusal::new(404, 404, format!("there is no job {token}")))
}

/// The documented answer about a job in the state that one of `words` says.
fn answer(call: &Call<'_>, token: &str, words: &[&str]) -> Result<Value, Refusal> {
    let schema = call.operation.usual_schema();
    let schema = schema.unwrap_or(&Value::Null);
    let mut body = of_schema(call, schema, token)?;
    let shape = Shape::of(call.description, &[schema]);
    for (name, schemas) in &shape.properties {
        if TOKENS.contains(name) {
            body[*name] = token.into();
        }
        let member = Shape::of(call.description, schemas);
        let values = member.values.into_iter().flatten();
        let word = values
            .into_iter()
            .find(|value| words.iter().any(|word| *value == word));
        if let Some(word) = word {
            body[*name] = word.clone();
        }
        if *name == "template_id" {
            body[*name] = call.path("template_id").into();
        }
    }
    Ok(body)
}

fn remove(body: &mut Value, name: &str) -> bool {
    let members = body.as_object_mut();
    members.is_some_and(|members| members.shift_remove(name).is_some())
}

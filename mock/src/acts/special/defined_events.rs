//! Events that an advertiser has named, each with the conversion that it stands for.

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, create as make, delete, update as change};
use crate::answer::Refusal;
use crate::resources::Kind;

const COLLECTION: &str = "/ad_accounts/{ad_account_id}/advertiser_defined_events";

/// `POST .../advertiser_defined_events`.
pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    each(call, |call, kind, event, name| {
        if call.holds(kind, name, &call.scope()) {
            return Err(Refusal::invalid(format!(
                "there is an event {name} already"
            )));
        }
        make(call, kind, event, &call.scope()).map(drop)
    })
}

/// `PATCH .../advertiser_defined_events`.
pub(super) fn update(call: &mut Call<'_>) -> Outcome {
    each(call, |call, kind, event, name| {
        if !call.holds(kind, name, &call.scope()) {
            return Err(kind.missing(name));
        }
        change::update(call, kind, name, event)
    })
}

/// `DELETE .../advertiser_defined_events`.
pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    let kind = kind(call)?;
    let names = call.query("event_names").unwrap_or_default();
    let rows = names.as_array().into_iter().flatten().map(|name| {
        let text = name.as_str().unwrap_or_default();
        let is_there = call.holds(kind, text, &call.scope());
        if is_there {
            delete::remove(call, kind, text);
        }
        row(
            name,
            is_there.then_some(()).ok_or_else(|| kind.missing(text)),
        )
    });
    let rows: Vec<Value> = rows.collect();
    Ok(call.success(Some(json!({ "items": rows }))))
}

type Act = fn(&mut Call<'_>, &Kind, &Map<String, Value>, &str) -> Result<(), Refusal>;

fn each(call: &mut Call<'_>, act: Act) -> Outcome {
    let kind = kind(call)?;
    let events = call.body().get("items").cloned().unwrap_or_default();
    let mut rows = Vec::new();
    for event in events.as_array().into_iter().flatten() {
        let members = event.as_object().cloned().unwrap_or_default();
        let name = event["name"].as_str().unwrap_or_default();
        rows.push(row(&event["name"], act(call, kind, &members, name)));
    }
    Ok(call.success(Some(json!({ "items": rows }))))
}

fn row(name: &Value, outcome: Result<(), Refusal>) -> Value {
    match outcome {
        Ok(()) => json!({ "name": name, "status": "SUCCESS", "exceptions": [] }),
        Err(refusal) => {
            json!({ "name": name, "status": "FAILURE", "exceptions": [refusal.message] })
        }
    }
}

fn kind<'c>(call: &Call<'c>) -> Result<&'c Kind, Refusal> {
    let kind = call.resources.kind(COLLECTION);
    kind.ok_or_else(|| Refusal::new(404, 404, "there are no events"))
}

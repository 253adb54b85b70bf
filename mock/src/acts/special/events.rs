//! Conversions: taken one by one.

use serde_json::{Value, json};

use super::super::{Call, Outcome};
use crate::clock::DAY;

/// `POST /ad_accounts/{ad_account_id}/events`: an event that is too old fails, and its neighbours do not.
pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let events = body
        .get("data")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let oldest = (call.now - 7 * DAY) / 1000;
    let outcomes: Vec<Value> = events
        .iter()
        .map(|event| match event.get("event_time").and_then(Value::as_i64) {
            Some(time) if time < oldest => {
                json!({ "status": "failed", "error_message": "the event is older than seven days" })
            }
            _ => json!({ "status": "processed" }),
        })
        .collect();
    let processed = outcomes
        .iter()
        .filter(|outcome| outcome["status"] == "processed")
        .count();
    let body = json!({
        "num_events_received": events.len(),
        "num_events_processed": processed,
        "events": outcomes,
    });
    Ok(call.success(Some(body)))
}

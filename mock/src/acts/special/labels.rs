//! Labels on campaigns: a label knows the campaigns that have it.

use serde_json::{Value, json};

use super::super::{Call, Outcome, text};

const LABELS: &str = "/ad_accounts/{ad_account_id}/labels";
const CAMPAIGNS: &str = "/ad_accounts/{ad_account_id}/campaigns";

/// The note of a label, called after the parameter that lists labels by it.
const NOTE: &str = "campaign_ids";

/// `POST .../labels/{label_id}/apply`.
pub(super) fn apply(call: &mut Call<'_>) -> Outcome {
    change(call, true)
}

/// `POST .../labels/{label_id}/remove`.
pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    change(call, false)
}

fn change(call: &mut Call<'_>, applies: bool) -> Outcome {
    let label = call.path("label_id").unwrap_or_default();
    let named = call.body().get("entity_ids").cloned().unwrap_or_default();
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for campaign in named.as_array().into_iter().flatten().map(text) {
        let status = if applies { "ACTIVE" } else { "ARCHIVED" };
        let row = json!({
            "entity_id": campaign, "entity_type": "CAMPAIGN", "label_id": label, "status": status,
        });
        match mark(call, &label, &campaign, applies) {
            None => rows.push(row),
            Some(message) => errors.push(json!({ "data": row, "error_messages": [message] })),
        }
    }
    let body = json!({ "entities_labels": rows, "errors": errors });
    Ok(call.success(Some(body)))
}

/// Puts a label on a campaign or takes it off; says why it cannot.
pub(super) fn mark(
    call: &mut Call<'_>,
    label: &str,
    campaign: &str,
    applies: bool,
) -> Option<String> {
    let kind = call.resources.kind(CAMPAIGNS)?;
    if !call.holds(kind, campaign, &call.scope()) {
        return Some(kind.missing(campaign).message);
    }
    let notes = &mut call.state.get_mut(LABELS, label)?.notes;
    let campaigns = notes.entry(NOTE).or_insert_with(|| json!([]));
    let campaigns = campaigns.as_array_mut()?;
    let before = campaigns.len();
    campaigns.retain(|known| known != campaign);
    if applies {
        campaigns.push(Value::from(campaign));
        return None;
    }
    (campaigns.len() == before).then(|| format!("the campaign {campaign} has no such label"))
}

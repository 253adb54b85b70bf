//! Calls about several things.

use serde_json::json;

use crate::state::post;
use crate::support::{first, get, pinterest};

const CAMPAIGNS: &str = "/ad_accounts/{ad_account_id}/campaigns";

#[test]
fn bulk_calls_fail_one_by_one() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let campaign = first(&pinterest, CAMPAIGNS);
    let group = |campaign: &str, name: &str| json!({ "name": name, "campaign_id": campaign, "billable_event": "CLICKTHROUGH", "budget_in_micro_currency": 5_000_000 });
    let path = format!("/ad_accounts/{account}/ad_groups");
    let answer = post(
        &pinterest,
        &path,
        &json!([group("1", "lost"), group(&campaign, "found")]),
    );
    assert_eq!(answer["items"][0]["exceptions"][0]["code"], 404);
    assert_eq!(answer["items"][0].get("data"), None);
    let made = &answer["items"][1]["data"];
    assert_eq!(
        (&made["name"], &made["campaign_id"], &made["ad_account_id"]),
        (&json!("found"), &json!(campaign), &json!(account))
    );
    let id = made["id"].as_str().expect("an id");
    assert_eq!(get(&pinterest, &format!("{path}/{id}")).value(), *made);
    // Of ads a failure is one object.
    let ad = json!([{ "ad_group_id": "1", "pin_id": first(&pinterest, "/pins"), "creative_type": "REGULAR" }]);
    let answer = post(&pinterest, &format!("/ad_accounts/{account}/ads"), &ad);
    assert_eq!(answer["items"][0]["exceptions"]["code"], 404);
    let words =
        json!({ "parent_id": id, "keywords": [{ "value": "leek", "match_type": "BROAD" }] });
    let keywords = post(
        &pinterest,
        &format!("/ad_accounts/{account}/keywords"),
        &words,
    );
    assert_eq!(
        (&keywords["keywords"][0]["value"], &keywords["errors"]),
        (&json!("leek"), &json!([]))
    );
}

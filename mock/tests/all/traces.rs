//! What was done is seen afterwards: Pins that move, labels, shares, business access, bulk work.

use serde_json::{Value, json};

use crate::state::{ids, post};
use crate::support::{ORIGIN, call, first, get, pinterest, refusal};

const CAMPAIGNS: &str = "/ad_accounts/{ad_account_id}/campaigns";

#[test]
fn pins_move_between_sections_and_boards() {
    let pinterest = pinterest();
    let boards = ids(&get(&pinterest, "/boards").value());
    let section = |board: &str, name: &str| {
        let section = post(
            &pinterest,
            &format!("/boards/{board}/sections"),
            &json!({ "name": name }),
        );
        section["id"].as_str().expect("an id").to_owned()
    };
    let (soups, bread) = (section(&boards[0], "Soups"), section(&boards[0], "Bread"));
    let source = json!({ "source_type": "multiple_image_urls", "items": [
        { "url": "https://example.com/a.png" }, { "url": "https://example.com/b.png" }] });
    let pin = json!({ "board_id": boards[0], "board_section_id": soups, "media_source": source });
    let pin = post(&pinterest, "/pins", &pin);
    assert_eq!(pin["creative_type"], "CAROUSEL");
    let id = pin["id"].as_str().expect("an id");
    let path = format!("/pins/{id}");
    let pins_of =
        |place: &str| ids(&get(&pinterest, &format!("/boards/{place}/pins?page_size=250")).value());
    let within = |section: &str| pins_of(&format!("{}/sections/{section}", boards[0]));
    assert_eq!(
        (within(&soups), within(&bread)),
        (vec![id.to_owned()], Vec::new())
    );

    let moved = call(
        &pinterest,
        "PATCH",
        &path,
        &json!({ "board_section_id": bread }),
    );
    assert_eq!(moved.value()["board_section_id"], json!(bread));
    assert_eq!(
        (within(&soups), within(&bread)),
        (Vec::new(), vec![id.to_owned()])
    );
    let count =
        |board: &str| get(&pinterest, &format!("/boards/{board}")).value()["pin_count"].clone();
    let before = count(&boards[1]);
    let slots = json!({ "board_id": boards[1], "carousel_slots": [{ "title": "One" }, { "title": "Two" }] });
    let moved = call(&pinterest, "PATCH", &path, &slots).value();
    assert_eq!(moved["media"]["items"][1]["title"], "Two");
    assert_eq!(moved.get("board_section_id"), Some(&Value::Null));
    assert!(within(&bread).is_empty() && pins_of(&boards[1]).contains(&id.to_owned()));
    assert_eq!(
        count(&boards[1]).as_u64(),
        before.as_u64().map(|count| count + 1)
    );
    // A section is one of the board where the Pin is.
    let strange = call(
        &pinterest,
        "PATCH",
        &path,
        &json!({ "board_section_id": soups }),
    );
    assert_eq!(refusal(&strange), (404, json!(2031)));
}

#[test]
fn bulk_work_makes_and_changes_things() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let campaign = first(&pinterest, CAMPAIGNS);
    let body = json!({
        "create": {
            "campaigns": [{ "ad_account_id": account, "name": "Bulk", "objective_type": "AWARENESS" }],
            "keywords": [{ "parent_id": campaign, "keywords": [{ "value": "leek", "match_type": "EXACT" }] }],
        },
        "update": { "campaigns": [{ "ad_account_id": account, "id": campaign, "name": "Renamed" }, { "ad_account_id": account, "id": "1", "name": "Lost" }] },
    });
    let path = format!("/ad_accounts/{account}");
    let job = post(&pinterest, &format!("{path}/bulk/upsert"), &body);
    let names = get(&pinterest, &format!("{path}/campaigns")).value();
    let names: Vec<&Value> = names["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["name"])
        .collect();
    assert!(
        names.contains(&&json!("Bulk")) && names.contains(&&json!("Renamed")),
        "{names:?}"
    );
    pinterest.advance(std::time::Duration::from_secs(10));
    let id = job["request_id"].as_str().expect("an id");
    let done = get(&pinterest, &format!("{path}/bulk/{id}")).value();
    let link = done["result_url"]
        .as_str()
        .expect("a link")
        .trim_start_matches(ORIGIN);
    let file = pinterest_v5_mock::judge::Request {
        method: "GET".to_owned(),
        target: link.to_owned(),
        ..Default::default()
    };
    let file = pinterest.answer(&file, ORIGIN).body.unwrap_or_default();
    let file = String::from_utf8(file).expect("text");
    assert_eq!(
        file.lines().next(),
        Some("operation,entity_type,id,status,error")
    );
    let outcomes: Vec<&str> = file
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(3).unwrap_or(""))
        .collect();
    assert_eq!(outcomes, ["SUCCESS", "SUCCESS", "SUCCESS", "FAILURE"]);
}

#[test]
fn a_label_knows_its_campaigns() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let label = first(&pinterest, "/ad_accounts/{ad_account_id}/labels");
    let campaign = first(&pinterest, CAMPAIGNS);
    let labels = format!("/ad_accounts/{account}/labels");
    let of = || ids(&get(&pinterest, &format!("{labels}?campaign_ids={campaign}")).value());
    assert!(of().is_empty());
    let named = json!({ "entity_ids": [campaign, "1"] });
    let done = post(&pinterest, &format!("{labels}/{label}/apply"), &named);
    assert_eq!(done["entities_labels"][0]["status"], "ACTIVE");
    assert_eq!(done["errors"][0]["data"]["entity_id"], "1");
    assert_eq!(of(), std::slice::from_ref(&label));
    post(
        &pinterest,
        &format!("{labels}/{label}/remove"),
        &json!({ "entity_ids": [campaign] }),
    );
    assert!(of().is_empty());
}

#[test]
fn who_accepts_an_invite_may_do_what_it_says() {
    let pinterest = pinterest();
    let business = format!("/businesses/{}", pinterest.settings().user_id());
    let account = first(&pinterest, "/ad_accounts");
    let roles = get(&pinterest, &format!("{business}/members")).value();
    let roles: Vec<&Value> = roles["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["business_roles"])
        .collect();
    assert_eq!(roles, [&json!(["BIZ_ADMIN"]), &json!(["EMPLOYEE"])]);
    let invite = json!({ "business_role": "EMPLOYEE", "invite_type": "MEMBER_INVITE", "members": ["ada@example.com"] });
    let invite =
        post(&pinterest, &format!("{business}/invites"), &invite)["items"][0]["invite"]["id"]
            .clone();
    let permit = json!({ "invites": [{ "invite_id": invite, "invite_type": "MEMBER_INVITE", "asset_id_to_permissions": { account.clone(): ["ANALYST"] } }] });
    post(
        &pinterest,
        &format!("{business}/invites/assets/access"),
        &permit,
    );
    let answer = |accepts: bool| {
        let answer =
            json!({ "invites": [{ "invite_id": invite, "action": { "accept_invite": accepts } }] });
        call(&pinterest, "PATCH", "/businesses/invites", &answer).value()
    };
    assert_eq!(answer(true)["items"][0]["invite"]["id"], invite);
    assert_eq!(answer(true)["items"][0]["exception"]["code"], 404);
    let holders = || {
        get(&pinterest, &format!("{business}/assets/{account}/members")).value()["items"].clone()
    };
    assert_eq!(holders()[0]["permissions"], json!(["ANALYST"]));
    let id = holders()[0]["user"]["id"].clone();
    let gone = json!({ "members": [{ "member_id": id, "business_role": "EMPLOYEE" }] });
    let gone = call(&pinterest, "DELETE", &format!("{business}/members"), &gone).value();
    assert_eq!(
        (&gone["deleted_members"], holders()),
        (&json!([id]), json!([]))
    );
}

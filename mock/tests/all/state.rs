//! What was made is listed, fetched, changed and removed.

use std::collections::BTreeSet;

use pinterest_v5_mock::Pinterest;
use serde_json::{Value, json};

use crate::support::{call, first, get, pinterest, refusal};

pub(crate) fn post(pinterest: &Pinterest, path: &str, body: &Value) -> Value {
    let answer = call(pinterest, "POST", path, body);
    assert!(
        answer.status < 300,
        "{path}: {} {}",
        answer.status,
        answer.value()
    );
    answer.value()
}

pub(crate) fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn an_answer_leaves_out_what_it_is_not_said_to_show() {
    let pinterest = pinterest();
    let board = json!({ "name": "Soup", "privacy": "PROTECTED" });
    let board = post(&pinterest, "/boards", &board);
    assert_eq!(board["privacy"], "PROTECTED");
    let path = format!("/boards/{}", board["id"].as_str().expect("an id"));
    // The answer about a change knows two privacies, and boards have three.
    let changed = call(&pinterest, "PATCH", &path, &json!({ "name": "Stew" })).value();
    assert_eq!(
        (&changed["name"], changed.get("privacy")),
        (&json!("Stew"), None)
    );
    assert_eq!(get(&pinterest, &path).value()["privacy"], "PROTECTED");
}

#[test]
fn a_board_lives_and_takes_its_pins_along() {
    let pinterest = pinterest();
    let board = post(
        &pinterest,
        "/boards",
        &json!({ "name": "Soup", "description": "hot" }),
    );
    let id = board["id"].as_str().expect("an id");
    assert_eq!(
        (&board["name"], &board["privacy"], &board["pin_count"]),
        (&json!("Soup"), &json!("PUBLIC"), &json!(0))
    );
    let path = format!("/boards/{id}");
    assert_eq!(get(&pinterest, &path).value(), board);
    assert!(ids(&get(&pinterest, "/boards?page_size=250").value()).contains(&id.to_owned()));

    let section = post(
        &pinterest,
        &format!("{path}/sections"),
        &json!({ "name": "To try" }),
    );
    let source = json!({ "source_type": "image_url", "url": "https://example.com/a.png" });
    let pin = json!({ "board_id": id, "board_section_id": section["id"], "title": "Leek", "media_source": source });
    let pin = post(&pinterest, "/pins", &pin);
    assert_eq!(
        (&pin["board_owner"]["username"], &pin["creative_type"]),
        (&json!("soup_club"), &json!("REGULAR"))
    );
    assert_eq!(
        pin["media"]["images"]["600x"]["url"],
        "https://example.com/a.png"
    );
    assert_eq!(get(&pinterest, &path).value()["pin_count"], 1);
    let within = format!(
        "{path}/sections/{}/pins",
        section["id"].as_str().expect("an id")
    );
    for list in [format!("{path}/pins"), within] {
        assert_eq!(
            ids(&get(&pinterest, &list).value()),
            [pin["id"].as_str().expect("an id")],
            "{list}"
        );
    }

    assert_eq!(call(&pinterest, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(refusal(&get(&pinterest, &path)), (404, json!(40)));
    let gone = get(
        &pinterest,
        &format!("/pins/{}", pin["id"].as_str().expect("an id")),
    );
    assert_eq!(refusal(&gone), (404, json!(50)));
}

#[test]
fn a_change_knows_absent_null_and_value() {
    let pinterest = pinterest();
    let path = format!("/boards/{}", first(&pinterest, "/boards"));
    let before = get(&pinterest, &path).value();
    let after = call(
        &pinterest,
        "PATCH",
        &path,
        &json!({ "name": "Herbs", "description": null }),
    );
    let after = after.value();
    assert_eq!(
        (&after["name"], &after["description"]),
        (&json!("Herbs"), &Value::Null)
    );
    assert_eq!(after["privacy"], before["privacy"]);
    assert_eq!(get(&pinterest, &path).value()["name"], "Herbs");
}

#[test]
fn a_pin_needs_its_board() {
    let pinterest = pinterest();
    let source = json!({ "source_type": "image_url", "url": "https://example.com/a.png" });
    let nowhere = json!({ "board_id": "1", "media_source": source });
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/pins", &nowhere)),
        (404, json!(40))
    );
    let boards = get(&pinterest, "/boards").value();
    let section = pinterest.state(|state| {
        let mut sections = state.all("/boards/{board_id}/sections");
        let (id, section) = sections.next().expect("a section");
        (id.clone(), section.scope["board_id"].clone())
    });
    let other = ids(&boards)
        .into_iter()
        .find(|id| *id != section.1)
        .expect("another board");
    let pin = json!({ "board_id": other, "board_section_id": section.0, "media_source": source });
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/pins", &pin)),
        (404, json!(2031))
    );
    let film = json!({ "source_type": "video_id", "media_id": "1", "cover_image_url": "https://example.com/a.png" });
    let pin = json!({ "board_id": other, "media_source": film });
    assert_eq!(call(&pinterest, "POST", "/pins", &pin).status, 404);
}

#[test]
fn pages_follow_each_other_to_the_end() {
    let pinterest = pinterest();
    let mut seen = BTreeSet::new();
    let mut bookmark = String::new();
    let mut sizes = Vec::new();
    loop {
        let page = get(
            &pinterest,
            &format!("/pins?page_size=20&bookmark={bookmark}"),
        )
        .value();
        sizes.push(ids(&page).len());
        seen.extend(ids(&page));
        let Some(next) = page["bookmark"].as_str() else {
            break;
        };
        bookmark = next
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D");
        assert!(sizes.len() < 10);
    }
    // Sixty Pins: the last full page cannot know that nothing follows.
    assert_eq!((sizes, seen.len()), (vec![20, 20, 20, 0], 60));
    let other = get(&pinterest, &format!("/boards?bookmark={bookmark}"));
    assert_eq!(refusal(&other), (400, json!(1)));
    let path = format!("/pins?page_size=20&bookmark={bookmark}");
    assert_eq!(get(&pinterest, &path).status, 200);
    pinterest.advance(std::time::Duration::from_secs(2 * 86_400));
    assert_eq!(refusal(&get(&pinterest, &path)), (400, json!(1)));
}

#[test]
fn lists_are_filtered_and_ordered() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let list = |query: &str| {
        get(
            &pinterest,
            &format!("/ad_accounts/{account}/campaigns?{query}"),
        )
        .value()
    };
    let all = ids(&list("page_size=25"));
    assert_eq!(all.len(), 3);
    let mut turned = ids(&list("order=DESCENDING"));
    turned.reverse();
    assert_eq!(turned, all);
    assert_eq!(
        ids(&list(&format!("campaign_ids={}", all[1]))),
        [all[1].clone()]
    );
    assert_eq!(ids(&list("entity_statuses=PAUSED")).len(), 1);
    let change = json!([{ "id": all[0], "ad_account_id": account, "status": "ARCHIVED" }]);
    call(
        &pinterest,
        "PATCH",
        &format!("/ad_accounts/{account}/campaigns"),
        &change,
    );
    // What is archived is only shown to those who ask for it.
    assert_eq!(ids(&list("page_size=25")).len(), 2);
    assert_eq!(ids(&list("entity_statuses=ARCHIVED")), [all[0].clone()]);
    let groups = get(
        &pinterest,
        &format!("/ad_accounts/{account}/ad_groups?campaign_ids={}", all[1]),
    )
    .value();
    assert_eq!(ids(&groups).len(), 2);
    let secret = get(&pinterest, "/boards?privacy=SECRET").value();
    assert_eq!(secret["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_an_answer_cannot_show_is_left_out() {
    let pinterest = pinterest();
    let path = format!("/pins/{}", first(&pinterest, "/pins"));
    // The request allows a number that no client could read, and a list that no answer has.
    let huge = r#"{ "name": "Soup", "description": 1e300 }"#;
    let huge = serde_json::from_str(huge).expect("JSON");
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/boards", &huge)),
        (400, json!(1))
    );
    let after = call(
        &pinterest,
        "PATCH",
        &path,
        &json!({ "title": "Leek", "ai_disclosures": {} }),
    );
    assert_eq!(
        (&after.value()["title"], after.value().get("ai_disclosures")),
        (&json!("Leek"), None)
    );
}

#[test]
fn feeds_and_invites_are_kept() {
    let pinterest = pinterest();
    let feed = first(&pinterest, "/catalogs/feeds");
    let path = format!("/catalogs/feeds/{feed}");
    let before = get(&pinterest, &path).value();
    assert_eq!(before["catalog_type"], "RETAIL");
    let change = json!({ "catalog_type": "RETAIL", "name": "Winter" });
    assert_eq!(
        call(&pinterest, "PATCH", &path, &change).value()["name"],
        "Winter"
    );
    assert_eq!(
        get(&pinterest, &path).value()["location"],
        before["location"]
    );
    assert_eq!(call(&pinterest, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(refusal(&get(&pinterest, &path)), (404, json!(4161)));

    let invite = json!({ "business_role": "EMPLOYEE", "invite_type": "MEMBER_INVITE", "members": ["ada@example.com"] });
    let made = post(&pinterest, "/businesses/1/invites", &invite);
    let id = &made["items"][0]["invite"]["id"];
    let listed = get(&pinterest, "/businesses/1/invites").value();
    assert_eq!(
        (
            &listed["items"][0]["id"],
            &listed["items"][0]["user"]["email"]
        ),
        (id, &json!("ada@example.com"))
    );
    call(
        &pinterest,
        "DELETE",
        "/businesses/1/invites",
        &json!({ "invite_ids": [id] }),
    );
    assert_eq!(
        get(&pinterest, "/businesses/1/invites").value()["items"],
        json!([])
    );
}

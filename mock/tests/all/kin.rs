//! Things know those above and below them, and whoever asks about one is told of that one.

use std::time::Duration;

use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::{Clock, Pinterest, Settings, World};
use serde_json::{Value, json};

use crate::state::{ids, post};
use crate::support::{NOW, ORIGIN, call, first, get, pinterest, refusal};

/// The account's path, and one campaign with an ad group and an ad that were made in it.
struct Chain {
    account: String,
    campaign: String,
    group: String,
    ad: String,
}

fn made(bulk: &Value) -> Value {
    bulk["items"][0]["data"].clone()
}

fn id(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

fn chain(pinterest: &Pinterest) -> Chain {
    let account = first(pinterest, "/ad_accounts");
    let at = |what: &str| format!("/ad_accounts/{account}/{what}");
    let campaign =
        json!([{ "ad_account_id": account, "name": "Leeks", "objective_type": "CONSIDERATION" }]);
    let campaign = id(&made(&post(pinterest, &at("campaigns"), &campaign)));
    let group =
        json!([{ "campaign_id": campaign, "name": "Cooks", "billable_event": "CLICKTHROUGH" }]);
    let group = made(&post(pinterest, &at("ad_groups"), &group));
    assert_eq!(group["status"], "ACTIVE");
    let pin = first(pinterest, "/pins");
    let ad = json!([{ "ad_group_id": group["id"], "pin_id": pin, "creative_type": "REGULAR", "name": "Hot" }]);
    let ad = made(&post(pinterest, &at("ads"), &ad));
    assert_eq!(
        (&ad["campaign_id"], &ad["status"]),
        (&json!(campaign), &json!("ACTIVE"))
    );
    Chain {
        campaign,
        group: id(&group),
        ad: id(&ad),
        account: format!("/ad_accounts/{account}"),
    }
}

#[test]
fn what_is_below_is_found_by_what_is_above() {
    let pinterest = pinterest();
    let Chain {
        account,
        campaign,
        group,
        ad,
    } = chain(&pinterest);
    let list = |path: String| ids(&get(&pinterest, &path).value());
    assert_eq!(list(format!("{account}/ads?campaign_ids={campaign}")), [ad]);
    let words =
        json!({ "parent_id": group, "keywords": [{ "value": "leek", "match_type": "EXACT" }] });
    let words = post(&pinterest, &format!("{account}/keywords"), &words);
    let word = &words["keywords"][0];
    assert_eq!(word["parent_type"], "ad_group");
    let of = |name: &str, id: &str| list(format!("{account}/keywords?{name}={id}"));
    assert_eq!(of("ad_group_id", &group), [id(word)]);
    assert_eq!(of("campaign_id", &campaign), [""; 0]);
}

#[test]
fn a_row_names_what_it_is_about() {
    let pinterest = pinterest();
    let chain = chain(&pinterest);
    let days = "start_date=2024-05-20&end_date=2024-05-21&granularity=TOTAL";
    let columns =
        "CAMPAIGN_ID,AD_GROUP_ID,AD_GROUP_NAME,CAMPAIGN_NAME,AD_NAME,CAMPAIGN_ENTITY_STATUS";
    let path = format!("{}/ads/analytics", chain.account);
    let rows = get(
        &pinterest,
        &format!("{path}?{days}&columns={columns}&ad_ids={}", chain.ad),
    );
    let mut row = rows.value()[0].clone();
    let expected = json!({
        "AD_ID": chain.ad, "CAMPAIGN_ID": chain.campaign, "AD_GROUP_ID": chain.group, "AD_GROUP_NAME": "Cooks",
        "CAMPAIGN_NAME": "Leeks", "AD_NAME": "Hot", "CAMPAIGN_ENTITY_STATUS": "ACTIVE",
    });
    if let Some(row) = row.as_object_mut() {
        row.retain(|name, _| expected.get(name).is_some());
    }
    assert_eq!(row, expected);
}

#[test]
fn a_targeting_row_has_the_value_twice() {
    let pinterest = pinterest();
    let chain = chain(&pinterest);
    let days = "start_date=2024-05-20&end_date=2024-05-21&granularity=TOTAL";
    let path = format!("{}/campaigns/targeting_analytics", chain.account);
    let query = format!(
        "{days}&columns=SPEND_IN_DOLLAR&targeting_types=GENDER,COUNTRY&campaign_ids={}",
        chain.campaign
    );
    let answer = get(&pinterest, &format!("{path}?{query}")).value();
    let rows = answer["data"].as_array().expect("rows");
    let count = |kind: &str| {
        rows.iter()
            .filter(|row| row["targeting_type"] == kind)
            .count()
    };
    assert_eq!((count("GENDER"), count("COUNTRY")), (3, 4));
    for row in rows {
        assert_eq!(
            row["targeting_value"], row["metrics"]["TARGETING_VALUE"],
            "{row}"
        );
        assert!(row["metrics"]["SPEND_IN_DOLLAR"].is_number(), "{row}");
    }
}

#[test]
fn what_does_not_run_says_so() {
    let pinterest = pinterest();
    let chain = chain(&pinterest);
    let path = format!("{}/campaigns", chain.account);
    let account = chain.account.rsplit('/').next();
    let mut told = Vec::new();
    for status in ["PAUSED", "ACTIVE", "ARCHIVED"] {
        let body = json!([{ "id": chain.campaign, "ad_account_id": account, "status": status }]);
        let changed = call(&pinterest, "PATCH", &path, &body).value();
        told.push(made(&changed)["summary_status"].clone());
    }
    assert_eq!(told, ["PAUSED", "RUNNING", "ARCHIVED"]);
}

#[test]
fn an_audience_needs_its_list_and_can_be_removed() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let path = format!("/ad_accounts/{account}/audiences");
    let audience = |list: &str| json!({ "ad_account_id": account, "name": "Readers", "audience_type": "CUSTOMER_LIST", "rule": { "customer_list_id": list } });
    let refused = call(&pinterest, "POST", &path, &audience("1"));
    assert_eq!(refusal(&refused), (404, json!(404)));
    let list = first(&pinterest, "/ad_accounts/{ad_account_id}/customer_lists");
    let made = id(&post(&pinterest, &path, &audience(&list)));
    let own = format!("{path}/{made}");
    let removal = json!({ "ad_account_id": account, "operation_type": "REMOVE" });
    let removed = call(&pinterest, "PATCH", &own, &removal);
    assert_eq!((removed.status, id(&removed.value())), (200, made));
    assert_eq!(get(&pinterest, &own).status, 404);
}

#[test]
fn a_board_shows_its_pins_and_a_picture_is_there() {
    let pinterest = pinterest();
    let board = post(&pinterest, "/boards", &json!({ "name": "Soup" }));
    let empty = json!({ "image_cover_url": "", "pin_thumbnail_urls": [] });
    assert_eq!(board["media"], empty);
    let pin = |source: Value| {
        let body = json!({ "board_id": board["id"], "media_source": source });
        call(&pinterest, "POST", "/pins", &body)
    };
    let file = |name: &str| json!({ "source_type": "image_url", "url": format!("https://example.com/{name}") });
    assert_eq!(
        (pin(file("a.png")).status, pin(file("b.png")).status),
        (201, 201)
    );
    // "soup" in base64.
    let sent = |data: &str| json!({ "source_type": "image_base64", "content_type": "image/png", "data": data });
    let picture = pin(sent("c291cA==")).value()["media"]["images"]["600x"]["url"].clone();
    let own = get(&pinterest, &format!("/boards/{}", id(&board))).value();
    let thumbnails = ["https://example.com/b.png", "https://example.com/a.png"];
    assert_eq!(
        own["media"],
        json!({ "image_cover_url": picture, "pin_thumbnail_urls": thumbnails })
    );
    let target = picture.as_str().and_then(|url| url.strip_prefix(ORIGIN));
    let request = Request {
        method: "GET".to_owned(),
        target: target.expect("a picture of this server").to_owned(),
        ..Request::default()
    };
    let shown = pinterest.answer(&request, ORIGIN);
    assert_eq!(shown.body.as_deref(), Some(b"soup".as_slice()));
    assert_eq!(shown.header_value("content-type"), Some("image/png"));
    assert_eq!(refusal(&pin(sent("%"))), (400, json!(1)));
}

#[test]
fn a_feed_is_one_of_a_catalog_and_is_read_without_faults() {
    let pinterest = pinterest();
    let feed = json!({
        "name": "Pots", "format": "CSV", "location": "https://example.com/pots.csv", "default_country": "US",
        "default_locale": "en-US", "default_currency": "USD", "catalog_type": "RETAIL",
    });
    let feed = post(&pinterest, "/catalogs/feeds", &feed);
    let group = json!({ "feed_id": feed["id"], "name": "All", "filters": { "any_of": [{ "ITEM_ID": { "values": ["pot-1"] } }] } });
    let group = post(&pinterest, "/catalogs/product_groups", &group);
    assert_eq!(group["catalog_id"], first(&pinterest, "/catalogs"));
    let path = format!("/catalogs/feeds/{}", id(&feed));
    let read = call(&pinterest, "POST", &format!("{path}/ingest"), &Value::Null).value();
    assert_eq!(read["feed_id"], feed["id"]);
    let results = get(&pinterest, &format!("{path}/processing_results")).value();
    let result = &results["items"][0];
    assert_eq!(result["status"], "COMPLETED");
    let none = json!({ "errors": {}, "warnings": {} });
    assert_eq!(result["validation_details"], none);
}

#[test]
fn an_item_that_is_not_there_is_not_changed() {
    let pinterest = pinterest();
    let item = |id: &str, what: &str| json!({ "item_id": id, "operation": what, "attributes": { "title": "Pot" } });
    let batch = json!({ "catalog_type": "RETAIL", "country": "US", "language": "EN", "items": [item("pot-1", "UPDATE"), item("none", "UPDATE")] });
    let batch = post(&pinterest, "/catalogs/items/batch", &batch);
    pinterest.advance(Duration::from_secs(3));
    let path = format!(
        "/catalogs/items/batch/{}",
        batch["batch_id"].as_str().expect("an id")
    );
    let done = get(&pinterest, &path).value();
    let told = done["items"].as_array().expect("records").iter();
    let told: Vec<_> = told
        .map(|one| (one["status"].clone(), one["errors"][0]["code"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (json!("SUCCESS"), Value::Null),
            (json!("FAILURE"), json!(404))
        ]
    );
}

#[test]
fn product_groups_of_a_feed_are_told_apart() {
    let pinterest = pinterest();
    let feed = first(&pinterest, "/catalogs/feeds");
    let group = |name: &str, item: &str| {
        let filters = json!({ "any_of": [{ "ITEM_ID": { "values": [item] } }] });
        json!({ "feed_id": feed, "name": name, "filters": filters })
    };
    let path = "/catalogs/product_groups";
    let make = |body: &Value| call(&pinterest, "POST", path, body);
    let pots = make(&group("Pots", "pot-1"));
    assert_eq!(pots.status, 201);
    assert_eq!(refusal(&make(&group("Pots", "pot-2"))), (409, json!(4179)));
    assert_eq!(refusal(&make(&group("Pans", "pot-1"))), (409, json!(4178)));
    let bowls = id(&make(&group("Bowls", "bowl-1")).value());
    let change = |name: &str| {
        let body = json!({ "name": name });
        call(&pinterest, "PATCH", &format!("{path}/{bowls}"), &body)
    };
    assert_eq!(refusal(&change("Pots")), (409, json!(4179)));
    assert_eq!(change("Bowls").status, 200);
}

#[test]
fn without_a_catalog_there_is_nothing_of_one() {
    let settings = Settings::default();
    let empty = Pinterest::new(settings, World::Empty, Clock::at(NOW)).expect("a Pinterest");
    let list = get(&empty, "/catalogs/product_groups");
    assert_eq!(refusal(&list), (409, json!(4182)));
    assert_eq!(get(&empty, "/catalogs").status, 200);
    let feed = json!({
        "name": "Pots", "format": "CSV", "location": "https://example.com/pots.csv", "default_country": "US",
        "default_locale": "en-US", "default_currency": "USD", "catalog_type": "RETAIL",
    });
    post(&empty, "/catalogs/feeds", &feed);
    assert_eq!(get(&empty, "/catalogs/product_groups").status, 200);
}

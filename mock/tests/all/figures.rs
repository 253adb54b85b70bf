//! What is answered is what was asked for: in order, filtered, and in agreement with itself.

use serde_json::{Value, json};

use crate::support::{call, first, get, pinterest};

fn items(answer: &Value) -> Vec<Value> {
    answer["items"].as_array().cloned().unwrap_or_default()
}

#[test]
fn top_pins_are_sorted() {
    let pinterest = pinterest();
    let days = "start_date=2024-05-20&end_date=2024-05-30";
    let path = |by: &str| {
        format!("/user_account/analytics/top_pins?{days}&sort_by={by}&metric_types=IMPRESSION,SAVE")
    };
    for by in ["IMPRESSION", "SAVE"] {
        let answer = get(&pinterest, &path(by)).value();
        let pins = answer["pins"].as_array().expect("Pins");
        let figures: Vec<_> = pins.iter().map(|pin| pin["metrics"][by].as_u64()).collect();
        assert_eq!(figures.len(), 10);
        assert!(figures.is_sorted_by(|one, next| one >= next), "{figures:?}");
    }
}

#[test]
fn the_account_has_what_its_pins_have_together() {
    let pinterest = pinterest();
    let days = "start_date=2024-05-20&end_date=2024-05-30";
    let figures = |path: &str| get(&pinterest, path).value()["all"]["summary_metrics"].clone();
    let account = figures(&format!("/user_account/analytics?{days}"));
    let pins = items(&get(&pinterest, "/pins?page_size=250").value());
    let metrics = "metric_types=SAVE,PIN_CLICK,OUTBOUND_CLICK";
    let mut saves = 0;
    for pin in &pins {
        let id = pin["id"].as_str().expect("an id");
        let of_pin = figures(&format!("/pins/{id}/analytics?{days}&{metrics}"));
        saves += of_pin["SAVE"].as_u64().expect("a count");
        assert!(
            of_pin["OUTBOUND_CLICK"].as_u64() <= of_pin["PIN_CLICK"].as_u64(),
            "{of_pin}"
        );
    }
    assert!(pins.len() > 10);
    assert_eq!(account["SAVE"].as_u64(), Some(saves));
}

#[test]
fn invites_are_told_apart() {
    let pinterest = pinterest();
    let business = get(&pinterest, "/user_account").value()["id"].clone();
    let business = business.as_str().expect("an id");
    let path = format!("/businesses/{business}/invites");
    let body = json!({ "business_role": "PARTNER", "invite_type": "PARTNER_INVITE", "partners": ["579980974510"] });
    let made = call(&pinterest, "POST", &path, &body);
    assert!(made.status < 300, "{}", made.value());
    let types = |query: &str| {
        let all = items(&get(&pinterest, &format!("{path}{query}")).value());
        all.iter()
            .map(|invite| invite["invite_data"]["invite_type"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(types(""), ["\"MEMBER_INVITE\""]);
    assert_eq!(types("?is_member=false"), ["\"PARTNER_INVITE\""]);
    assert_eq!(types("?invite_type=PARTNER_INVITE"), ["\"PARTNER_INVITE\""]);
}

#[test]
fn an_employer_has_members() {
    let pinterest = pinterest();
    let employers = items(&get(&pinterest, "/businesses/employers").value());
    let id = employers[0]["id"].as_str().expect("an id");
    let members = items(&get(&pinterest, &format!("/businesses/{id}/members")).value());
    let names: Vec<_> = members
        .iter()
        .map(|one| one["user"]["username"].as_str())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.contains(&Some("soup_club")));
}

#[test]
fn a_product_group_has_what_its_filters_leave() {
    let pinterest = pinterest();
    let catalog = first(&pinterest, "/catalogs");
    let group = |filters: Value| {
        let body = json!({ "catalog_type": "RETAIL", "catalog_id": catalog, "name": "Some", "filters": filters });
        let made = call(&pinterest, "POST", "/catalogs/product_groups", &body);
        assert!(made.status < 300, "{}", made.value());
        made.value()["id"].as_str().expect("an id").to_owned()
    };
    let bowls = group(json!({ "any_of": [{ "ITEM_GROUP_ID": { "values": ["bowl"] } }] }));
    let products = get(
        &pinterest,
        &format!("/catalogs/product_groups/{bowls}/products"),
    );
    let ids: Vec<_> = items(&products.value())
        .iter()
        .map(|one| one["metadata"]["item_id"].clone())
        .collect();
    assert_eq!(ids, ["bowl-1", "bowl-2"]);
    let counts = get(
        &pinterest,
        &format!("/catalogs/product_groups/{bowls}/product_counts"),
    );
    let counts = counts.value();
    assert_eq!(
        (
            &counts["total"],
            &counts["in_stock"],
            &counts["out_of_stock"]
        ),
        (&json!(2), &json!(1), &json!(1))
    );
    let asked = json!({ "catalog_type": "RETAIL", "catalog_id": catalog, "country": "US", "locale": "en-US", "filters": { "all_of": [
        { "MAX_PRICE": { "values": 20 } }, { "AVAILABILITY": { "values": ["IN_STOCK"] } },
    ] } });
    let found = call(
        &pinterest,
        "POST",
        "/catalogs/products/get_by_product_group_filters",
        &asked,
    );
    let titles: Vec<_> = items(&found.value())
        .iter()
        .map(|one| one["pin"]["title"].clone())
        .collect();
    assert_eq!(titles, ["Blue bowl", "Ladle"], "{}", found.value());
}

#[test]
fn targeting_has_values() {
    let pinterest = pinterest();
    let genders = get(&pinterest, "/resources/targeting/GENDER").value();
    assert_eq!(genders[0]["female"], "Female");
}

#[test]
fn large_numbers_are_numbers() {
    let pinterest = pinterest();
    let board = |extra: &str| {
        let text = format!(r#"{{ "name": "Large", "unknown": {extra} }}"#);
        let body: Value = serde_json::from_str(&text).expect("a body");
        call(&pinterest, "POST", "/boards", &body).status
    };
    assert_eq!(
        [board("1e300"), board("-68451648700636691789e4")],
        [201, 201]
    );
    // Where an integer is declared it has to fit.
    let account = first(&pinterest, "/ad_accounts");
    let path = format!("/ad_accounts/{account}/campaigns");
    let campaign = |cap: Value| {
        let body = json!([{ "ad_account_id": account, "name": "Large", "objective_type": "AWARENESS", "daily_spend_cap": cap }]);
        call(&pinterest, "POST", &path, &body).status
    };
    assert_eq!(
        [campaign(json!(5_000_000)), campaign(json!(1e30))],
        [200, 400]
    );
}

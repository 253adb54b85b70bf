//! What clients of others send that no server minds, and what they are told when something is wrong.

use pinterest_v5_mock::judge::Request;
use serde_json::json;

use crate::support::{ORIGIN, call, first, get, pinterest, refusal};

#[test]
fn what_means_the_same_is_taken() {
    let pinterest = pinterest();
    // Pinterest's own client writes booleans as Python does, and others send a body where none is asked for.
    assert_eq!(get(&pinterest, "/pins?pin_metrics=True").status, 200);
    assert_eq!(get(&pinterest, "/pins?pin_metrics=yes").status, 400);
    assert_eq!(call(&pinterest, "GET", "/boards", &json!({})).status, 200);
    let scheme = |value: &str| {
        let request = Request {
            method: "GET".to_owned(),
            target: "/v5/boards".to_owned(),
            headers: vec![("authorization".to_owned(), value.to_owned())],
            body: Vec::new(),
        };
        pinterest.answer(&request, ORIGIN).status
    };
    assert_eq!([scheme("bearer pina_1"), scheme("pina_1")], [200, 401]);
}

#[test]
fn who_looks_for_the_server_finds_its_page() {
    let request = Request {
        method: "GET".to_owned(),
        target: "/".to_owned(),
        ..Request::default()
    };
    let answer = pinterest().answer(&request, ORIGIN);
    assert_eq!(
        (answer.status, answer.header_value("location")),
        (303, Some("/_mock/"))
    );
}

#[test]
fn what_fits_no_alternative_is_told_of_the_nearest() {
    let pinterest = pinterest();
    let feed = first(&pinterest, "/catalogs/feeds");
    let price = json!({ "MIN_PRICE": { "values": "cheap" } });
    let group = json!({ "feed_id": feed, "name": "Cheap", "filters": { "all_of": [price] } });
    let refused = call(&pinterest, "POST", "/catalogs/product_groups", &group);
    assert_eq!(refusal(&refused), (400, json!(1)));
    let value = refused.value();
    let message = value["message"].as_str().expect("a message");
    let place = "/filters/all_of/0/MIN_PRICE/values";
    assert!(message.contains(place), "{message}");
    assert!(!message.contains("MAX_PRICE"), "{message}");
}

#[test]
fn alternatives_that_are_equally_near_are_all_told() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let event = json!({
        "event_name": "checkout", "action_source": "web", "event_time": 1_717_100_000, "event_id": "1",
        "user_data": { "ph": ["0".repeat(64)] },
    });
    let path = format!("/ad_accounts/{account}/events");
    let refused = call(&pinterest, "POST", &path, &json!({ "data": [event] })).value();
    let message = refused["message"].as_str().expect("a message");
    for member in ["em", "hashed_maids"] {
        let told = format!("\"{member}\" is a required property");
        assert!(message.contains(&told), "{message}");
    }
}

#[test]
fn a_report_is_about_days_that_can_be_had() {
    let pinterest = pinterest();
    let path = format!("/ad_accounts/{}/reports", first(&pinterest, "/ad_accounts"));
    let report = |first: &str, last: &str| {
        let body = json!({ "start_date": first, "end_date": last, "granularity": "DAY", "level": "CAMPAIGN", "columns": ["SPEND_IN_DOLLAR"] });
        call(&pinterest, "POST", &path, &body).status
    };
    assert_eq!(report("2024-05-01", "2024-05-20"), 200);
    assert_eq!(report("2024-05-20", "2024-05-01"), 400);
    assert_eq!(report("2020-05-01", "2020-05-20"), 400);
    assert_eq!(report("2023-05-01", "2024-05-20"), 400);
}

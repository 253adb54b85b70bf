//! What goes wrong on purpose, and what is peculiar.

use std::time::Duration;

use pinterest_v5_mock::faults::HEADER;
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::{Answer, Clock, Fault, Pinterest, Settings, Tier, World};
use serde_json::{Value, json};

use crate::support::{NOW, ORIGIN, call, first, get, pinterest, refusal, with};

fn ask(pinterest: &Pinterest, fault: &str) -> Answer {
    let headers = [("authorization", "Bearer pina_1"), (HEADER, fault)];
    let request = Request {
        method: "GET".to_owned(),
        target: "/v5/boards".to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        body: Vec::new(),
    };
    pinterest.answer(&request, ORIGIN)
}

#[test]
fn a_header_asks_for_a_fault() {
    let pinterest = pinterest();
    assert_eq!(
        refusal(&ask(&pinterest, "status=503; code=2787")),
        (503, json!(2787))
    );
    let limited = ask(&pinterest, "status=429; code=8; reset=67150");
    assert_eq!(limited.header_value("x-ratelimit-reset"), Some("67150"));
    let slow = ask(&pinterest, "delay=250");
    assert_eq!(
        (slow.status, slow.delivery.delay),
        (200, Duration::from_millis(250))
    );
    assert!(ask(&pinterest, "drop=after").delivery.dropped);
    let html = ask(&pinterest, "body=html");
    assert_eq!(html.value(), Value::Null);
    assert!(
        serde_json::from_slice::<Value>(&ask(&pinterest, "body=broken").body.expect("a body"))
            .is_err()
    );
    let drift = ask(&pinterest, "drift=members,ids,enums").value();
    assert!(drift["items"][0]["id"].is_number());
    assert_eq!(
        (&drift["items"][0]["privacy"], &drift["brand_new"]["since"]),
        (&json!("BRAND_NEW"), &json!(2027))
    );
    assert_eq!(refusal(&ask(&pinterest, "stauts=503")), (400, json!(1)));
}

#[test]
fn a_call_that_is_dropped_before_is_not_done() {
    let pinterest = pinterest();
    let count = || pinterest.state(|state| state.all("/boards").count());
    let before = count();
    for (drop, made) in [("before", 0), ("after", 1)] {
        pinterest.fail_next(Fault {
            drop: Some(drop.to_owned()),
            ..Fault::default()
        });
        let answer = call(&pinterest, "POST", "/boards", &json!({ "name": "Soup" }));
        assert!(answer.delivery.dropped);
        assert_eq!(count(), before + made, "{drop}");
    }
}

#[test]
fn rules_count_the_calls_they_are_about() {
    let pinterest = pinterest();
    let rules = r#"[{ "operation": "boards/list", "after": 1, "times": 2, "fault": { "status": 500, "code": 500 } }]"#;
    pinterest.read_faults(rules).expect("rules");
    let list = || get(&pinterest, "/boards").status;
    assert_eq!((list(), get(&pinterest, "/pins").status), (200, 200));
    assert_eq!((list(), list(), list()), (500, 500, 200));
    for wrong in [
        r#"[{ "opration": "boards/list" }]"#,
        r#"[{ "operation": "boards/lists" }]"#,
        r#"[{ "fault": { "drop": "later" } }]"#,
        r#"[{ "fault": { "drift": "members,all" } }]"#,
    ] {
        assert!(pinterest.read_faults(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn quotas_are_by_category() {
    let pinterest = with(Settings {
        limits: true,
        ..Settings::default()
    });
    let answer = get(&pinterest, "/boards");
    assert_eq!(
        answer.header_value("x-ratelimit-limit"),
        Some("100, 100;w=1, 1000;w=60")
    );
    assert_eq!(answer.header_value("x-ratelimit-remaining"), Some("99"));
    for _ in 0..99 {
        assert_eq!(get(&pinterest, "/boards").status, 200);
    }
    assert_eq!(refusal(&get(&pinterest, "/boards")), (429, json!(8)));
    pinterest.advance(Duration::from_secs(1));
    assert_eq!(get(&pinterest, "/boards").status, 200);
    pinterest.exhaust("org_read");
    let over = get(&pinterest, "/boards");
    assert_eq!(refusal(&over), (429, json!(8)));
    assert_eq!(get(&pinterest, "/ad_accounts").status, 200);
}

#[test]
fn trial_access_may_not_pin_in_production() {
    let pinterest = with(Settings {
        tier: Tier::Trial,
        ..Settings::default()
    });
    let source = json!({ "source_type": "image_url", "url": "https://example.com/a.png" });
    let pin = json!({ "board_id": first(&pinterest, "/boards"), "media_source": source });
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/pins", &pin)),
        (403, json!(29))
    );
}

#[test]
fn answers_are_peculiar_unless_told_otherwise() {
    let odd =
        Pinterest::new(Settings::default(), World::Small, Clock::at(NOW)).expect("a Pinterest");
    let time = |pinterest: &Pinterest| {
        let board = get(
            pinterest,
            &format!("/boards/{}", first(pinterest, "/boards")),
        )
        .value();
        board["created_at"].as_str().expect("a time").to_owned()
    };
    assert_eq!(time(&odd), "2024-06-01T00:00:00");
    assert_eq!(time(&pinterest()), "2024-06-01T00:00:00Z");
    let account = first(&odd, "/ad_accounts");
    let path = format!(
        "/ad_accounts/{account}/campaigns/analytics?campaign_ids=1&start_date=2024-05-06&end_date=2024-05-06&columns=AD_ACCOUNT_ID&granularity=DAY"
    );
    let row = &get(&odd, &path).value()[0];
    assert!(
        row["CAMPAIGN_ID"].is_string() && row["AD_ACCOUNT_ID"].is_number(),
        "{row}"
    );
}

#[test]
fn the_log_is_bounded_and_holds_no_secret() {
    let pinterest = with(Settings {
        log: 3,
        ..Settings::default()
    });
    for _ in 0..5 {
        get(&pinterest, "/boards?page_size=0");
    }
    let exchanges = pinterest.exchanges();
    assert_eq!(
        exchanges
            .iter()
            .map(|exchange| exchange.number)
            .collect::<Vec<_>>(),
        [3, 4, 5]
    );
    assert_eq!(
        (exchanges[0].status, &*exchanges[0].findings[0].place),
        (400, "query page_size")
    );
    call(&pinterest, "POST", "/oauth/conversion_token", &Value::Null);
    let last = pinterest.exchanges().pop().expect("an exchange");
    assert!(
        !last.answer.contains("pinc_")
            && last.operation.as_deref() == Some("oauth/conversion_token")
    );
}

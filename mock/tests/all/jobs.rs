//! Work that takes a while, files, and figures.

use std::time::Duration;

use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::{Answer, Pinterest};
use serde_json::{Value, json};

use crate::support::{ORIGIN, call, first, get, pinterest, refusal};

fn storage(pinterest: &Pinterest, method: &str, url: &str, kind: &str, body: Vec<u8>) -> Answer {
    let request = Request {
        method: method.to_owned(),
        target: url
            .strip_prefix(ORIGIN)
            .expect("a link to this server")
            .to_owned(),
        headers: vec![("content-type".to_owned(), kind.to_owned())],
        body,
    };
    pinterest.answer(&request, ORIGIN)
}

/// The names and values of a form, in order.
type Fields<'f> = Vec<(&'f str, &'f [u8])>;

fn form(fields: &[(&str, &[u8])]) -> Vec<u8> {
    let mut form = Vec::new();
    for (name, value) in fields {
        form.extend(
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").bytes(),
        );
        form.extend(*value);
        form.extend(b"\r\n");
    }
    form.extend(b"--b--\r\n");
    form
}

/// An upload with everything that was asked for, in the order that `turn` leaves.
fn upload(
    pinterest: &Pinterest,
    content: &[u8],
    turn: impl Fn(&mut Fields<'_>),
) -> (String, Answer) {
    let media = call(
        pinterest,
        "POST",
        "/media",
        &json!({ "media_type": "video" }),
    )
    .value();
    let parameters = media["upload_parameters"].as_object().expect("fields");
    let texts = parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a text").as_bytes()));
    let mut fields: Fields<'_> = texts.collect();
    fields.push(("file", content));
    turn(&mut fields);
    let url = media["upload_url"].as_str().expect("a link");
    let answer = storage(
        pinterest,
        "POST",
        url,
        "multipart/form-data; boundary=b",
        form(&fields),
    );
    (
        media["media_id"].as_str().expect("an id").to_owned(),
        answer,
    )
}

fn status(pinterest: &Pinterest, id: &str) -> Value {
    get(pinterest, &format!("/media/{id}")).value()["status"].clone()
}

#[test]
fn a_film_is_uploaded_and_processed() {
    let pinterest = pinterest();
    let (id, answer) = upload(&pinterest, b"\x00\x00\x00\x18ftypmp42", |_| {});
    assert_eq!((answer.status, answer.body), (204, None));
    assert_eq!(status(&pinterest, &id), "processing");
    let film = json!({ "source_type": "video_id", "media_id": id, "cover_image_url": "https://example.com/a.png" });
    let pin = json!({ "board_id": first(&pinterest, "/boards"), "media_source": film });
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/pins", &pin)),
        (400, json!(1))
    );
    pinterest.advance(Duration::from_secs(3));
    assert_eq!(status(&pinterest, &id), "succeeded");
    let mut bare = pin.clone();
    bare["media_source"] = json!({ "source_type": "video_id", "media_id": id });
    assert_eq!(
        refusal(&call(&pinterest, "POST", "/pins", &bare)),
        (400, json!(1))
    );
    let pin = call(&pinterest, "POST", "/pins", &pin).value();
    assert_eq!(
        (&pin["creative_type"], &pin["media"]["media_type"]),
        (&json!("VIDEO"), &json!("video"))
    );
}

#[test]
fn the_storage_takes_the_form_it_gave_and_no_other() {
    let pinterest = pinterest();
    let fault = |turn: &dyn Fn(&mut Fields<'_>)| {
        let (id, answer) = upload(&pinterest, b"film", turn);
        assert_eq!(status(&pinterest, &id), "registered");
        (
            answer.status,
            String::from_utf8(answer.body.expect("a body")).expect("text"),
        )
    };
    let (status, body) = fault(&|fields| fields.rotate_right(1));
    assert!(
        status == 400 && body.contains("<Code>InvalidArgument</Code>"),
        "{body}"
    );
    let (status, body) = fault(&|fields| fields.retain(|(name, _)| *name != "policy"));
    assert!(
        status == 403 && body.contains("<Code>AccessDenied</Code>"),
        "{body}"
    );
    let (status, body) = fault(&|fields| fields[1].1 = b"other");
    assert!(
        status == 403 && body.contains("<Code>SignatureDoesNotMatch</Code>"),
        "{body}"
    );
}

#[test]
fn a_picture_is_no_film() {
    let pinterest = pinterest();
    let (id, _) = upload(&pinterest, b"\x89PNG\r\n", |_| {});
    pinterest.advance(Duration::from_secs(3));
    assert_eq!(status(&pinterest, &id), "failed");
}

#[test]
fn a_report_ends_in_a_file_whose_link_ends() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let path = format!("/ad_accounts/{account}/reports");
    let campaign = first(&pinterest, "/ad_accounts/{ad_account_id}/campaigns");
    let order = json!({
        "start_date": "2024-05-06", "end_date": "2024-05-08", "granularity": "DAY", "level": "CAMPAIGN",
        "campaign_ids": [campaign], "columns": ["SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH"], "report_format": "CSV",
    });
    let started = call(&pinterest, "POST", &path, &order).value();
    assert_eq!(started["report_status"], "IN_PROGRESS");
    let look = format!(
        "{path}?token={}",
        started["token"].as_str().expect("a token")
    );
    let running = get(&pinterest, &look).value();
    assert_eq!(
        (&running["report_status"], running.get("url")),
        (&json!("IN_PROGRESS"), None)
    );
    pinterest.advance(Duration::from_secs(3));
    let done = get(&pinterest, &look).value();
    assert_eq!(done["report_status"], "FINISHED");
    let url = done["url"].as_str().expect("a link");
    let file = storage(&pinterest, "GET", url, "", Vec::new());
    let text = String::from_utf8(file.body.expect("a file")).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        (lines.len(), lines[0]),
        (4, "CAMPAIGN_ID,DATE,SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH")
    );
    assert!(
        lines[1].starts_with(&format!("{campaign},2024-05-06,")),
        "{}",
        lines[1]
    );
    assert_eq!(done["size"], text.len());
    pinterest.advance(Duration::from_secs(301));
    assert_eq!(storage(&pinterest, "GET", url, "", Vec::new()).status, 403);
    assert_ne!(get(&pinterest, &look).value()["url"], url);
    pinterest.advance(Duration::from_secs(3_600));
    assert_eq!(get(&pinterest, &look).value()["report_status"], "EXPIRED");
    let unknown = get(&pinterest, &format!("{path}?token=nothing")).value();
    assert_eq!(unknown, json!({ "report_status": "DOES_NOT_EXIST" }));
}

#[test]
fn a_report_is_json_unless_somebody_says_so() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let path = format!("/ad_accounts/{account}/reports");
    let order = json!({
        "start_date": "2024-05-06", "end_date": "2024-05-08", "granularity": "DAY", "level": "CAMPAIGN",
        "columns": ["SPEND_IN_DOLLAR", "CAMPAIGN_NAME"],
    });
    let started = call(&pinterest, "POST", &path, &order).value();
    pinterest.advance(Duration::from_secs(3));
    let token = started["token"].as_str().expect("a token");
    let done = get(&pinterest, &format!("{path}?token={token}")).value();
    let url = done["url"].as_str().expect("a link");
    let rows = storage(&pinterest, "GET", url, "", Vec::new()).value();
    let campaigns = get(&pinterest, &format!("/ad_accounts/{account}/campaigns")).value();
    for campaign in campaigns["items"].as_array().expect("campaigns") {
        let own = &rows[campaign["id"].as_str().expect("an id")];
        assert_eq!(own.as_array().map(Vec::len), Some(3), "{rows}");
        assert_eq!(own[0]["CAMPAIGN_NAME"], campaign["name"]);
    }
}

#[test]
fn figures_are_those_that_were_asked_for() {
    let pinterest = pinterest();
    let account = first(&pinterest, "/ad_accounts");
    let rows = |query: &str| {
        let path = format!(
            "/ad_accounts/{account}/campaigns/analytics?campaign_ids=1&campaign_ids=2&{query}"
        );
        get(&pinterest, &path)
    };
    let days = "start_date=2024-05-06&end_date=2024-05-08";
    let daily = rows(&format!(
        "{days}&columns=SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH&granularity=DAY"
    ))
    .value();
    let daily = daily.as_array().expect("rows");
    assert_eq!(
        (daily.len(), &daily[4]["CAMPAIGN_ID"], &daily[4]["DATE"]),
        (6, &json!("2"), &json!("2024-05-07"))
    );
    let total = rows(&format!(
        "{days}&columns=TOTAL_CLICKTHROUGH&granularity=TOTAL"
    ))
    .value();
    let sum: u64 = daily[..3]
        .iter()
        .filter_map(|row| row["TOTAL_CLICKTHROUGH"].as_u64())
        .sum();
    assert_eq!(
        total[0],
        json!({ "CAMPAIGN_ID": "1", "TOTAL_CLICKTHROUGH": sum })
    );
    let both = rows(&format!(
        "{days}&columns=TOTAL_CLICKTHROUGH&granularity=DAY&aggregate_report_rows=true"
    ))
    .value();
    let clicks = |row: usize| daily[row]["TOTAL_CLICKTHROUGH"].as_u64().expect("a count");
    assert_eq!(
        both[0],
        json!({ "DATE": "2024-05-06", "TOTAL_CLICKTHROUGH": clicks(0) + clicks(3) })
    );
    let old =
        rows("start_date=2024-01-01&end_date=2024-01-02&columns=SPEND_IN_DOLLAR&granularity=DAY");
    assert_eq!(refusal(&old), (400, json!(1)));
    let path = format!(
        "/pins/{}/analytics?{days}&metric_types=IMPRESSION,SAVE",
        first(&pinterest, "/pins")
    );
    let organic = get(&pinterest, &path).value();
    assert_eq!(
        organic["all"]["daily_metrics"].as_array().map(Vec::len),
        Some(3)
    );
    assert_eq!(
        organic["all"]["summary_metrics"]
            .as_object()
            .map(serde_json::Map::len),
        Some(2)
    );
}

#[test]
fn a_batch_of_items_is_done_after_a_while() {
    let pinterest = pinterest();
    let items = json!({
        "catalog_type": "RETAIL", "country": "US", "language": "EN", "operation": "DELETE",
        "items": [{ "item_id": "A1", "operation": "DELETE" }],
    });
    let batch = call(&pinterest, "POST", "/catalogs/items/batch", &items).value();
    assert_eq!(
        (&batch["status"], &batch["items"]),
        (&json!("PROCESSING"), &json!([]))
    );
    pinterest.advance(Duration::from_secs(3));
    let path = format!(
        "/catalogs/items/batch/{}",
        batch["batch_id"].as_str().expect("an id")
    );
    let batch = get(&pinterest, &path).value();
    assert_eq!(
        (&batch["status"], &batch["items"][0]["item_id"]),
        (&json!("COMPLETED"), &json!("A1"))
    );
}

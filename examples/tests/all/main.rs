//! Runs every example before a server that judges it, and compares what it prints with what its header says.

// Marked as tests although they are nothing else, so that the lints know it.
#[cfg(test)]
mod header;
#[cfg(test)]
mod login;
#[cfg(test)]
mod stage;

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use pinterest_v5_tests::server::Answer;
use serde_json::{Value, json};

use self::stage::Stage;

/// Pinterest's id of the first Pin that a test creates.
const PIN: u64 = 813_744_226_420_795_884;

const BOARD: &str = "549755885175";

fn account() -> Answer {
    Answer::json(&json!({ "username": "soup_club", "pin_count": 503 }))
}

#[tokio::test(flavor = "multi_thread")]
async fn pins_to_csv() {
    let stage = Stage::new("pins_to_csv", |request, verdict| {
        if verdict.operation.as_deref() == Some("user_account/get") {
            return Some(account());
        }
        let (pins, bookmark) = match request.target.split_once("bookmark=") {
            None => (0..250, json!("b1")),
            Some((_, "b1")) => (250..500, json!("b2")),
            Some(_) => (500..503, Value::Null),
        };
        let pin = |id: u32| json!({ "id": id.to_string(), "board_id": BOARD, "title": "Soup, hot", "link": null });
        let pins: Vec<_> = pins.map(pin).collect();
        Some(Answer::json(
            &json!({ "items": pins, "bookmark": bookmark }),
        ))
    });
    let stage = stage.await;
    stage.run(0);
    let (api, _) = stage.take_exchanges();
    assert_eq!(api.len(), 4);
    let table = String::from_utf8(stage.read("pins.csv")).expect("text");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 504);
    assert_eq!(lines[0], "id,created_at,board_id,title,link");
    assert_eq!(lines[503], format!("502,,{BOARD},\"Soup, hot\","));
}

#[tokio::test(flavor = "multi_thread")]
async fn bulk_pins() {
    let stage = Stage::new("bulk_pins", |_, verdict| {
        let body = verdict.body.as_ref()?;
        if verdict.operation.as_deref() == Some("boards/create") {
            return Some(Answer::json(&json!({ "id": BOARD, "name": body["name"] })));
        }
        assert_eq!(body["board_id"], BOARD);
        let title = body["title"].as_str()?;
        let soups = ["Leek soup", "Pea soup", "Onion soup"];
        let Some(index) = soups.iter().position(|soup| *soup == title) else {
            let refusal = json!({ "code": 235, "message": "the image cannot be fetched" });
            return Some(Answer::empty(400).body(refusal.to_string()));
        };
        let id = PIN + u64::try_from(index).ok()?;
        Some(Answer::json(&json!({ "id": id.to_string() })))
    });
    let stage = stage.await;
    let rows = ["Leek", "Pea", "Stone", "Onion"].map(|soup| {
        format!("{soup} soup,https://soup.example/{soup},https://soup.example/{soup}.png\n")
    });
    stage.write(
        "soups.csv",
        format!("title,link,image_url\n{}", rows.concat()),
    );
    stage.run(0);
    let (api, _) = stage.take_exchanges();
    assert_eq!(api.len(), 5);
    for create in &api[1..] {
        let source = &create.verdict.body.as_ref().expect("a body")["media_source"];
        assert_eq!(source["source_type"], "image_url");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn video_pin() {
    let looks = AtomicUsize::new(0);
    let stage = Stage::new("video_pin", move |request, verdict| {
        let media = |status: &str| json!({ "media_id": "5217290", "media_type": "video", "status": status });
        Some(match verdict.operation.as_deref() {
            Some("media/create") => {
                let (_, host) = request.headers.iter().find(|(name, _)| name == "host")?;
                Answer::json(&json!({
                    "media_id": "5217290",
                    "media_type": "video",
                    "upload_url": format!("http://{host}/bucket"),
                    "upload_parameters": { "key": "k", "policy": "p", "x-amz-signature": "s" },
                }))
            }
            Some("media/get") if looks.fetch_add(1, Relaxed) == 0 => {
                Answer::json(&media("processing"))
            }
            Some("media/get") => Answer::json(&media("succeeded")),
            Some(_) => Answer::json(&json!({ "id": PIN.to_string() })),
            None => Answer::empty(204),
        })
    });
    let stage = stage.await;
    let video: Vec<u8> = (0..1_500_000_u32)
        .map(|index| index.to_le_bytes()[index as usize % 4])
        .collect();
    stage.write("soup.mp4", &video);
    stage.write("cover.png", b"\x89PNG\r\n\x1a\n....");
    stage.run(0);
    let (api, storages) = stage.take_exchanges();
    assert_eq!(storages.len(), 1);
    let form = &storages[0].request.body;
    assert!(
        form.windows(video.len()).any(|part| part == video),
        "{} bytes",
        form.len()
    );
    let pin = api
        .last()
        .and_then(|create| create.verdict.body.as_ref())
        .expect("a Pin");
    let source = json!({
        "source_type": "video_id",
        "media_id": "5217290",
        "cover_image_content_type": "image/png",
        "cover_image_data": "iVBORw0KGgouLi4u",
    });
    assert_eq!(*pin, json!({ "board_id": BOARD, "media_source": source }));
}

#[tokio::test(flavor = "multi_thread")]
async fn report() {
    let looks = AtomicUsize::new(0);
    let rows = json!({ BOARD: [{ "CAMPAIGN_ID": 626_735_565_838_u64, "SPEND_IN_DOLLAR": 12.5, "TOTAL_IMPRESSION": 4_096 }] });
    let content = rows.to_string();
    let expected = content.clone();
    let stage = Stage::new("report", move |request, verdict| {
        let state = |state: &str| Answer::json(&json!({ "report_status": state }));
        Some(match verdict.operation.as_deref() {
            Some("analytics/create_report") => Answer::json(&json!({ "token": "a1b2c3" })),
            Some(_) if looks.fetch_add(1, Relaxed) < 2 => state("IN_PROGRESS"),
            Some(_) => {
                let (_, host) = request.headers.iter().find(|(name, _)| name == "host")?;
                let url = format!("http://{host}/storage/report.json?X-Amz-Signature=s");
                Answer::json(&json!({ "report_status": "FINISHED", "url": url }))
            }
            None => Answer::empty(200)
                .header("content-type", "application/octet-stream")
                .header("content-encoding", "gzip")
                .body(gzip(&content)),
        })
    });
    let stage = stage.await;
    stage.run(0);
    let (_, storages) = stage.take_exchanges();
    assert_eq!(storages.len(), 1);
    assert_eq!(stage.read("report.json"), expected.as_bytes());
}

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content.as_bytes()).expect("gzip");
    encoder.finish().expect("gzip")
}

#[tokio::test(flavor = "multi_thread")]
async fn conversions() {
    let stage = Stage::new("conversions", |_, _| {
        let events = json!([
            { "status": "processed", "error_message": "", "warning_message": "" },
            { "status": "processed", "error_message": "", "warning_message": "value is unusually high" },
            { "status": "failed", "error_message": "event_time is too old" },
        ]);
        Some(Answer::json(
            &json!({ "num_events_received": 3, "num_events_processed": 2, "events": events }),
        ))
    });
    let stage = stage.await;
    let head = "order,time,email,phone,dollars\n";
    let orders = "1001,1768521600, Ada@Soup.example,,12.50\n1002,1768521601,bob@soup.example,+1 555 010 9999,99000\n\
                  1003,1,cy@soup.example,,7\n";
    stage.write("orders.csv", format!("{head}{orders}"));
    stage.run(0);
    let (api, _) = stage.take_exchanges();
    let [sent] = &api[..] else {
        panic!("{} calls", api.len())
    };
    assert!(
        sent.request.target.ends_with("/events?test=true"),
        "{}",
        sent.request.target
    );
    let body = String::from_utf8_lossy(&sent.request.body).into_owned();
    assert!(
        !body.contains("oup.example") && !body.contains("010"),
        "{body}"
    );
    let hashes = |event: usize| {
        sent.verdict
            .body
            .as_ref()
            .map(|body| body["data"][event]["user_data"].clone())
    };
    // `printf 'ada@soup.example' | sha256sum`
    let ada = "a68b81163d74164e1d1c5bde28ee3940867540a06a17790b4dac65992b56a068";
    assert_eq!(hashes(0), Some(json!({ "em": [ada] })));

    stage.write(
        "orders.csv",
        format!("{head}1004,1768521600,,+1 555 010 9999,1\n"),
    );
    stage.run(1);
    assert!(stage.server.take_exchanges().is_empty());
}

//! Pins: to a file, from a file, of a video.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use pinterest_v5_tests::server::Answer;
use serde_json::{Value, json};

use crate::stage::{Stage, account};

/// Pinterest's id of the first Pin that a test creates.
const PIN: u64 = 813_744_226_420_795_884;

const BOARD: &str = "549755885175";

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

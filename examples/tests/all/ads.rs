//! For advertisers: a report and conversions.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use pinterest_v5_tests::server::Answer;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn report() {
    let looks = AtomicUsize::new(0);
    let rows = json!({ "549755885175": [{ "CAMPAIGN_ID": 626_735_565_838_u64, "SPEND_IN_DOLLAR": 12.5, "TOTAL_IMPRESSION": 4_096 }] });
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

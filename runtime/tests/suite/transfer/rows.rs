//! Rows of a file while it comes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use pinterest_v5_runtime::{ErrorKind, Rows};
use serde::Deserialize;

use super::download;
use super::host::{Host, Piece, reply};

#[derive(Debug, Deserialize, PartialEq)]
struct Spend {
    #[serde(rename = "CAMPAIGN_ID")]
    campaign: String,
    #[serde(rename = "DOLLARS")]
    dollars: Option<f64>,
}

fn spend(campaign: &str, dollars: impl Into<Option<f64>>) -> Spend {
    Spend {
        campaign: campaign.to_owned(),
        dollars: dollars.into(),
    }
}

/// The rows of a content that comes in these pieces.
fn rows<T: serde::de::DeserializeOwned + 'static>(pieces: &[&[u8]]) -> Rows<T> {
    let mut pieces = pieces
        .iter()
        .map(|piece| String::from_utf8_lossy(piece).into_owned());
    let first = pieces.next().unwrap();
    let step = pieces.fold(reply(200, first), |step, piece| {
        step.then(Piece::Data(piece.into()))
    });
    download(&Host::new([step])).rows()
}

async fn all<T: serde::de::DeserializeOwned + 'static>(mut rows: Rows<T>) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(row) = rows.try_next().await.unwrap() {
        all.push(row);
    }
    assert_eq!(rows.count(), all.len() as u64);
    all
}

const REPORT: &str = r#" {"549755885175": [{"CAMPAIGN_ID": "a[1]\"}", "DOLLARS": 1.5}, {"CAMPAIGN_ID": "b"}],
    "549755885176": [], "549755885177":[{"CAMPAIGN_ID": "c", "DOLLARS": null, "DATE": ["x", {}]}] } "#;

#[tokio::test(start_paused = true)]
async fn every_form_of_json_gives_its_rows_however_it_is_cut() {
    let expected = || [spend("a[1]\"}", 1.5), spend("b", None), spend("c", None)];
    let list = r#"[{"CAMPAIGN_ID": "a[1]\"}", "DOLLARS": 1.5},{"CAMPAIGN_ID": "b"} , {"CAMPAIGN_ID": "c"}]"#;
    let lines = list.replace("},{", "}\n{").replace("} , {", "}\n{");
    let lines = lines.trim_matches(['[', ']']);
    for text in [REPORT, list, lines] {
        for cut in 1..text.len() {
            let (one, other) = text.as_bytes().split_at(cut);
            assert_eq!(
                all::<Spend>(rows(&[one, other])).await,
                expected(),
                "{cut} {text}"
            );
        }
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(all::<Spend>(rows(&bytes)).await, expected());
    }
    for nothing in ["[]", "{}", " [ ] ", "{\"1\":[]}", ""] {
        assert_eq!(all::<Spend>(rows(&[nothing.as_bytes()])).await, []);
    }
    assert_eq!(all::<u8>(rows(&[b"[1", b"2,3]"])).await, [12, 3]);
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_row_costs_that_row() {
    let text = r#"[{"CAMPAIGN_ID": "a"}, {"DOLLARS": {"secret": 1}}, {"CAMPAIGN_ID": "c"}]"#;
    let mut rows = rows::<Spend>(&[text.as_bytes()]);
    assert_eq!(rows.try_next().await.unwrap(), Some(spend("a", None)));
    let error = rows.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let words = format!("{error} {error:?}");
    assert!(
        words.contains("row 2") && !words.contains("secret"),
        "{words}"
    );
    assert_eq!(rows.try_next().await.unwrap(), Some(spend("c", None)));
    assert_eq!((rows.try_next().await.unwrap(), rows.count()), (None, 3));
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_no_list_of_rows_is_an_error() {
    for (text, words) in [
        (
            r#"[{"CAMPAIGN_ID": "a"}, {"CAMPAIGN_ID": "b""#,
            "row 2: the file ends there",
        ),
        (r#"[{"CAMPAIGN_ID": "a"}"#, "row 2: the file ends there"),
        (
            r#"[{"CAMPAIGN_ID": "a"} {"CAMPAIGN_ID": "b"}]"#,
            "row 2: the file is no JSON",
        ),
        (r#"[{"CAMPAIGN_ID": "a"}] []"#, "row 2: the file is no JSON"),
        (
            r#"{"1": [{"CAMPAIGN_ID": "a"}], "2": 3}"#,
            "row 2: the file is no JSON",
        ),
        ("<Error/>", "neither JSON nor CSV"),
    ] {
        let mut rows = rows::<Spend>(&[text.as_bytes()]);
        let error = loop {
            match rows.try_next().await {
                Ok(row) => assert!(row.is_some(), "{text}"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::Transfer, "{text}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(rows.try_next().await.unwrap().is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn compressed_rows_are_decompressed_on_the_way() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(REPORT.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let mut step = reply(200, "").with("content-encoding", "gzip");
    for piece in packed.chunks(7) {
        step = step.then(Piece::Data(piece.to_vec().into()));
    }
    assert_eq!(
        all::<Spend>(download(&Host::new([step])).rows())
            .await
            .len(),
        3
    );
}

#[tokio::test(start_paused = true)]
async fn a_row_without_end_is_refused_in_bounded_memory() {
    let mut step = reply(200, "[{\"CAMPAIGN_ID\": \"");
    for _ in 0..40 {
        step = step.then(Piece::Data("a".repeat(1 << 20).into()));
    }
    let error = download(&Host::new([step]))
        .rows::<Spend>()
        .try_next()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("16 MiB"), "{error}");
}

#[cfg(feature = "csv")]
#[tokio::test(start_paused = true)]
async fn lines_of_csv_are_rows_too() {
    use pinterest_v5_runtime::{Metric, Row};

    let text = "\u{feff}CAMPAIGN_ID,DATE,DOLLARS\r\n1,\"a,\n\"\"b\"\"\",1.5\r\n2,,\r\n";
    for cut in 1..text.len() {
        let (one, other) = text.as_bytes().split_at(cut);
        if std::str::from_utf8(one).is_err() {
            continue;
        }
        let spends = all::<Spend>(rows(&[one, other])).await;
        assert_eq!(spends, [spend("1", 1.5), spend("2", None)], "{cut}");
    }
    let rows_of = all::<Row>(rows(&[text.as_bytes()])).await;
    assert_eq!(rows_of[0].columns["DATE"], "a,\n\"b\"");
    let dollars = rows_of[0].metric("DOLLARS").and_then(Metric::as_f64);
    assert!(dollars.is_some_and(|dollars| dollars > 1.4));
    // What looks like a number may be a code or a telephone.
    let leads = all::<Row>(rows(&[b"zip,phone\n02134,+4915112345\n"])).await;
    assert_eq!(leads[0].columns["zip"], "02134");
    assert_eq!(leads[0].columns["phone"], "+4915112345");
    let mut wrong = rows::<Spend>(&[b"CAMPAIGN_ID,DOLLARS\n1,secret\n2,2\n"]);
    let error = wrong.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let words = format!("{error} {error:?}");
    assert!(
        words.contains("row 1: column `DOLLARS`: it is no number") && !words.contains("secret"),
        "{words}"
    );
    assert_eq!(wrong.try_next().await.unwrap(), Some(spend("2", 2.0)));
}

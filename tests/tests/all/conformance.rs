//! The conformance runs report what fails and refuse what makes no sense.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use pinterest_v5::runtime::Decoding;
use pinterest_v5_mock::judge::Judge;
use pinterest_v5_tests::calls::{Decoded, Decoder};
use pinterest_v5_tests::conformance::{client, decode, deviations, send};
use pinterest_v5_tests::emitted::decoders::DECODERS;
use pinterest_v5_tests::server::Server;
use serde_json::{Value, json};

use crate::support::description;

/// A client that forgets the descriptions of boards and cannot read a name that is no text.
const FORGETFUL: &[Decoder] = &[
    Decoder {
        operation: "boards/get",
        decode: forgetful,
    },
    Decoder {
        operation: "token/revoke",
        decode: |_, _| {
            Ok(Decoded {
                back: Value::Null,
                deviations: Vec::new(),
            })
        },
    },
];

fn forgetful(bytes: &[u8], _: Decoding) -> Result<Decoded, String> {
    let mut back: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if !back["name"].is_string() {
        return Err("name: not a string".to_owned());
    }
    if let Some(members) = back.as_object_mut() {
        members.retain(|name, _| !["description", "note"].contains(&name.as_str()));
    }
    let deviations = Vec::new();
    Ok(Decoded { back, deviations })
}

#[test]
fn what_does_not_survive_is_reported_by_file() {
    let folder = folder(
        "reported",
        &[
            (
                "boards__get/a.json",
                r#"{ "name": "a", "id": "1", "note": 3 }"#,
            ),
            (
                "boards__get/b.json",
                r#"{ "name": "b", "description": "gone" }"#,
            ),
            ("boards__get/c.json", r#"{ "name": 5 }"#),
            ("boards__get/notes.txt", "no response"),
            ("token__revoke/empty.json", ""),
        ],
    );
    let report = decode(description(), FORGETFUL, &folder).expect("a report");
    let folder = format!("{}/", folder.display());
    let text = report.to_string().replace(&folder, "");
    assert_eq!(
        text,
        "boards__get/b.json: changed: description: lost\n\
         boards__get/c.json: undecodable: name: not a string\n\
         4 responses, 2 failed"
    );
    let unknown = &report.to_json()["unknown"][0];
    let of = format!("{folder}boards__get/a.json");
    assert_eq!(
        unknown,
        &json!({ "of": of, "kind": "unknown", "message": "note" })
    );
}

#[test]
fn folders_that_make_no_sense_are_refused() {
    for (name, files, reason) in [
        (
            "unknown",
            &[("boards__paint/a.json", "{}")][..],
            "there is no `boards/paint`",
        ),
        ("empty", &[("boards__get/a.txt", "")][..], "holds no"),
    ] {
        let error = decode(description(), FORGETFUL, &folder(name, files)).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
}

/// The share is that of `cargo xtask conformance decode --deviations`, over fewer.
#[test]
fn one_deviation_costs_its_own_element_at_most() {
    for seed in [1, 2, 3] {
        let figures = deviations(description(), DECODERS, 1_000, seed).expect("figures");
        let total = figures.total();
        assert_eq!((total.all, total.panics), (1_000, 0), "{figures}");
        assert!(figures.passed(), "{figures}");
        assert!(total.own_element > 300, "{figures}");
        let again = deviations(description(), DECODERS, 1_000, seed).expect("figures");
        assert_eq!(again.kinds, figures.kinds);
    }
}

#[test]
fn what_a_client_loses_by_a_deviation_is_counted() {
    let forgetful = deviations(description(), &FORGETFUL[..1], 500, 1).expect("figures");
    let total = forgetful.total();
    assert!(
        total.answer > 0,
        "a name that is no text is the whole board: {forgetful}"
    );
    assert_eq!(
        total.nothing + total.own_element + total.answer,
        500,
        "{forgetful}"
    );

    let hasty = deviations(description(), HASTY, 500, 1).expect("figures");
    assert!(!hasty.passed() && hasty.total().more > 100, "{hasty}");
    assert!(
        hasty.to_string().contains("boards/list: Dropped at "),
        "{hasty}"
    );
}

const HASTY: &[Decoder] = &[Decoder {
    operation: "boards/list",
    decode: hasty,
}];

/// A client that drops all items if one has not as many members as the first.
fn hasty(bytes: &[u8], _: Decoding) -> Result<Decoded, String> {
    let mut back: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let items = back["items"].as_array().cloned().unwrap_or_default();
    let members = |item: &Value| item.as_object().map_or(0, serde_json::Map::len);
    if items
        .iter()
        .any(|item| members(item) != items.first().map_or(0, members))
    {
        back["items"] = json!([]);
    }
    let deviations = Vec::new();
    Ok(Decoded { back, deviations })
}

#[tokio::test]
async fn calls_are_sent_and_counted() {
    let judge = Judge::new(Arc::clone(description())).expect("a judge");
    let server = Server::start(judge).await.expect("a server");
    let right = client(server.base_url()).expect("a client");
    let report = send(&right, Some("boards/list")).await.expect("a report");
    assert_eq!(report.to_string(), "2 calls, 0 failed");

    let lost = client(&server.base_url().replace("/v5", "/v4")).expect("a client");
    let report = send(&lost, Some("boards/list")).await.expect("a report");
    assert_eq!(report.failed(), 2);
    assert!(
        report
            .failures
            .iter()
            .all(|failure| failure.kind == "refused"),
        "{report}"
    );

    let error = send(&right, Some("boards/paint")).await.unwrap_err();
    assert_eq!(error.to_string(), "there is no operation `boards/paint`");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_reported() {
    // Port 9 of the loopback takes no connections.
    let alone = client("http://127.0.0.1:9/v5").expect("a client");
    let report = send(&alone, Some("boards/list")).await.expect("a report");
    assert!(
        report
            .failures
            .iter()
            .all(|failure| failure.kind == "no response"),
        "{report}"
    );
    assert_eq!(report.failed(), 2);
}

/// A folder of its own for each test with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    folder
}

//! An upload from its registration to its end.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use pinterest_v5_runtime::{ErrorKind, UploadProgress};

use super::calls::{MediaId, registered, state, upload};
use crate::transfer::host::{Host, Step, reply};

pub(super) const PLACE: &str = "https://bucket.example/?s3cret";

fn host(steps: impl IntoIterator<Item = Step>, states: &[&str]) -> Host {
    let answers = states.iter().map(|word| state(word));
    Host::new(steps).answering(std::iter::once(registered(PLACE)).chain(answers))
}

#[tokio::test(start_paused = true)]
async fn the_file_is_registered_sent_and_waited_for() {
    let host = host([reply(204, "")], &["processing", "succeeded"]);
    let client = host.client();
    let pending = upload(&client, b"film".to_vec());
    assert_eq!(
        host.calls.lock().unwrap().len(),
        0,
        "nothing before the first poll"
    );
    assert_eq!(pending.await.unwrap(), MediaId::new("42"));
    let calls = host.calls.lock().unwrap();
    let calls: Vec<String> = calls
        .iter()
        .map(|(_, call)| format!("{} {}", call.method(), call.uri().path()))
        .collect();
    assert_eq!(
        calls,
        ["POST /v5/media", "GET /v5/media/42", "GET /v5/media/42"]
    );
    let seen = host.seen.lock().unwrap();
    let [sent] = &seen[..] else {
        panic!("{} requests", seen.len());
    };
    assert_eq!(
        (sent.head.method.as_str(), sent.head.uri.to_string()),
        ("POST", PLACE.to_owned())
    );
    let mut names: Vec<&str> = sent
        .head
        .headers
        .keys()
        .map(http::HeaderName::as_str)
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["accept", "content-length", "content-type", "user-agent"]
    );
}

#[tokio::test(start_paused = true)]
async fn the_form_has_every_field_that_is_there_and_the_file_last() {
    let host = host([reply(204, "")], &["succeeded"]);
    upload(&host.client(), b"fi\r\nlm".to_vec()).await.unwrap();
    let seen = host.seen.lock().unwrap();
    let sent = &seen[0];
    let content_type = sent.head.headers["content-type"].to_str().unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let field = |name: &str, value: &str| {
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let expected = [
        field("Content-Type", "video/mp4"),
        field("key", "k/1"),
        field("policy", "s3cret-policy"),
        field("x-amz-signature", "s3cret"),
        field("x-later", "7"),
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
             Content-Type: application/octet-stream\r\n\r\nfi\r\nlm\r\n--{boundary}--\r\n"
        ),
    ]
    .concat();
    assert_eq!(String::from_utf8_lossy(&sent.body), expected);
    let length = sent.head.headers["content-length"].to_str().unwrap();
    assert_eq!(length, expected.len().to_string());
    assert_eq!(sent.length, Some(expected.len() as u64));
}

#[tokio::test(start_paused = true)]
async fn progress_tells_each_piece_and_the_attempt() {
    let host = host([Step::BreakAfter(3), reply(204, "")], &["succeeded"]);
    let told: Arc<Mutex<Vec<UploadProgress>>> = Arc::default();
    let listener = Arc::clone(&told);
    let upload = upload(&host.client(), vec![7; 150_000]);
    let upload = upload.on_progress(move |progress| listener.lock().unwrap().push(progress));
    let uploaded = upload.send().await.unwrap();
    assert_eq!((uploaded.size, uploaded.attempts), (150_000, 2));
    assert_eq!(uploaded.response.status(), 200);
    let told = told.lock().unwrap();
    let told: Vec<(u32, u64, u64)> = told
        .iter()
        .map(|one| (one.attempt, one.sent, one.total))
        .collect();
    let all = 150_000;
    assert_eq!(
        told,
        [
            (1, 65_536, all),
            (1, 131_072, all),
            (2, 65_536, all),
            (2, 131_072, all),
            (2, all, all)
        ]
    );
    assert_eq!(host.times(), [0, 500]);
    let seen = host.seen.lock().unwrap();
    assert!(
        seen[1].body.len() > 150_000,
        "the second attempt begins anew"
    );
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_the_processing_has_settings_and_an_end() {
    let host = host([reply(204, "")], &["processing"; 4]);
    let upload = upload(&host.client(), b"film".to_vec()).polling(|poller| {
        let second = Duration::from_secs(1);
        poller
            .interval(second)
            .max_interval(second)
            .max_wait(3 * second)
    });
    let error = upload.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobUnfinished);
    assert_eq!(
        error.job_id(),
        Some("42"),
        "so that it can be asked about later"
    );
}

#[tokio::test(start_paused = true)]
async fn the_id_can_be_had_before_the_processing() {
    let host = host([reply(204, "")], &[]);
    let id = upload(&host.client(), b"film".to_vec())
        .store()
        .await
        .unwrap();
    assert_eq!(id, MediaId::new("42"));
    assert_eq!(host.calls.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn media_that_cannot_be_processed_is_an_error_with_its_id() {
    let host = host([reply(204, "")], &["failed"]);
    let error = upload(&host.client(), b"film".to_vec()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobFailed);
    assert_eq!(
        (error.job_state(), error.job_id()),
        (Some("failed"), Some("42"))
    );
}

#[test]
fn uploads_can_be_sent_between_threads() {
    fn sendable<T: Send + 'static>(_: T) {}
    let host = host([], &[]);
    let upload = || upload(&host.client(), b"film".to_vec());
    sendable(upload().into_future());
    sendable(upload().send());
    sendable(upload().store());
}

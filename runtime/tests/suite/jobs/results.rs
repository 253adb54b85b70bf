//! What finished jobs leave with a storage.

use pinterest_v5_runtime::ErrorKind;
use serde_json::json;

use super::{GetWrapped, Report, create, get};
use crate::transfer::LINK;
use crate::transfer::host::{Host, reply};

const SECOND_LINK: &str = "https://storage.example/s3cret-path/again.csv?X-Amz-Signature=s3cret";

fn under_way() -> (u16, String) {
    (200, json!({"status": "IN_PROGRESS"}).to_string())
}

fn done(url: &str) -> (u16, String) {
    (200, json!({"status": "FINISHED", "url": url}).to_string())
}

fn expired() -> crate::transfer::host::Step {
    reply(403, "<Error><Code>AccessDenied</Code></Error>")
}

/// The links that were followed.
fn links(host: &Host) -> Vec<String> {
    let seen = host.seen.lock().unwrap();
    seen.iter().map(|one| one.head.uri.to_string()).collect()
}

fn calls(host: &Host) -> usize {
    host.calls.lock().unwrap().len()
}

#[tokio::test(start_paused = true)]
async fn an_order_becomes_a_file() {
    let host = Host::new([reply(200, "id,spend\n")]);
    let ordered = (200, json!({"token": "t"}).to_string());
    let host = host.answering([ordered, under_way(), done(LINK)]);
    let client = host.client();
    let mut file = Vec::new();
    let result = create(&client).poll().download().await.unwrap();
    assert_eq!(result.to_writer(&mut file).await.unwrap(), 9);
    assert_eq!(file, b"id,spend\n");
    assert_eq!((links(&host), calls(&host)), (vec![LINK.to_owned()], 3));
    let seen = host.seen.lock().unwrap();
    assert!(!seen[0].head.headers.contains_key("authorization"));
}

#[tokio::test(start_paused = true)]
async fn an_answer_can_be_downloaded_by_itself() {
    let host = Host::new([reply(200, "rows")]);
    let host = host.answering([done(LINK)]);
    let client = host.client();
    let report = get(&client).poll().await.unwrap();
    let bytes = report.download(&client).unwrap().bytes(99).await.unwrap();
    assert_eq!(&bytes[..], b"rows");
}

#[tokio::test(start_paused = true)]
async fn the_link_may_stand_in_a_member() {
    let host = Host::new([reply(200, "rows")]);
    let body = json!({"data": {"status": "FINISHED", "url": LINK}});
    let host = host.answering([(200, body.to_string())]);
    let client = host.client();
    let mut poller = GetWrapped(get(&client).0).poll();
    let result = poller.download().await.unwrap();
    assert_eq!(&result.bytes(99).await.unwrap()[..], b"rows");
}

#[tokio::test(start_paused = true)]
async fn a_fresh_link_is_asked_for_once() {
    let host = Host::new([expired(), reply(200, "rows")]);
    let host = host.answering([done(LINK), done(SECOND_LINK)]);
    let client = host.client();
    let result = get(&client).poll().download().await.unwrap();
    assert_eq!(&result.bytes(99).await.unwrap()[..], b"rows");
    assert_eq!(links(&host), [LINK, SECOND_LINK]);
}

#[tokio::test(start_paused = true)]
async fn an_expired_link_is_an_error_that_says_so_and_shows_nothing_of_it() {
    let host = Host::new([expired(), expired()]);
    let host = host.answering([done(LINK), done(SECOND_LINK)]);
    let client = host.client();
    let mut poller = get(&client).poll();
    let error = poller.download().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage);
    assert!(error.is_expired_link());
    assert_eq!((links(&host).len(), calls(&host)), (2, 2));
    let text = format!("{error} {error:?} {poller:?}");
    assert!(text.contains("ask the API for another"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_gone_by_then_has_failed() {
    let host = Host::new([expired()]);
    let gone = (200, json!({"status": "EXPIRED"}).to_string());
    let host = host.answering([done(LINK), gone]);
    let client = host.client();
    let error = get(&client).poll().download().await.unwrap_err();
    assert_eq!(error.job_state(), Some("EXPIRED"));
}

#[tokio::test(start_paused = true)]
async fn a_download_that_failed_is_made_again_by_asking_again() {
    let host = Host::new([reply(404, ""), reply(200, "rows")]);
    let host = host.answering([done(LINK), done(SECOND_LINK)]);
    let client = host.client();
    let mut poller = get(&client).poll();
    let error = poller.download().await.unwrap_err();
    assert_eq!((error.kind(), links(&host).len()), (ErrorKind::Storage, 1));
    let result = poller.download().await.unwrap();
    assert_eq!(&result.bytes(99).await.unwrap()[..], b"rows");
    assert_eq!(calls(&host), 2, "the link is asked for anew");
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_link_has_nothing_to_download() {
    for body in [
        r#"{"status": "FINISHED"}"#,
        r#"{"status": "FINISHED", "url": ""}"#,
    ] {
        let host = Host::new([]).answering([(200, body)]);
        let client = host.client();
        let error = get(&client).poll().download().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Request, Some("download"))
        );
        let report: Report = serde_json::from_str(body).unwrap();
        assert_eq!(
            report.download(&client).unwrap_err().kind(),
            ErrorKind::Request
        );
    }
}

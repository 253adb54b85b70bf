//! Uploads that do not come to their end.

use std::pin::Pin;
use std::task::{Context, Poll};

use pinterest_v5_runtime::{Error, ErrorKind, RequestOptions, RetryPolicy, Source, Timeouts};
use tokio::io::{AsyncRead, ReadBuf};

use super::calls::{registered, state, upload};
use super::uploads::PLACE;
use crate::transfer::host::{Host, Step, reply};

fn host(steps: impl IntoIterator<Item = Step>) -> Host {
    Host::new(steps).answering([registered(PLACE), state("succeeded")])
}

fn film() -> Source {
    Source::bytes(vec![7; 100_000])
}

async fn failure(host: &Host, source: Source) -> Error {
    upload(&host.client(), source).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn what_breaks_off_begins_anew_as_the_policy_has_it_and_then_says_how_far_it_came() {
    let host = host(vec![Step::BreakAfter(2); 3]);
    let error = failure(&host, film()).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 3));
    assert_eq!(error.transferred(), Some(65_536));
    assert_eq!(host.times(), [0, 500, 1_500]);
    let registrations = host.calls.lock().unwrap().len();
    assert_eq!(registrations, 1, "the place is used again");
}

#[tokio::test(start_paused = true)]
async fn what_can_be_read_only_once_is_sent_only_once() {
    let host = host([Step::BreakAfter(1)]);
    let reader = std::io::Cursor::new(vec![7; 100_000]);
    let error = failure(&host, Source::reader(reader, 100_000)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
    assert_eq!(host.times().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_policy_of_the_call_is_that_of_its_transfer_too() {
    let host = host([Step::BreakAfter(1)]);
    let create = super::calls::Create::new(&host.client());
    let options = RequestOptions::new().retry(RetryPolicy::none());
    let error = create.options(options).upload(film()).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_storage_that_refuses_says_why_without_what_was_signed() {
    const XML: &str = "<Error><Code>EntityTooLarge</Code><Message>Your upload is too large</Message>\
                       <MaxSizeAllowed>1</MaxSizeAllowed><StringToSign>s3cret</StringToSign></Error>";
    let error = failure(&host([reply(400, XML)]), film()).await;
    assert_eq!(error.kind(), ErrorKind::Storage);
    assert_eq!(error.storage_code(), Some("EntityTooLarge"));
    assert_eq!(error.message(), Some("Your upload is too large"));
    assert_eq!((error.operation(), error.attempts()), (Some("upload"), 1));
    assert!(!format!("{error} {error:?}").contains("s3cret"));
    let error = failure(&host([reply(403, "<Code>AccessDenied</Code>")]), film()).await;
    assert!(error.is_expired_link());
}

#[tokio::test(start_paused = true)]
async fn a_storage_in_need_of_rest_is_asked_again() {
    let host = host([reply(503, "<Code>SlowDown</Code>"), reply(204, "")]);
    let uploaded = upload(&host.client(), film()).send().await.unwrap();
    assert_eq!(uploaded.attempts, 2);
}

#[tokio::test(start_paused = true)]
async fn what_stands_still_ends_in_time_and_what_moves_does_not() {
    let silent = host([Step::Silent]);
    let builder = silent.builder().retry(RetryPolicy::none());
    let error = upload(&builder.build().unwrap(), film()).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.transferred(), Some(100_000));
    assert!(
        (60..=120).contains(&tokio_seconds(&silent)),
        "{}",
        tokio_seconds(&silent)
    );
    // A byte every 40 seconds, for 20 minutes.
    let slow = host([reply(204, "")]);
    let limit = Timeouts::new().attempt(std::time::Duration::from_secs(60));
    let client = slow.builder().timeouts(limit).build().unwrap();
    upload(&client, Source::reader(Drip::new(30), 30))
        .await
        .unwrap();
    assert!(tokio_seconds(&slow) >= 30 * 40);
}

fn tokio_seconds(host: &Host) -> u64 {
    pinterest_v5_runtime::Clock::monotonic(&host.clock).as_secs()
}

/// Gives one byte every 40 seconds.
struct Drip {
    left: usize,
    wait: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl Drip {
    fn new(bytes: usize) -> Self {
        let wait = None;
        Self { left: bytes, wait }
    }
}

impl AsyncRead for Drip {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        piece: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.left == 0 {
            return Poll::Ready(Ok(()));
        }
        let pause = || Box::pin(tokio::time::sleep(std::time::Duration::from_secs(40)));
        let wait = self.wait.get_or_insert_with(pause);
        std::task::ready!(wait.as_mut().poll(context));
        (self.wait, self.left) = (None, self.left - 1);
        piece.put_slice(b"x");
        Poll::Ready(Ok(()))
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_names_no_place_is_not_what_was_promised() {
    for body in [
        r#"{"media_id":"42"}"#,
        r#"{"upload_url":"https://bucket.example/"}"#,
        r#"{"media_id":"42","upload_url":null}"#,
        r#"{"media_id":"42","upload_url":"http://bucket.example/s3cret"}"#,
        "[]",
    ] {
        let host = Host::new([]).answering([(201, body)]);
        let error = failure(&host, film()).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(
            (error.operation(), error.status().unwrap().as_u16()),
            (Some("media/create"), 201)
        );
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
}

//! A transfer that does not come to its end is an error that says how far it came.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pinterest_v5_runtime::{Clock, Download, Error, ErrorKind, RetryPolicy, Timeouts};
use tokio::io::AsyncWrite;

use super::host::{Host, Piece, Step, reply};
use super::{LINK, bytes, download};

async fn failure(step: Step) -> (Error, Vec<u8>) {
    let host = Host::new([step]);
    let mut file = Vec::new();
    let error = download(&host).to_writer(&mut file).await.unwrap_err();
    assert_eq!(host.times().len(), 1, "nothing is sent again");
    (error, file)
}

#[tokio::test(start_paused = true)]
async fn what_ends_early_is_no_success() {
    let begun = || reply(200, "0123").with("content-length", "9");
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b];
    for (step, moved, written) in [
        (begun(), 4, 4),
        (begun().then(Piece::Break), 4, 4),
        (reply(200, "0123").then(Piece::Break), 4, 4),
        (begun().then(Piece::Data("456789".into())), 9, 4),
        (
            reply(200, packed.to_vec()).with("content-encoding", "gzip"),
            11,
            0,
        ),
        (reply(200, "no gzip").with("content-encoding", "gzip"), 7, 0),
    ] {
        let (error, file) = failure(step).await;
        assert_eq!(error.kind(), ErrorKind::Transfer, "{error}");
        assert_eq!(
            (error.transferred(), file.len()),
            (Some(moved), written),
            "{error}"
        );
    }
    let (error, _) = failure(begun()).await;
    assert!(error.to_string().contains("after 4 of 9 bytes"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_transfer_may_take_as_long_as_a_call_in_all_if_that_is_set() {
    let limits = Timeouts::new().total(Duration::from_secs(5));
    let begun = || reply(200, "01").then(Piece::Silence);
    for (step, kind) in [
        (begun(), ErrorKind::Transfer),
        (Step::Silent, ErrorKind::Transport),
    ] {
        let host = Host::new([step]);
        let client = host.builder().timeouts(limits).build().unwrap();
        let error = Download::new(&client, LINK).bytes(9).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(error.is_timeout(), "{error}");
        assert_eq!(host.clock.monotonic().as_millis(), 5_000);
    }
    // The waits between attempts count, too.
    let host = Host::new([Step::NoConnection, Step::NoConnection, Step::NoConnection]);
    let retry = RetryPolicy::new().backoff(Duration::from_secs(3), Duration::from_secs(3));
    let client = host
        .builder()
        .timeouts(limits)
        .retry(retry)
        .build()
        .unwrap();
    let error = Download::new(&client, LINK).bytes(9).await.unwrap_err();
    assert_eq!((error.attempts(), host.times().len()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_transfer_that_stands_still_ends_in_time() {
    let host = Host::new([reply(200, "01").then(Piece::Silence)]);
    let error = bytes(&host).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.transferred()),
        (ErrorKind::Transfer, Some(2))
    );
    assert!(error.is_timeout());
    assert_eq!(host.clock.monotonic().as_millis(), 60_000);
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_behind_its_error() {
    let step = reply(200, "01")
        .then(Piece::Break)
        .then(Piece::Data("2".into()));
    let mut stream = download(&Host::new([step])).open().await.unwrap();
    assert!(stream.try_next().await.is_ok());
    assert!(stream.try_next().await.is_err());
    assert!(matches!(stream.try_next().await, Ok(None)));
}

/// Takes three bytes at a time, and seven in all.
#[derive(Default)]
struct Disk {
    taken: usize,
    flushed: bool,
}

impl AsyncWrite for Disk {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.taken > 6 {
            return Poll::Ready(Err(io::ErrorKind::StorageFull.into()));
        }
        self.taken += data.len().min(3);
        Poll::Ready(Ok(data.len().min(3)))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.flushed = true;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        unreachable!("the writer is the caller's to close")
    }
}

#[tokio::test(start_paused = true)]
async fn a_writer_takes_what_it_can_and_its_error_is_kept() {
    let mut disk = Disk::default();
    let host = Host::new([reply(200, "01").then(Piece::Data("2345".into()))]);
    assert_eq!(download(&host).to_writer(&mut disk).await.unwrap(), 6);
    assert!(disk.flushed);
    let mut disk = Disk::default();
    let host = Host::new([reply(200, "0123456789")]);
    let error = download(&host).to_writer(&mut disk).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.transferred()),
        (ErrorKind::Io, Some(9))
    );
    let source = std::error::Error::source(&error).unwrap();
    let source = source.downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.kind(), io::ErrorKind::StorageFull);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_tells_why_and_an_old_link_is_known() {
    const XML: &str = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message>\
                       <StringToSign>s3cret</StringToSign></Error>";
    let host = Host::new([reply(403, XML).with("x-amz-request-id", "S3RID")]);
    let error = bytes(&host).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage);
    assert!(error.is_expired_link());
    assert_eq!(error.storage_code(), Some("AccessDenied"));
    assert_eq!(error.message(), Some("Request has expired"));
    assert_eq!(error.request_id(), Some("S3RID"));
    assert!(error.body().unwrap().is_empty(), "it holds what was signed");
    let host = Host::new([reply(404, "<html>")]);
    let error = bytes(&host).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.is_expired_link()),
        (ErrorKind::Storage, false)
    );
    assert_eq!(
        (error.status().unwrap().as_u16(), error.storage_code()),
        (404, None)
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_without_end_is_still_a_refusal() {
    for last in [Piece::Silence, Piece::Break] {
        let large = Piece::Data(vec![b' '; 40_000].into());
        let step = reply(400, "<Code>EntityTooLarge</Code>").then(large.clone());
        let step = step.then(large).then(last);
        let error = bytes(&Host::new([step])).await.unwrap_err();
        assert_eq!(error.storage_code(), Some("EntityTooLarge"));
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_goes_where_a_link_must_not_lead() {
    for link in [
        "http://storage.example/a",
        "no link",
        "https://u:p@storage.example/",
    ] {
        let host = Host::new([]);
        let error = Download::new(&host.client(), link)
            .bytes(9)
            .await
            .unwrap_err();
        assert_eq!((error.kind(), host.times().len()), (ErrorKind::Request, 0));
    }
    let to = |place: &str| reply(307, "").with("location", place);
    let host = Host::new([to("https://other.example/b"), to("/c"), reply(200, "x")]);
    assert_eq!(bytes(&host).await.unwrap(), b"x");
    let uris: Vec<String> = {
        let seen = host.seen.lock().unwrap();
        seen.iter()
            .skip(1)
            .map(|one| one.head.uri.to_string())
            .collect()
    };
    assert_eq!(uris, ["https://other.example/b", "https://other.example/c"]);
    let plain = Host::new([to("http://127.0.0.1/")]);
    let circle = Host::new(vec![to("/again"); 5]);
    for host in [plain, circle] {
        let client = host.builder().retry(RetryPolicy::new());
        let download = Download::new(&client.build().unwrap(), LINK);
        let error = download.bytes(9).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transfer, "{error}");
    }
}

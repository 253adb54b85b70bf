//! What fails before the first byte is made again.

use pinterest_v5_runtime::{Download, ErrorKind, RetryPolicy};

use super::host::{Host, Piece, Step, reply};
use super::{LINK, bytes};

#[tokio::test(start_paused = true)]
async fn what_fails_before_the_first_byte_is_made_again() {
    let begun = || reply(200, "").with("content-length", "2");
    for first in [
        Step::NoConnection,
        Step::BreakAfter(0),
        Step::Silent,
        reply(500, ""),
        reply(503, "<Code>SlowDown</Code>"),
        begun(),
        begun().then(Piece::Break),
        begun().then(Piece::Silence),
        begun().then(Piece::Data("1".into())).then(Piece::Break),
    ] {
        let host = Host::new([first, reply(200, "ok")]);
        assert_eq!(bytes(&host).await.unwrap(), b"ok");
        assert_eq!(host.times().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_the_client_decides() {
    let host = Host::new(vec![reply(503, ""); 3]);
    let error = bytes(&host).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Storage, 3));
    assert_eq!(host.times(), [0, 500, 1_500]);
    let host = Host::new([reply(503, "").with("retry-after", "7"), reply(200, "ok")]);
    assert_eq!(bytes(&host).await.unwrap(), b"ok");
    assert_eq!(host.times(), [0, 7_000]);
    let host = Host::new([Step::NoConnection]);
    let client = host.builder().retry(RetryPolicy::none()).build().unwrap();
    let error = Download::new(&client, LINK).bytes(9).await.unwrap_err();
    assert_eq!((error.is_connect(), error.attempts()), (true, 1));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_final() {
    for status in [400, 403, 404] {
        let host = Host::new([reply(status, "")]);
        assert_eq!(bytes(&host).await.unwrap_err().attempts(), 1);
    }
}

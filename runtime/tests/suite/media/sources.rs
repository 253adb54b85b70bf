//! What can be uploaded, and what is refused before anything is sent.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::task::{Context, Poll};

use pinterest_v5_runtime::{Error, ErrorKind, Source, Upload};
use tokio::io::{AsyncRead, ReadBuf};

use super::calls::{Media, MediaId, registered, state, upload};
use super::uploads::PLACE;
use crate::transfer::host::{Host, Step, reply};

fn host(steps: impl IntoIterator<Item = Step>) -> Host {
    Host::new(steps).answering([registered(PLACE), state("succeeded")])
}

/// What refuses a source without a word to anyone.
async fn refusal(
    source: Source,
    settings: impl FnOnce(Upload<MediaId, Media>) -> Upload<MediaId, Media>,
) -> Error {
    let host = Host::new([]);
    let error = settings(upload(&host.client(), source)).await.unwrap_err();
    assert!(host.calls.lock().unwrap().is_empty());
    error
}

#[tokio::test]
async fn files_bytes_and_readers_are_sent_alike() {
    let path = std::env::temp_dir().join(format!("pinterest-v5-{}.mp4", std::process::id()));
    std::fs::write(&path, "film").unwrap();
    let missing = path.with_extension("missing");
    for source in [
        Source::from(&*path),
        Source::from(b"film".to_vec()),
        Source::reader(&b"film"[..], 4),
        Source::opening(|| async { Ok((&b"film"[..], 4)) }),
    ] {
        let host = host([reply(204, "")]);
        upload(&host.client(), source).await.unwrap();
        let body = String::from_utf8(host.seen.lock().unwrap()[0].body.clone()).unwrap();
        assert!(body.contains("\r\n\r\nfilm\r\n--"), "{body}");
    }
    std::fs::remove_file(path).unwrap();
    let error = refusal(Source::path(missing), |upload| upload).await;
    assert_eq!(
        (error.kind(), error.transferred()),
        (ErrorKind::Io, Some(0))
    );
    let source = std::error::Error::source(&error).unwrap();
    let source = source.downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.kind(), io::ErrorKind::NotFound);
}

#[tokio::test(start_paused = true)]
async fn what_is_known_to_fail_is_refused_before_anything_is_sent() {
    let png = b"\x89PNG\r\n\x1a\n1234".to_vec();
    for (source, word) in [
        (Source::bytes(""), "empty"),
        (Source::reader(&b""[..], 0), "empty"),
        (Source::bytes(png.clone()), "image/png"),
        (Source::reader(Trickle(png, 0), 12), "image/png"),
        (
            Source::reader(&b"film"[..], Source::MAX_VIDEO + 1),
            "2147483648",
        ),
    ] {
        let error = refusal(source, |upload| upload).await;
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(word), "{error}");
    }
    let error = refusal(Source::bytes("film"), |upload| upload.max_size(3)).await;
    assert_eq!(error.kind(), ErrorKind::Request);
    let host = host([reply(204, "")]);
    let allowed = upload(&host.client(), Source::bytes("film")).max_size(4);
    allowed.await.unwrap();
}

/// Gives one byte at a time.
struct Trickle(Vec<u8>, usize);

impl AsyncRead for Trickle {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        piece: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(byte) = self.0.get(self.1) {
            piece.put_slice(&[*byte]);
        }
        self.1 += 1;
        Poll::Ready(Ok(()))
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_of_another_length_is_never_sent_as_if_it_were_whole() {
    for (length, sent) in [(20, 14), (12, 12)] {
        let host = host([reply(204, "")]);
        let source = Source::reader(Trickle(b"fourteen bytes".to_vec(), 0), length);
        let error = upload(&host.client(), source).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.transferred()),
            (ErrorKind::Io, Some(sent))
        );
        assert!(
            host.seen.lock().unwrap().is_empty(),
            "the exchange broke off"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_in_the_middle_keeps_its_error() {
    struct Broken;
    impl AsyncRead for Broken {
        fn poll_read(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            _: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Poll::Ready(Err(io::Error::other("bad sector")))
        }
    }
    let host = host([reply(204, "")]);
    let reader = tokio::io::AsyncReadExt::chain(io::Cursor::new(vec![7; 99]), Broken);
    let error = upload(&host.client(), Source::reader(reader, 200))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.transferred()),
        (ErrorKind::Io, Some(99))
    );
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "bad sector");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_opens_the_source_anew() {
    let opened = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&opened);
    let source = Source::opening(move || {
        let count = counter.fetch_add(1, Relaxed);
        async move {
            match count {
                2.. => Err(io::ErrorKind::NotFound.into()),
                _ => Ok((&b"film"[..], 4)),
            }
        }
    });
    let host = host(vec![Step::BreakAfter(1); 3]);
    let error = upload(&host.client(), source).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Io, 3));
    assert_eq!((opened.load(Relaxed), host.times().len()), (3, 2));
}

//! Downloads over real sockets of this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::thread::{JoinHandle, spawn};

use pinterest_v5_runtime::{ClientBuilder, Core, Download, ErrorKind, RetryPolicy};
use tokio::io::AsyncWrite;

/// Serves one connection and gives the head of the request.
fn serve(answer: impl FnOnce(&mut TcpStream) + Send + 'static) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let link = format!("http://{}/a?s=s3cret", listener.local_addr().unwrap());
    let handle = spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        answer(&mut stream);
        String::from_utf8(head).unwrap()
    });
    (link, handle)
}

fn download(link: &str) -> Download {
    let client: Core = ClientBuilder::new()
        .access_token("pina_s3cret")
        .base_url("http://127.0.0.1:1")
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    Download::new(&client, link)
}

#[tokio::test]
async fn a_connection_that_ends_early_is_seen_whatever_the_framing_is() {
    for head in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n",
    ] {
        let (link, server) = serve(move |stream| {
            stream.write_all(format!("{head}0123").as_bytes()).unwrap();
        });
        let mut file = Vec::new();
        let error = download(&link).to_writer(&mut file).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.transferred()),
            (ErrorKind::Transfer, Some(4))
        );
        assert_eq!(file, b"0123");
        assert!(!format!("{error:?}").contains("s3cret"));
        let head = server.join().unwrap().to_ascii_lowercase();
        assert!(head.starts_with("get /a?s=s3cret http/1.1\r\n"), "{head}");
        assert!(
            !head.contains("authorization") && !head.contains("pina_"),
            "{head}"
        );
    }
}

/// Adds up what it takes, and knows how far ahead the server is.
struct Sink {
    sent: Arc<AtomicU64>,
    taken: u64,
    most_ahead: u64,
}

impl AsyncWrite for Sink {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let ahead = self.sent.load(Relaxed).saturating_sub(self.taken);
        self.most_ahead = self.most_ahead.max(ahead);
        self.taken += data.len() as u64;
        Poll::Ready(Ok(data.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_large_file_passes_through_without_being_kept() {
    const SIZE: u64 = 256 << 20;
    let sent = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&sent);
    let (link, server) = serve(move |stream| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let piece = vec![7; 1 << 20];
        for _ in 0..SIZE >> 20 {
            stream.write_all(&piece).unwrap();
            counter.fetch_add(1 << 20, Relaxed);
        }
    });
    let mut sink = Sink {
        sent,
        taken: 0,
        most_ahead: 0,
    };
    assert_eq!(download(&link).to_writer(&mut sink).await.unwrap(), SIZE);
    server.join().unwrap();
    // What the operating system buffers between two sockets, and a piece or two of ours.
    assert!(sink.most_ahead < 32 << 20, "{}", sink.most_ahead);
}

//! Uploads over real sockets of this machine: what is on the wire, and how much of it is in memory.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use pinterest_v5_runtime::{ClientBuilder, Core, ErrorKind, RetryPolicy, Source};
use tokio::io::{AsyncRead, ReadBuf};

use super::calls::{MediaId, registered, state, upload};

/// One request: its head, and of its body the beginning, the end and the length.
struct Received {
    head: String,
    begin: Vec<u8>,
    end: Vec<u8>,
    length: u64,
}

/// Reads a request, `each` being told how much of the body has come.
fn receive(stream: &TcpStream, most: u64, each: impl Fn(u64)) -> Received {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        reader.read_line(&mut head).unwrap();
    }
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let announced: u64 = length.map_or(0, |length| length.trim().parse().unwrap());
    let (mut begin, mut end, mut length) = (Vec::new(), Vec::new(), 0);
    let mut piece = vec![0; 1 << 16];
    while length < announced.min(most) {
        let count = reader.read(&mut piece).unwrap();
        assert!(count > 0, "{length} of {announced} bytes");
        length += count as u64;
        begin.extend(&piece[..count.min(4_096usize.saturating_sub(begin.len()))]);
        end.extend(&piece[count.saturating_sub(4_096)..count]);
        let surplus = end.len().saturating_sub(4_096);
        end.drain(..surplus);
        each(length);
    }
    Received {
        head,
        begin,
        end,
        length,
    }
}

fn answer(mut stream: &TcpStream, status: u16, body: &str) {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    // Whoever hung up has its reasons.
    let _ = stream.write_all((head + body).as_bytes());
}

/// The API and the storage in one: a registration, an upload that `storage` takes, one look.
fn serve<T: Send + 'static>(
    storage: impl FnOnce(&TcpListener) -> T + Send + 'static,
) -> (Core, JoinHandle<(Received, T)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let policy = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let client = ClientBuilder::new()
        .access_token("pina_token")
        .base_url(format!("{url}/v5"));
    let client = client.retry(policy).build().unwrap();
    let handle = spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let first = receive(&stream, u64::MAX, |_| {});
        answer(&stream, 201, &registered(&format!("{url}/bucket")).1);
        let given = storage(&listener);
        if let Ok((stream, _)) = listener.accept() {
            receive(&stream, u64::MAX, |_| {});
            answer(&stream, 200, &state("succeeded").1);
        }
        (first, given)
    });
    (client, handle)
}

fn take(listener: &TcpListener) -> Received {
    let (stream, _) = listener.accept().unwrap();
    let received = receive(&stream, u64::MAX, |_| {});
    answer(&stream, 204, "");
    received
}

#[tokio::test]
async fn the_wire_has_the_form_its_length_and_no_token() {
    let (client, server) = serve(take);
    assert_eq!(
        upload(&client, b"film".to_vec()).await.unwrap(),
        MediaId::new("42")
    );
    let (registration, received) = server.join().unwrap();
    assert!(
        registration
            .head
            .contains("authorization: bearer pina_token")
    );
    let head = &received.head;
    assert!(head.starts_with("post /bucket http/1.1\r\n"), "{head}");
    assert!(
        !head.contains("authorization") && !head.contains("pina_token"),
        "{head}"
    );
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert!(
        head.contains(&format!("content-length: {}\r\n", received.length)),
        "{head}"
    );
    assert_eq!(head.matches("content-length").count(), 1, "{head}");
    let body = String::from_utf8(received.begin).unwrap();
    let names: Vec<&str> = body
        .split("form-data; name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        names,
        [
            "Content-Type",
            "key",
            "policy",
            "x-amz-signature",
            "x-later",
            "file"
        ]
    );
}

/// Gives zeros, and knows how far the storage is behind.
struct Zeros {
    left: u64,
    given: u64,
    taken: Arc<AtomicU64>,
    most_ahead: Arc<AtomicU64>,
}

impl AsyncRead for Zeros {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        piece: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let ahead = self.given.saturating_sub(self.taken.load(Relaxed));
        self.most_ahead.fetch_max(ahead, Relaxed);
        let count = self.left.min(piece.remaining() as u64);
        piece.initialize_unfilled_to(usize::try_from(count).unwrap());
        piece.advance(usize::try_from(count).unwrap());
        (self.left, self.given) = (self.left - count, self.given + count);
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_large_file_passes_through_without_being_kept() {
    const SIZE: u64 = 256 << 20;
    let (taken, most_ahead) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let counter = Arc::clone(&taken);
    let (client, server) = serve(move |listener| {
        let (stream, _) = listener.accept().unwrap();
        let received = receive(&stream, u64::MAX, |length| counter.store(length, Relaxed));
        answer(&stream, 204, "");
        received
    });
    let source = Zeros {
        left: SIZE,
        given: 0,
        taken,
        most_ahead: Arc::clone(&most_ahead),
    };
    upload(&client, Source::reader(source, SIZE)).await.unwrap();
    let (_, received) = server.join().unwrap();
    assert!(received.length > SIZE && received.end.ends_with(b"--\r\n"));
    // What the operating system buffers between two sockets, and a piece or two of ours.
    let most_ahead = most_ahead.load(Relaxed);
    assert!(most_ahead < 32 << 20, "{most_ahead}");
}

#[tokio::test]
async fn a_storage_that_drops_in_the_middle_gets_the_file_once_more() {
    let (client, server) = serve(|listener| {
        let (stream, _) = listener.accept().unwrap();
        let half = receive(&stream, 500_000, |_| {});
        drop(stream);
        (half.length, take(listener).length)
    });
    let uploaded = upload(&client, vec![7; 8_000_000]).send().await.unwrap();
    assert_eq!((uploaded.size, uploaded.attempts), (8_000_000, 2));
    let (_, (half, whole)) = server.join().unwrap();
    assert!(half < 1_000_000 && whole > 8_000_000, "{half} {whole}");
}

#[tokio::test]
async fn a_refusal_that_comes_before_the_end_of_the_file_is_seen() {
    let (client, server) = serve(|listener| {
        let (mut stream, _) = listener.accept().unwrap();
        receive(&stream, 500_000, |_| {});
        let xml = "<Error><Code>EntityTooLarge</Code></Error>";
        let length = xml.len();
        let head = format!("HTTP/1.1 400 X\r\ncontent-length: {length}\r\n\r\n{xml}");
        stream.write_all(head.as_bytes()).unwrap();
        // Goes on to read, so that the answer is not lost with the connection.
        io::copy(&mut stream, &mut io::sink()).unwrap_or_default()
    });
    let create = super::calls::Create::new(&client);
    let error = create.upload(vec![7; 80_000_000]).await.unwrap_err();
    assert_eq!(error.storage_code(), Some("EntityTooLarge"));
    assert_eq!(error.attempts(), 1);
    assert!(error.transferred().unwrap() < 80_000_000);
    drop(client);
    drop(server);
}

#[tokio::test]
async fn a_storage_that_only_drops_is_an_error_that_says_how_far_it_came() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = ClientBuilder::new()
        .access_token("pina_token")
        .base_url(&url);
    let client: Core = client.retry(RetryPolicy::none()).build().unwrap();
    let server = spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        receive(&stream, u64::MAX, |_| {});
        answer(&stream, 201, &registered(&format!("{url}/bucket?s3cret")).1);
        let (stream, _) = listener.accept().unwrap();
        receive(&stream, 500_000, |_| {});
    });
    let error = upload(&client, vec![7; 80_000_000]).await.unwrap_err();
    server.join().unwrap();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let sent = error.transferred().unwrap();
    assert!((1..80_000_000).contains(&sent), "{sent}");
    assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
}

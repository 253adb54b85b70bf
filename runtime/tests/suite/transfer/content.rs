//! What comes is what the link leads to.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use pinterest_v5_runtime::{ByteStream, Core, Download, DownloadStream, ErrorKind, Transport};

use super::host::{Host, Piece, reply};
use super::{LINK, bytes, download};

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_content_comes_without_a_token_and_without_the_clients_headers() {
    let host = Host::new([reply(200, "a,b\n1,2\n").with("content-length", "8")]);
    let mut file = Vec::new();
    let written = download(&host).to_writer(&mut file).await.unwrap();
    assert_eq!((written, &*file), (8, &b"a,b\n1,2\n"[..]));
    let seen = host.seen.lock().unwrap();
    assert_eq!(seen[0].head.method, "GET");
    assert_eq!(seen[0].head.uri, LINK);
    let mut names: Vec<&str> = seen[0]
        .head
        .headers
        .keys()
        .map(http::HeaderName::as_str)
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "user-agent"]);
    assert_eq!((seen[0].length, seen[0].body.len()), (Some(0), 0));
}

#[tokio::test(start_paused = true)]
async fn pieces_come_one_by_one_with_what_the_storage_says_of_them() {
    let step = reply(200, "ab")
        .then(Piece::Data("cd".into()))
        .with("content-length", "4")
        .with("content-type", "text/csv");
    let mut stream = download(&Host::new([step])).open().await.unwrap();
    assert_eq!(
        (stream.length(), stream.content_type()),
        (Some(4), Some("text/csv"))
    );
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(stream.received(), 2);
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "cd");
    assert_eq!(stream.try_next().await.unwrap(), None);
    assert_eq!(stream.try_next().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn compressed_content_is_decompressed_where_the_storage_says_so_or_the_data_agrees() {
    let plain = "a,b\n".repeat(50_000).into_bytes();
    let packed = gzip(&plain);
    let of = |data: &[u8], name: &'static str, value: &str| {
        Host::new([reply(200, data.to_vec()).with(name, value)])
    };
    for host in [
        of(&packed, "content-encoding", "gzip"),
        of(&packed, "content-encoding", "aws-chunked, GZIP"),
        of(&packed, "content-type", "application/gzip"),
    ] {
        assert!(bytes(&host).await.unwrap() == plain);
    }
    // Twice in one file, as a parallel writer leaves it.
    let twice = [packed.clone(), packed.clone()].concat();
    let host = of(&twice, "content-encoding", "gzip");
    assert!(bytes(&host).await.unwrap() == plain.repeat(2));
    // By name.
    let host = Host::new([reply(200, packed.clone())]);
    let named = Download::new(&host.client(), "https://storage.example/report.csv.gz?a=b");
    assert!(named.bytes(usize::MAX).await.unwrap() == plain);
    // The type outlived a decompression on the way.
    let host = of(b"plain", "content-type", "application/gzip");
    assert_eq!(bytes(&host).await.unwrap(), b"plain");
    // Left alone.
    let host = of(&packed, "content-encoding", "gzip");
    let raw = download(&host).raw().bytes(usize::MAX).await.unwrap();
    assert!(raw == packed);
}

#[tokio::test(start_paused = true)]
async fn compressed_content_may_be_cut_anywhere_on_its_way() {
    let plain = "some text, ".repeat(40).into_bytes();
    let packed = gzip(&plain);
    let mut step = reply(200, "").with("content-encoding", "gzip");
    for byte in packed {
        step = step.then(Piece::Data(vec![byte].into()));
    }
    assert_eq!(bytes(&Host::new([step])).await.unwrap(), plain);
}

#[tokio::test(start_paused = true)]
async fn well_compressed_content_is_never_in_memory_as_a_whole() {
    let plain = vec![0; 64 << 20];
    let step = reply(200, gzip(&plain)).with("content-encoding", "gzip");
    let mut stream = download(&Host::new([step])).open().await.unwrap();
    assert_eq!(stream.length(), None);
    let (mut all, mut largest) = (0, 0);
    while let Some(piece) = stream.try_next().await.unwrap() {
        all += piece.len();
        largest = largest.max(piece.len());
    }
    assert_eq!(all, plain.len());
    assert!(largest <= 64 << 10, "{largest}");
}

#[tokio::test(start_paused = true)]
async fn an_encoding_that_is_not_known_is_said_and_not_written() {
    let step = || reply(200, "x").with("content-encoding", "br");
    let error = bytes(&Host::new([step()])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transfer);
    assert!(error.to_string().contains("encoding"), "{error}");
    let raw = download(&Host::new([step()])).raw();
    assert_eq!(raw.bytes(9).await.unwrap(), "x");
}

#[tokio::test(start_paused = true)]
async fn empty_content_is_content() {
    for step in [
        reply(200, "").with("content-length", "0"),
        reply(200, "").with("content-encoding", "gzip"),
        reply(204, ""),
    ] {
        assert_eq!(bytes(&Host::new([step])).await.unwrap(), b"");
    }
}

#[tokio::test(start_paused = true)]
async fn memory_takes_no_more_than_was_allowed() {
    let host = || Host::new([reply(200, "abc").then(Piece::Data("de".into()))]);
    assert_eq!(download(&host()).bytes(5).await.unwrap(), "abcde");
    let error = download(&host()).bytes(4).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.transferred()),
        (ErrorKind::Transfer, Some(4))
    );
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_only_sends_takes_part_in_transfers() {
    struct Plain;
    impl Transport for Plain {
        fn send(
            &self,
            request: http::Request<bytes::Bytes>,
        ) -> pinterest_v5_runtime::BoxFuture<
            '_,
            Result<http::Response<bytes::Bytes>, pinterest_v5_runtime::TransportError>,
        > {
            let body = format!("{} {}", request.uri().path(), request.body().len());
            Box::pin(async { Ok(http::Response::new(body.into())) })
        }
    }
    let builder = pinterest_v5_runtime::ClientBuilder::new().transport(Plain);
    let client: Core = builder.build().unwrap();
    let download = Download::new(&client, "https://storage.example/a");
    assert_eq!(download.bytes(9).await.unwrap(), "/a 0");
    let body = ByteStream::from(bytes::Bytes::from("abc"));
    let response = Plain.stream(http::Request::new(body)).await.unwrap();
    assert_eq!(response.into_body().collect().await.unwrap(), "/ 3");
}

#[test]
fn downloads_can_be_sent_between_threads() {
    fn sendable<T: Send + 'static>(_: T) {}
    fn stream<T: futures_core::Stream + Send + Unpin + 'static>() {}
    let host = Host::new([]);
    sendable(download(&host).open());
    sendable(download(&host).to_writer(Vec::new()));
    stream::<DownloadStream>();
}

#[tokio::test(start_paused = true)]
async fn compressed_data_in_parts_is_whole_and_a_flood_of_empty_parts_is_refused() {
    let parts: Vec<u8> = (0..900).flat_map(|_| gzip(b"x")).collect();
    let host = packed(&parts);
    assert_eq!(bytes(&host).await.unwrap(), b"x".repeat(900));
    let large = b"0123456789abcdef".repeat(128);
    let parts: Vec<u8> = (0..3_000).flat_map(|_| gzip(&large)).collect();
    let host = packed(&parts);
    assert_eq!(bytes(&host).await.unwrap().len(), large.len() * 3_000);

    let flood = gzip(b"").repeat(1_000_000);
    let host = packed(&flood);
    let error = bytes(&host).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transfer);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("next to nothing"), "{source}");
}

fn packed(data: &[u8]) -> Host {
    Host::new([reply(200, data.to_vec()).with("content-encoding", "gzip")])
}

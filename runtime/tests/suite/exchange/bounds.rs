//! What is taken of a response, and how long things may be, over a socket where that matters.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use pinterest_v5_runtime::{
    BodyFuture, ClientBuilder, Core, Error, ErrorKind, Request, RequestOptions, Timeouts,
};

use super::script::{GET, Script, Step, call, json};
use crate::support::own_client;

/// A server that answers each connection with this and counts them.
fn server(answer: impl Fn(&mut dyn Write) + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            counted.fetch_add(1, Relaxed);
            let _ = stream.read(&mut [0; 4_096]);
            answer(&mut stream);
        }
    });
    (url, count)
}

fn client(url: &str) -> ClientBuilder {
    ClientBuilder::new().access_token("t").base_url(url)
}

async fn outcome(client: &Core) -> Result<serde_json::Value, Error> {
    BodyFuture::new(Request::new(client, &GET)).await
}

/// A body that never ends, in chunks of 64 KiB or announced as a gigabyte.
fn endless(status: &'static str, chunked: bool) -> impl Fn(&mut dyn Write) {
    move |stream| {
        let framing = if chunked {
            "transfer-encoding: chunked"
        } else {
            "content-length: 1000000000"
        };
        let _ = write!(stream, "HTTP/1.1 {status}\r\n{framing}\r\n\r\n");
        let piece = vec![b' '; 65_536];
        let more = |stream: &mut dyn Write| {
            if chunked {
                stream.write_all(b"10000\r\n")?;
            }
            stream.write_all(&piece)?;
            if chunked {
                stream.write_all(b"\r\n")
            } else {
                Ok(())
            }
        };
        while more(stream).is_ok() {}
    }
}

#[tokio::test]
async fn a_body_above_the_limit_is_an_error_that_is_not_asked_for_again() {
    for chunked in [false, true] {
        let (url, count) = server(endless("200 OK", chunked));
        let client = client(&url).max_body_size(1_000_000).build().unwrap();
        let error = outcome(&client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::ResponseTooLarge, 1),
            "{error:?}"
        );
        assert!(format!("{error:?}").contains("1000000 bytes"), "{error:?}");
        assert_eq!(count.load(Relaxed), 1);
    }
}

#[tokio::test]
async fn a_refusal_is_cut_off_at_its_limit() {
    for chunked in [false, true] {
        let (url, _) = server(endless("404 Not Found", chunked));
        let error = outcome(&client(&url).build().unwrap()).await.unwrap_err();
        assert!(error.is_not_found(), "{error:?}");
        assert_eq!(error.body().unwrap().len(), 1 << 20);
    }
}

#[tokio::test]
async fn bodies_up_to_the_limit_are_whole_in_one_piece_or_many() {
    let (url, _) = server(|stream| {
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n3\r\n[1,\r\n1\r\n2\r\n1\r\n]\r\n0\r\n\r\n",
        );
    });
    let exact = client(&url).max_body_size(5).build().unwrap();
    assert_eq!(outcome(&exact).await.unwrap(), serde_json::json!([1, 2]));
    let less = client(&url).max_body_size(4).build().unwrap();
    assert_eq!(
        outcome(&less).await.unwrap_err().kind(),
        ErrorKind::ResponseTooLarge
    );
}

#[tokio::test]
async fn more_headers_than_the_parser_takes_are_said_to_be_too_many() {
    let (url, count) = server(|stream| {
        let headers: Vec<String> = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
        let headers = headers.concat();
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n{headers}\r\n{{}}"
        );
    });
    let error = outcome(&client(&url).build().unwrap()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::ResponseTooLarge, 1),
        "{error:?}"
    );
    assert_eq!(count.load(Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_counts_nothing_is_counted_for() {
    let long = r#"["0123456789"]"#;
    let script = Script::new([json(200, long), json(500, long), json(200, long)]);
    let builder = script.builder().max_body_size(9).max_error_body_size(9);
    let client = builder
        .retry(pinterest_v5_runtime::RetryPolicy::none())
        .build()
        .unwrap();
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    let error = call(&client, &GET).await.unwrap_err();
    assert_eq!(
        (error.is_server_error(), error.body().unwrap().len()),
        (true, 9)
    );
}

#[tokio::test]
async fn limits_that_nobody_outlives_are_none() {
    let (url, _) = server(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    });
    let most = Duration::MAX;
    let century = Duration::from_secs(101 * 366 * 86_400);
    for limit in [most, century, Duration::from_secs(u64::MAX)] {
        let limits = Timeouts::new()
            .connect(limit)
            .read(limit)
            .attempt(limit)
            .total(limit);
        let client = client(&url).timeouts(limits).build().unwrap();
        outcome(&client).await.unwrap();
        let mut request = Request::new(&client, &GET);
        request.set_options(RequestOptions::new().timeout(limit).total_timeout(limit));
        BodyFuture::<()>::new(request).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_without_any_setting_ends_by_itself() {
    for (step, operation, limit) in [
        (Step::Silent, &GET, 600),
        (Step::Silent, &super::script::POST, 600),
    ] {
        let script = Script::new(vec![step; 9]);
        let error = call(&script.client(), operation).await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert!(script.clock_millis() <= limit * 1_000);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_of_ones_own_without_limits_ends_as_well() {
    // Nothing is listened for, so the connection stands and stays silent.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let own = own_client().no_proxy().build().unwrap();
    let client: Core = client(&url).http_client(own).build().unwrap();
    let error = outcome(&client).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

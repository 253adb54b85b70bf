//! Building clients, and the transport over a real socket.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, ClientBuilder, Core, Environment, Error, ErrorKind, Method, Operation,
    Request,
};
use serde_json::Value;

use crate::support::own_client;

static DELETE: Operation = Operation::new("pins/delete", Method::Delete, "/pins/{id}", "pins")
    .with_auth(&[AuthScheme::OAuth]);
static POST: Operation = Operation::new("feeds/ingest", Method::Post, "/ingest", "feeds")
    .with_auth(&[AuthScheme::OAuth]);

fn builder() -> ClientBuilder {
    ClientBuilder::new().access_token("pina_token")
}

fn refusal(builder: ClientBuilder) -> Error {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    error
}

#[test]
fn the_base_url_is_the_environments_or_the_users() {
    let url = |builder: ClientBuilder| builder.build().unwrap().base_url().to_owned();
    assert_eq!(url(builder()), "https://api.pinterest.com/v5");
    let sandbox = builder().environment(Environment::Sandbox);
    assert_eq!(url(sandbox), "https://api-sandbox.pinterest.com/v5");
    for own in [
        "https://host/v5",
        "http://localhost:1",
        "http://127.0.0.2/x",
        "http://[::1]:80/v5",
    ] {
        let sandbox = builder().environment(Environment::Sandbox);
        assert_eq!(url(sandbox.base_url(format!("{own}/"))), own);
    }
}

#[test]
fn a_base_url_that_would_leak_credentials_is_refused() {
    for (url, word) in [
        ("http://example.com/v5", "https"),
        ("http://localhost.example.com", "https"),
        ("ftp://example.com", "neither"),
        ("example.com", "scheme"),
        ("https://user:pass@example.com", "only"),
        ("https://example.com/?a=1", "only"),
        ("https://example.com/#a", "only"),
        ("not a url", "not a URL"),
    ] {
        let text = refusal(builder().base_url(url)).to_string();
        assert!(
            text.contains(word) && !text.contains("pass"),
            "{url}: {text}"
        );
    }
}

#[test]
fn settings_that_would_do_nothing_or_harm_are_refused() {
    let second = Duration::from_secs(1);
    let own = || builder().http_client(own_client().build().unwrap());
    for (builder, word) in [
        (builder().header("authorization", "x"), "access_token"),
        (builder().header("no header", "x"), "`no header`"),
        (builder().user_agent("a\nb"), "user-agent"),
        (builder().access_token("a\nb"), "token"),
        (builder().access_token(""), "empty"),
        (builder().access_token(" "), "empty"),
        (builder().conversion_token(""), "empty"),
        (builder().app_credentials("", "s"), "empty"),
        (builder().app_credentials("i", ""), "empty"),
        (builder().header("Content-Length", "0"), "`Content-Length`"),
        (builder().header("host", "evil"), "`host`"),
        (builder().header("transfer-encoding", "chunked"), "carried"),
        (builder().header("connection", "close"), "carried"),
        (builder().header("upgrade", "h2c"), "carried"),
        (builder().base_url("https://h:99999"), "port"),
        (own().connect_timeout(second), "connect_timeout"),
    ] {
        let error = refusal(builder);
        assert!(error.to_string().contains(word), "{error}");
    }
    own().timeout(second).build().unwrap();
}

/// Answers one request on a loopback socket and gives what it read.
fn serve_once(answer: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v5", listener.local_addr().unwrap());
    let handle = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut read = Vec::new();
        while !read.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            read.extend(byte);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(read).unwrap()
    });
    (url, handle)
}

#[tokio::test]
async fn a_call_goes_over_the_network_as_it_was_assembled() {
    let answer = "HTTP/1.1 200 OK\r\nx-pinterest-rid: r\r\ncontent-length: 2\r\n\r\n{}";
    let (url, handle) = serve_once(answer);
    let core = builder().base_url(url).build().unwrap();
    let mut request = Request::new(&core, &DELETE);
    request.path("id", &"a/b");
    request.query("q", &"+ ");
    assert_eq!(
        BodyFuture::<Value>::new(request).await.unwrap(),
        serde_json::json!({})
    );
    let sent = handle.join().unwrap();
    assert!(
        sent.starts_with("DELETE /v5/pins/a%2Fb?q=%2B%20 HTTP/1.1\r\n"),
        "{sent}"
    );
    assert_eq!(
        sent.matches("authorization: Bearer pina_token").count(),
        1,
        "{sent}"
    );
    assert!(!sent.contains("accept-encoding"), "{sent}");
}

#[tokio::test]
async fn a_post_without_body_says_so_and_redirects_are_not_followed() {
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let (url, handle) = serve_once(answer);
    let core = builder().base_url(url).build().unwrap();
    let error = BodyFuture::<()>::new(Request::new(&core, &POST))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 302);
    let sent = handle.join().unwrap();
    assert!(
        sent.contains("content-length: 0\r\n") && !sent.contains("content-type"),
        "{sent}"
    );
}

#[tokio::test]
async fn a_refused_connection_shows_no_query() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let core: Core = builder()
        .base_url(format!("http://127.0.0.1:{port}"))
        .build()
        .unwrap();
    let mut request = Request::new(&core, &POST);
    request.query("bookmark", &"query-value");
    let error = BodyFuture::<()>::new(request).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    let mut texts = format!("{error} {error:?}");
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = cause {
        texts = format!("{texts} {error} {error:?}");
        cause = error.source();
    }
    assert!(
        !texts.contains("query-value") && !texts.contains("pina_"),
        "{texts}"
    );
}

#[tokio::test]
async fn a_framing_header_of_a_call_is_refused_before_it_is_sent() {
    let core = builder().base_url("http://127.0.0.1:1").build().unwrap();
    for name in ["content-length", "Host", "Transfer-Encoding"] {
        let mut request = Request::new(&core, &POST);
        request.json(&"body");
        request.set_options(pinterest_v5_runtime::RequestOptions::new().header(name, "0"));
        let error = BodyFuture::<()>::new(request).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
        assert!(error.to_string().contains(name), "{error}");
    }
}

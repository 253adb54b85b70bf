//! The transport over real sockets of this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use pinterest_v5_runtime::{
    AuthScheme, ClientBuilder, Core, Environment, Error, ErrorKind, Method, Operation,
    ReqwestTransport, RetryPolicy, Timeouts,
};

use super::script::{DELETE, GET, POST, Script, call};
use crate::support::own_client;

fn builder(url: &str) -> ClientBuilder {
    let policy = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let builder = ClientBuilder::new().access_token("pina_token");
    builder.base_url(url).retry(policy)
}

/// What a server does with one connection once the request has been read.
#[derive(Clone, Copy)]
enum Then {
    Answer,
    HangUp,
}

/// Serves one connection after the other; gives the requests.
fn serve(steps: &'static [Then]) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v5", listener.local_addr().unwrap());
    let handle = spawn(move || {
        let serve = |then: &Then| {
            let (mut stream, _) = listener.accept().unwrap();
            let request = head(&mut stream);
            if matches!(then, Then::Answer) {
                let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
                stream.write_all(answer.as_bytes()).unwrap();
            }
            request
        };
        steps.iter().map(serve).collect()
    });
    (url, handle)
}

fn head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        read.extend(byte);
    }
    String::from_utf8(read).unwrap()
}

async fn attempts(operation: &'static Operation, steps: &'static [Then]) -> (bool, u32, usize) {
    let (url, handle) = serve(steps);
    let client = builder(&url).build().unwrap();
    let outcome = call(&client, operation).await;
    let attempts = outcome.as_ref().err().map_or(0, Error::attempts);
    (outcome.is_ok(), attempts, handle.join().unwrap().len())
}

#[tokio::test]
async fn a_connection_that_drops_after_the_request_loses_no_read_and_doubles_no_write() {
    use Then::{Answer, HangUp};
    for operation in [&GET, &DELETE] {
        let outcome = attempts(operation, &[HangUp, HangUp, Answer]).await;
        assert_eq!(outcome, (true, 0, 3));
    }
    assert_eq!(attempts(&POST, &[HangUp]).await, (false, 1, 1));
}

#[tokio::test]
async fn a_write_that_found_no_connection_is_sent_again() {
    let unused = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = builder(&format!("http://{unused}/v5")).build().unwrap();
    let error = call(&client, &POST).await.unwrap_err();
    assert!(error.is_connect());
    assert_eq!(error.attempts(), 3);
}

/// An HTTP/2 server that refuses the first stream and answers the second.
async fn refuse_then_answer(listener: tokio::net::TcpListener) {
    let (stream, _) = listener.accept().await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut refused = false;
    while let Some(request) = connection.accept().await {
        let (_, mut answer) = request.unwrap();
        if refused {
            answer.send_response(http::Response::new(()), true).unwrap();
        } else {
            answer.send_reset(h2::Reason::REFUSED_STREAM);
            refused = true;
        }
    }
}

#[tokio::test]
async fn a_write_that_http2_refused_is_sent_again_by_us_and_nobody_else() {
    for (policy, attempts) in [(RetryPolicy::new(), 2), (RetryPolicy::none(), 1)] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v5", listener.local_addr().unwrap());
        let server = tokio::spawn(refuse_then_answer(listener));
        let http2 = own_client()
            .http2_prior_knowledge()
            .retry(reqwest::retry::never())
            .build()
            .unwrap();
        let policy = policy.backoff(Duration::ZERO, Duration::ZERO);
        let client = builder(&url)
            .retry(policy)
            .transport(ReqwestTransport::new(http2));
        let outcome = super::script::respond(&client.build().unwrap(), &POST).await;
        match outcome {
            Ok(response) => assert_eq!(response.attempts(), attempts),
            Err(error) => assert_eq!(
                (error.attempts(), attempts, error.is_connect()),
                (1, 1, false)
            ),
        }
        server.abort();
    }
}

#[tokio::test]
async fn a_proxy_gets_a_tunnel_and_its_own_password_only() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://user:pass@{}", listener.local_addr().unwrap());
    let handle = spawn(move || head(&mut listener.accept().unwrap().0));
    let client: ClientBuilder = ClientBuilder::new().access_token("pina_token").proxy(proxy);
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    assert!(call(&client, &GET).await.unwrap_err().is_connect());
    let seen = handle.join().unwrap().to_ascii_lowercase();
    assert!(seen.starts_with("connect api.pinterest.com:443 "), "{seen}");
    assert!(
        seen.contains("proxy-authorization: basic dxnlcjpwyxnz"),
        "{seen}"
    );
    assert!(!seen.contains("pina_token"), "{seen}");
}

#[test]
fn plain_calls_to_this_machine_go_through_no_proxy() {
    // The environment of a process is not to be changed while it runs: another one it is.
    let name = "exchange::network::a_connection_that_drops_after_the_request_loses_no_read_and_doubles_no_write";
    let outcome = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .env("http_proxy", "http://127.0.0.1:1")
        .output()
        .unwrap();
    let shown = String::from_utf8(outcome.stdout).unwrap();
    assert!(
        outcome.status.success() && shown.contains("1 passed"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_path_never_leads_to_another_host() {
    static ELSEWHERE: Operation =
        Operation::new("x", Method::Get, "@example.com/x", "x").with_auth(&[AuthScheme::OAuth]);
    let script = Script::new([]);
    let client = script.builder().base_url("https://host").build().unwrap();
    let error = call(&client, &ELSEWHERE).await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Request, 0));
}

#[test]
fn settings_of_connections_are_refused_where_they_have_no_effect() {
    let new = || ClientBuilder::<Core>::new();
    let own = || new().http_client(own_client().build().unwrap());
    let proxy = "http://user:proxy-pass@host:1";
    for (builder, word) in [
        (
            own().timeouts(Timeouts::new().read(Duration::MAX)),
            "silence",
        ),
        (own().proxy(proxy), "proxy"),
        (
            new()
                .proxy(proxy)
                .http_client(own_client().build().unwrap()),
            "proxy",
        ),
        (
            new().proxy(proxy).base_url("http://127.0.0.1:1"),
            "plain http",
        ),
        (new().proxy("proxy-pass:no url"), "proxy"),
    ] {
        let error = builder
            .environment(Environment::Production)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(word), "{error}");
        assert!(
            !format!("{error} {error:?}").contains("proxy-pass"),
            "{error:?}"
        );
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_waits_on_its_thread() {
    let (url, handle) = serve(&[Then::HangUp, Then::Answer]);
    let client = builder(&url).build().unwrap();
    pinterest_v5_runtime::block_on(call(&client, &GET)).unwrap();
    assert_eq!(handle.join().unwrap().len(), 2);
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_blocking_call_within_asynchronous_code_is_an_error() {
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let error = pinterest_v5_runtime::block_on(call(&client, &GET)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains(".await"), "{error}");
}

//! Nothing that is shown anywhere holds what must not be shown.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::sync::Mutex;

use pinterest_v5_runtime::{
    AuthScheme, ClientBuilder, Core, Credential, Environment, Error, Method, Operation, Quota,
    RateLimits, Request, RequestOptions, ResponseFuture, RetryPolicy, Tier,
};

use super::script::{Script, Step, json, status};

static CALL: Operation = Operation::new("things/get", Method::Get, "/things/{id}", "things")
    .with_auth(&[AuthScheme::OAuth])
    .with_sandbox(false)
    .with_idempotence(true);
static LOGIN: Operation = Operation::new("oauth/token", Method::Post, "/oauth/token", "oauth")
    .with_auth(&[AuthScheme::Basic]);
static EVENTS: Operation = Operation::new("events/create", Method::Post, "/events", "events")
    .with_auth(&[AuthScheme::ConversionToken]);

/// Every secret has this in it, as it is or in base64.
const MARK: [&str; 2] = ["s3cret", "czNjcmV0"];

/// All that was shown.
#[derive(Default)]
struct Shown(Vec<String>);

impl Shown {
    fn add(&mut self, value: &impl Debug) {
        self.0.push(format!("{value:?} {value:#?}"));
    }

    fn error(&mut self, error: &Error) {
        self.0.push(error.to_string());
        let mut cause: Option<&dyn StdError> = Some(error);
        while let Some(error) = cause {
            self.0.push(format!("{error} {error:?} {error:#?}"));
            cause = error.source();
        }
    }

    fn check(&self) {
        assert!(self.0.len() > 50, "{} texts", self.0.len());
        for text in &self.0 {
            assert!(!MARK.iter().any(|mark| text.contains(mark)), "{text}");
        }
    }
}

fn secretive(builder: ClientBuilder) -> ClientBuilder {
    builder
        .access_token("s3cret-access")
        .app_credentials("app", "s3cret-app")
        .conversion_token("s3cret-conversion")
        .header("x-signature", "s3cret-header")
}

fn request(client: &Core, operation: &'static Operation) -> Request {
    let mut request = Request::new(client, operation);
    request.path("id", &"s3cret-id");
    request.query("q", &"s3cret-query");
    request.json(&["s3cret-body"]);
    let options = RequestOptions::new()
        .credential(Credential::access_token("s3cret-own"))
        .header("x-other", "s3cret-option")
        .query("z", "s3cret-extra");
    if operation.auth == CALL.auth {
        request.set_options(options);
    }
    request
}

/// Shows a call before, while and after it runs.
async fn show(shown: &mut Shown, client: &Core, operation: &'static Operation) {
    let request = request(client, operation);
    shown.add(&request);
    shown.add(client);
    match ResponseFuture::<()>::new(request).await {
        Ok(response) => shown.add(&response),
        Err(error) => shown.error(&error),
    }
}

/// What a server may repeat of a call: what it was sent as a secret.
fn telling(operation: &Operation) -> &'static str {
    match operation.id {
        "things/get" => {
            r#"{"code":1,"message":"bad s3cret-own","message_detail":"s3cret-header, s3cret-option",
                "details":{"password":"s3cret","why":"Bearer s3cret-own"},"data":"s3cret"}"#
        }
        "oauth/token" => {
            r#"{"code":1,"message":"bad s3cret-app","details":["YXBwOnMzY3JldC1hcHA="]}"#
        }
        _ => r#"{"code":1,"message":"bad s3cret-conversion","errors":{"access_token":"s3cret"}}"#,
    }
}

#[tokio::test(start_paused = true)]
async fn no_text_of_any_outcome_shows_a_secret() {
    let logs = logs();
    #[cfg(feature = "tracing")]
    let (capture, _guard) = {
        let capture = super::capture::Capture::default();
        let guard = capture.start();
        (capture, guard)
    };
    let mut shown = Shown::default();
    for operation in [&CALL, &LOGIN, &EVENTS] {
        for step in [
            status(200),
            json(200, telling(operation)),
            json(404, telling(operation)),
            json(429, telling(operation)).with("retry-after", "1"),
            json(429, telling(operation)).with("x-ratelimit-reset", "67150"),
            json(503, "s3cret-html"),
            Step::NoConnection,
            Step::Broken,
            Step::Silent,
        ] {
            let script = Script::new([step.clone(), step]);
            let client = secretive(script.builder()).build().unwrap();
            show(&mut shown, &client, operation).await;
        }
    }
    refusals(&mut shown).await;
    socket(&mut shown).await;
    #[cfg(feature = "transfers")]
    transfers(&mut shown).await;
    #[cfg(feature = "tracing")]
    shown.0.push(capture.text());
    let logs: Vec<String> = logs.lock().unwrap().drain(..).collect();
    assert!(!logs.is_empty());
    shown.0.extend(logs);
    shown.check();
}

/// What is refused before it is sent.
async fn refusals(shown: &mut Shown) {
    let script = Script::new([]);
    let builder = || secretive(script.builder());
    let limits = RateLimits::new(Tier::custom().all(Quota::per_day(1))).fail_at_once();
    shown.add(&limits);
    for builder in [
        builder().environment(Environment::Sandbox),
        builder().rate_limits(limits),
    ] {
        let client = builder.build().unwrap();
        for _ in 0..2 {
            show(shown, &client, &CALL).await;
        }
    }
    let mut request = Request::new(&builder().build().unwrap(), &CALL);
    let options = RequestOptions::new()
        .header("authorization", "s3cret-x")
        .header("x", "s3cret\n");
    shown.add(&options);
    request.set_options(options);
    shown.error(&ResponseFuture::<()>::new(request).await.unwrap_err());
    for builder in [
        builder().access_token("s3cret\n"),
        builder().header("x", "s3cret\n"),
        builder().base_url("https://s3cret@host"),
        builder().base_url("https://host?s3cret"),
    ] {
        shown.error(&builder.build().unwrap_err());
    }
}

/// What goes through the network, whose layers write logs of their own.
async fn socket(shown: &mut Shown) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v5", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        // Hangs up on the first one, reads the second one and then hangs up as well.
        drop(listener.accept());
        let (mut stream, _) = listener.accept().unwrap();
        let _ = std::io::Read::read(&mut stream, &mut [0; 4_096]);
    });
    let builder = secretive(ClientBuilder::new()).base_url(url);
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    for _ in 0..3 {
        show(shown, &client, &CALL).await;
    }
    server.join().unwrap();
}

/// What goes to storages, whose links and refusals are secrets too.
#[cfg(feature = "transfers")]
async fn transfers(shown: &mut Shown) {
    use pinterest_v5_runtime::Download;

    use crate::transfer::LINK;
    use crate::transfer::host::{Host, Piece, Step, reply};

    let begun = || reply(200, "s3cret-content").with("content-length", "99");
    let away = reply(307, "").with("location", "http://s3cret.example/?s3cret");
    for step in [
        begun(),
        begun().then(Piece::Break),
        begun().with("content-encoding", "gzip"),
        begun().with("content-encoding", "s3cret"),
        reply(403, "<Code>AccessDenied</Code><Message>s3cret</Message>"),
        reply(403, "<Code>https://s3cret</Code>"),
        away,
        Step::NoConnection,
        Step::Silent,
    ] {
        let host = Host::new([step]);
        let builder = secretive(host.builder()).retry(RetryPolicy::none());
        let download = Download::new(&builder.build().unwrap(), LINK);
        shown.add(&download);
        match download.open().await {
            Ok(mut stream) => {
                shown.add(&stream);
                let error = loop {
                    match stream.try_next().await {
                        Ok(piece) => assert!(piece.is_some()),
                        Err(error) => break error,
                    }
                };
                shown.error(&error);
            }
            Err(error) => shown.error(&error),
        }
    }
    uploads(shown).await;
    let client = secretive(ClientBuilder::new()).base_url("http://127.0.0.1:1");
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    for link in [LINK.replacen("https", "http", 1), dropping()] {
        shown.error(&Download::new(&client, link).bytes(9).await.unwrap_err());
    }
}

/// The forms of uploads, and where they go.
#[cfg(feature = "transfers")]
async fn uploads(shown: &mut Shown) {
    use pinterest_v5_runtime::Source;

    use crate::media::calls::{registered, upload};
    use crate::transfer::LINK;
    use crate::transfer::host::{Host, Step, reply};

    let path = || Source::path("s3cret-path");
    let short = || Source::reader(&b"s3cret-film"[..], 99);
    let film = || Source::bytes("s3cret-film");
    let refused = reply(403, "<Code>AccessDenied</Code><Message>s3cret</Message>");
    for (step, source) in [
        (refused, film()),
        (Step::BreakAfter(1), film()),
        (Step::Silent, film()),
        (reply(204, ""), short()),
        (reply(204, ""), path()),
    ] {
        let host = Host::new([step]).answering([registered(LINK)]);
        let builder = secretive(host.builder()).retry(RetryPolicy::none());
        let upload = upload(&builder.build().unwrap(), source);
        shown.add(&upload);
        shown.error(&upload.await.unwrap_err());
    }
}

/// The link of a server that breaks off in the middle.
#[cfg(feature = "transfers")]
fn dropping() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let link = format!("http://{address}/s3cret?X-Amz-Signature=s3cret");
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = std::io::Read::read(&mut stream, &mut [0; 4_096]);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\ns3cret";
        std::io::Write::write_all(&mut stream, head)
    });
    link
}

/// All that the crates below log.
fn logs() -> &'static Mutex<Vec<String>> {
    struct Logger;
    static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    impl log::Log for Logger {
        fn enabled(&self, _: &log::Metadata<'_>) -> bool {
            true
        }

        fn log(&self, record: &log::Record<'_>) {
            LINES.lock().unwrap().push(record.args().to_string());
        }

        fn flush(&self) {}
    }
    // The only one in this binary.
    log::set_logger(&Logger).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    &LINES
}

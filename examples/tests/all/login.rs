//! The login: this test is the browser.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Output};

use pinterest_v5_tests::server::Answer;
use serde_json::json;

use crate::stage::{Stage, account, printed};

/// A program that would wait for its browser for ever, should this test fail.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended, unless the test failed.
        let _ = self.0.kill();
    }
}

/// What the program asks the browser to open, read as a browser and Pinterest would.
struct Page {
    address: String,
    state: String,
}

impl Page {
    fn of(line: &str) -> Self {
        let value = |name: &str| {
            let (_, value) = line.split_once(&format!("{name}=")).expect("a parameter");
            value
                .split('&')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        let address = value("redirect_uri")
            .replace("%3A", ":")
            .replace("%2F", "/");
        let address = address
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'));
        Self {
            address: address.expect("a loopback address").to_owned(),
            state: value("state"),
        }
    }

    /// The first line of the answer.
    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a listener");
        write!(
            stream,
            "GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.lines().next().unwrap_or_default().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn login() {
    let stage = Stage::new("login", |_, verdict| {
        Some(match verdict.operation.as_deref()? {
            "oauth/token" => Answer::json(&json!({
                "access_token": "pina_2",
                "refresh_token": "pinr.2",
                "response_type": "authorization_code",
                "token_type": "bearer",
                "expires_in": 2_592_000,
                "refresh_token_expires_in": 5_184_000,
                "refresh_token_expires_at": 4_102_444_800_u64,
                "scope": "user_accounts:read",
            })),
            _ => account(),
        })
    });
    let stage = stage.await;
    let output = tokio::task::block_in_place(|| {
        // Any free port.
        let mut program = Running(stage.command().arg("127.0.0.1:0").spawn().expect("a run"));
        let mut stdout = BufReader::new(program.0.stdout.take().expect("an output"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let page = Page::of(&line);
        assert_eq!(page.get("/favicon.ico"), "HTTP/1.1 404 Not Found");
        let back = format!("/?code=c%2F1&state={}", page.state);
        assert_eq!(page.get(&back), "HTTP/1.1 200 OK");
        stdout.read_to_string(&mut line).expect("the rest");
        let mut stderr = Vec::new();
        let errors = program.0.stderr.as_mut().expect("an output");
        errors.read_to_end(&mut stderr).expect("the errors");
        Output {
            status: program.0.wait().expect("an end"),
            stdout: line.into_bytes(),
            stderr,
        }
    });
    stage.check(0, &output);
    let (api, _) = stage.take_exchanges();
    let code = api[0]
        .verdict
        .body
        .as_ref()
        .map(|form| form["code"].clone());
    assert_eq!((api.len(), code), (2, Some(json!("c/1"))));
    #[cfg(unix)]
    {
        let mode = stage.path("tokens.json").metadata().expect("a file");
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&mode) & 0o777, 0o600);
    }

    // It has a login now.
    let again = tokio::task::block_in_place(|| stage.command().output()).expect("a run");
    let expected = stage.header.prints[0]
        .lines()
        .nth(1)
        .expect("a second line");
    assert_eq!(printed(&again), format!("{expected}\n"));
    assert_eq!(stage.server.take_exchanges().len(), 1);
}

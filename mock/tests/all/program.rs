//! The program: it says where it is, keeps its state in a file, and shows a page.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The program, until the test is over.
struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pinterest-v5-mock"))
            .args(["--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a program");
        let mut line = String::new();
        let output = child.stdout.take().expect("an output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.and_then(|address| address.strip_suffix("/v5"));
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, address }
    }

    /// The status line and the body.
    fn ask(&self, method: &str, path: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("a server");
        let kind = if body.is_empty() {
            ""
        } else {
            "content-type: application/json\r\n"
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer pina_1\r\n{kind}content-length: {}\r\nconnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        stream
            .write_all((head + body).as_bytes())
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (
            head.lines().next().unwrap_or_default().to_owned(),
            body.to_owned(),
        )
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It runs until it is stopped.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is not there in the first run.
    let _ = std::fs::remove_file(&path);
    path
}

#[test]
fn what_was_made_survives_a_restart() {
    let path = file("state.json");
    let path = path.to_str().expect("a path");
    let program = Program::start(&["--state", path]);
    let (status, body) = program.ask("POST", "/v5/boards", r#"{ "name": "Kept" }"#);
    assert_eq!(status, "HTTP/1.1 201 Created");
    let board: Value = serde_json::from_str(&body).expect("a board");
    let id = board["id"].as_str().expect("an id");
    // The file is written behind the answer; a program that ends in between may lose it, a user who waits does not.
    while !std::fs::read_to_string(path).is_ok_and(|text| text.contains("Kept")) {
        std::thread::yield_now();
    }
    drop(program);
    let program = Program::start(&["--state", path]);
    let (_, body) = program.ask("GET", &format!("/v5/boards/{id}"), "");
    assert_eq!(
        serde_json::from_str::<Value>(&body).expect("a board")["name"],
        "Kept"
    );
}

#[cfg(unix)]
#[test]
fn what_was_made_is_kept_when_the_program_is_told_to_end() {
    let path = file("ended.json");
    let path = path.to_str().expect("a path");
    let mut program = Program::start(&["--state", path]);
    let (status, _) = program.ask("POST", "/v5/boards", r#"{ "name": "Kept" }"#);
    assert_eq!(status, "HTTP/1.1 201 Created");
    let number = program.child.id().to_string();
    let told = Command::new("kill").arg(number).status();
    assert!(told.expect("a command").success());
    assert!(program.child.wait().expect("an end").success());
    let text = std::fs::read_to_string(path).expect("a state");
    assert!(text.contains("Kept"));
}

#[test]
fn what_is_recorded_is_answered_again_without_secrets() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded");
    // It is not there in the first run.
    let _ = std::fs::remove_dir_all(&folder);
    let folder = folder.to_str().expect("a path");
    let real = Program::start(&[]);
    let upstream = format!("http://{}/v5", real.address);
    let recorder = Program::start(&["--record", folder, "--upstream", &upstream]);
    let made = recorder.ask(
        "POST",
        "/v5/boards",
        r#"{ "name": "Recorded", "description": "of pina_secret" }"#,
    );
    assert_eq!(made.0, "HTTP/1.1 201 Created");
    let listed = recorder.ask("GET", "/v5/boards?page_size=2", "");
    recorder.ask("POST", "/v5/oauth/conversion_token", "");
    drop((real, recorder));

    let files = std::fs::read_dir(folder).expect("a folder");
    let texts =
        files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("text"));
    let texts: Vec<String> = texts.collect();
    assert_eq!(texts.len(), 3);
    for text in &texts {
        let secret = ["pina_1", "pina_secret", "pinc_prod"]
            .iter()
            .find(|secret| text.contains(**secret));
        assert_eq!(secret, None, "{text}");
    }
    let replay = Program::start(&["--replay", folder]);
    assert_eq!(replay.ask("GET", "/v5/boards?page_size=2", "").1, listed.1);
    let again = replay.ask(
        "POST",
        "/v5/boards",
        r#"{ "name": "Recorded", "description": "of pina_secret" }"#,
    );
    assert_eq!(again.0, made.0);
    assert_eq!(
        replay.ask("GET", "/v5/pins", "").0,
        "HTTP/1.1 404 Not Found"
    );
}

#[test]
fn the_page_shows_what_was_asked() {
    let program = Program::start(&[]);
    program.ask("GET", "/v5/boards?page_size=%3Cb%3E", "");
    let (status, page) = program.ask("GET", "/_mock/", "");
    assert_eq!(status, "HTTP/1.1 200 OK");
    assert!(
        page.contains("boards/list") && page.contains("query page_size"),
        "{page}"
    );
    let (_, pins) = program.ask("GET", "/_mock/pins", "");
    assert!(pins.contains("<h2>Soups</h2>"), "{pins}");
    let (_, description) = program.ask("GET", "/_mock/openapi.json", "");
    let own = format!(
        "\"servers\":[{{\"url\":\"http://{}/v5\"}}]",
        program.address
    );
    assert!(description.contains(&own) && description.contains("\"boards/list\""));
    let (status, _) = program.ask("POST", "/_mock/fail", "status=502");
    assert_eq!(status, "HTTP/1.1 303 See Other");
    assert_eq!(
        program.ask("GET", "/v5/boards", "").0,
        "HTTP/1.1 502 Bad Gateway"
    );
    assert_eq!(program.ask("GET", "/v5/boards", "").0, "HTTP/1.1 200 OK");
}

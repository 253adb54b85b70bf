//! Examples before a local Pinterest that remembers what they do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use pinterest_v5::operations;
use pinterest_v5_mock::{Clock, Pinterest, Server, Settings, World};

use crate::header::{Header, assert_printed};
use crate::login::Running;
use crate::stage::{PROGRAMS, printed};

/// An example, a Pinterest, and a folder.
struct Local {
    name: &'static str,
    header: Header,
    pinterest: Arc<Pinterest>,
    server: Server,
    folder: PathBuf,
}

impl Local {
    async fn new(name: &'static str) -> Self {
        let pinterest = Pinterest::new(Settings::default(), World::Small, Clock::system());
        let pinterest = Arc::new(pinterest.expect("a Pinterest"));
        let server = Server::start(0, Arc::clone(&pinterest))
            .await
            .expect("a server");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("local-{name}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self {
            name,
            header: Header::of(name),
            pinterest,
            server,
            folder,
        }
    }

    fn command(&self) -> Command {
        let (_, program) = PROGRAMS
            .iter()
            .find(|(known, _)| *known == self.name)
            .expect("a program");
        let mut command = Command::new(program);
        let known = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        for name in
            known.filter(|name| name.starts_with("PINTEREST_") || name.ends_with("BACKTRACE"))
        {
            command.env_remove(name);
        }
        command.current_dir(&self.folder);
        command
    }

    /// Runs it with `arguments` before the server, and fails unless it prints what its header says, sends nothing that
    /// is wrong, and needs the scopes that its header names.
    fn run(&self, arguments: &[&str]) {
        let mut command = self.command();
        let origin = format!("{}/v5", self.server.origin());
        command
            .args(arguments)
            .env("PINTEREST_BASE_URL", origin)
            .env("PINTEREST_ACCESS_TOKEN", "pina_1");
        let output = run(&mut command);
        assert_printed(&printed(&output), &self.header.prints[0]);
        let mut scopes = std::collections::BTreeSet::new();
        for exchange in self.pinterest.exchanges() {
            assert_eq!(exchange.findings, [], "{}", exchange.target);
            assert!(
                exchange.status < 400,
                "{} {}",
                exchange.target,
                exchange.answer
            );
            let id = exchange.operation.as_deref();
            let called = operations::ALL.iter().find(|known| Some(known.id) == id);
            let called = called.expect("an operation").scopes.iter();
            scopes.extend(called.map(|scope| (*scope).to_owned()));
        }
        assert_eq!(scopes, self.header.scopes);
    }
}

fn run(command: &mut Command) -> Output {
    let output = tokio::task::block_in_place(|| command.output()).expect("a run");
    assert!(output.status.success(), "{}", printed(&output));
    output
}

#[tokio::test(flavor = "multi_thread")]
async fn ads_are_made_and_archived() {
    let local = Local::new("ads").await;
    local.run(&[]);
    let archived = local.pinterest.state(|state| {
        let campaigns = state.all("/ad_accounts/{ad_account_id}/campaigns");
        campaigns
            .filter(|(_, campaign)| campaign.has("status", "ARCHIVED"))
            .count()
    });
    assert_eq!(archived, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_become_a_table_and_bars() {
    let local = Local::new("analytics").await;
    local.run(&["campaigns.csv"]);
    let table = std::fs::read_to_string(local.folder.join("campaigns.csv")).expect("a table");
    assert_eq!(table.lines().count(), 22);
    assert!(
        table.starts_with("campaign,date,dollars,clicks\nSpring 2026,20"),
        "{table}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_copied_with_its_pins() {
    let local = Local::new("copy_board").await;
    local.run(&[]);
    let (boards, pins) = local
        .pinterest
        .state(|state| (state.all("/boards").count(), state.all("/pins").count()));
    assert_eq!((boards, pins), (6, 72));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_added_and_an_item_goes() {
    let local = Local::new("catalog").await;
    local.run(&["https://example.com/soups.tsv", "A1"]);
    let feeds = local
        .pinterest
        .state(|state| state.all("/catalogs/feeds").count());
    assert_eq!(feeds, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_invited() {
    Local::new("business_access")
        .await
        .run(&["ada@example.com"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_become_an_audience() {
    let local = Local::new("audience").await;
    local.run(&[]);
    let lists = local.pinterest.state(|state| {
        let lists = state.all("/ad_accounts/{ad_account_id}/customer_lists");
        lists.count()
    });
    assert_eq!(lists, 2);
}

/// The login needs a browser; its own test has one.
#[tokio::test(flavor = "multi_thread")]
async fn every_example_runs_without_an_argument_and_an_account() {
    for (name, _) in PROGRAMS.iter().filter(|(name, _)| *name != "login") {
        let local = Local::new(name).await;
        let text = printed(&run(&mut local.command()));
        assert!(text.contains("this is a local Pinterest"), "{name}: {text}");
        assert_eq!(local.pinterest.exchanges().len(), 0, "{name}");
    }
}

/// Nobody needs an account to see one run.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_an_example_brings_its_own_pinterest() {
    let local = Local::new("pins_to_csv").await;
    let output = run(local.command().arg("pins.csv"));
    let text = printed(&output);
    assert!(
        text.contains("60 Pins of soup_club are in pins.csv"),
        "{text}"
    );
    assert!(text.contains("this is a local Pinterest"), "{text}");
    assert_eq!(local.pinterest.exchanges().len(), 0);
}

/// What a browser gets for an address.
fn browse(method: &str, address: &str, form: &str) -> String {
    let rest = address
        .strip_prefix("http://")
        .expect("an address on loopback");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut stream = TcpStream::connect(host).expect("a listener");
    let length = form.len();
    let request = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{form}"
    );
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

/// From the page on which the user gives access to the account's name.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_needs_no_app() {
    let local = Local::new("login").await;
    // It is not there in the first run.
    let _ = std::fs::remove_file(local.folder.join("tokens.json"));
    tokio::task::block_in_place(|| {
        let mut command = local.command();
        command.arg("127.0.0.1:0").stdout(Stdio::piped());
        let mut program = Running(command.spawn().expect("a run"));
        let mut output = BufReader::new(program.0.stdout.take().expect("an output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let page = line.trim_end().strip_prefix("Open ").expect("an address");
        assert!(browse("GET", page, "").contains("See your profile"));
        let given = browse("POST", page, "answer=give");
        let back = given
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        browse("GET", back.expect("a way back"), "");
        let mut rest = String::new();
        output.read_to_string(&mut rest).expect("the rest");
        assert_eq!(rest, "You are soup_club; the login is in tokens.json\n");
    });
}

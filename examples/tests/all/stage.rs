//! An example on its stage: a folder, a server that judges what comes, and the program itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock};

use pinterest_v5::operations;
use pinterest_v5_mock::description::Description;
use pinterest_v5_mock::judge::{Judge, Request, Verdict};
use pinterest_v5_tests::server::{Answer, Exchange, Server};
use serde_json::json;

use crate::header::{Header, assert_printed};

/// The programs that cargo made for this test.
pub(crate) const PROGRAMS: [(&str, &str); 12] = [
    ("ads", env!("CARGO_BIN_EXE_ads")),
    ("analytics", env!("CARGO_BIN_EXE_analytics")),
    ("audience", env!("CARGO_BIN_EXE_audience")),
    ("bulk_pins", env!("CARGO_BIN_EXE_bulk_pins")),
    ("business_access", env!("CARGO_BIN_EXE_business_access")),
    ("catalog", env!("CARGO_BIN_EXE_catalog")),
    ("conversions", env!("CARGO_BIN_EXE_conversions")),
    ("copy_board", env!("CARGO_BIN_EXE_copy_board")),
    ("login", env!("CARGO_BIN_EXE_login")),
    ("pins_to_csv", env!("CARGO_BIN_EXE_pins_to_csv")),
    ("report", env!("CARGO_BIN_EXE_report")),
    ("video_pin", env!("CARGO_BIN_EXE_video_pin")),
];

/// An example, ready to be run.
pub(crate) struct Stage {
    pub(crate) header: Header,
    pub(crate) server: Server,
    program: &'static str,
    folder: PathBuf,
}

impl Stage {
    /// In an empty folder, before a server that gives what `act` gives and what it leaves open from the description.
    pub(crate) async fn new(
        name: &str,
        act: impl Fn(&Request, &Verdict) -> Option<Answer> + Send + Sync + 'static,
    ) -> Self {
        static DESCRIPTION: LazyLock<Arc<Description>> =
            LazyLock::new(|| Arc::new(Description::committed().expect("a description")));
        let judge = Judge::new(Arc::clone(&DESCRIPTION)).expect("a judge");
        let server = Server::start(judge).await.expect("a server");
        server.act(act);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // It is not there in the first run.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let (_, program) = PROGRAMS
            .iter()
            .find(|(known, _)| *known == name)
            .expect("a program");
        Self {
            header: Header::of(name),
            server,
            program,
            folder,
        }
    }

    /// Lays a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.folder.join(name), content).expect("a file");
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The content of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    /// The program with the arguments and the variables that its header names, and no others.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        let known = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        for name in
            known.filter(|name| name.starts_with("PINTEREST_") || name.ends_with("BACKTRACE"))
        {
            command.env_remove(name);
        }
        command
            .args(&self.header.arguments)
            .envs(self.header.environment.iter().map(|name| (name, "pina_1")))
            .env("PINTEREST_BASE_URL", self.server.base_url())
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it, and fails unless it prints what its header says in this case. It succeeds if no error is said there.
    pub(crate) fn run(&self, case: usize) {
        let mut command = self.command();
        let output = tokio::task::block_in_place(|| command.output()).expect("a run");
        self.check(case, &output);
    }

    /// Judges a run: what it printed, whether it succeeded, and what it sent.
    pub(crate) fn check(&self, case: usize, output: &Output) {
        let expected = &self.header.prints[case];
        assert_printed(&printed(output), expected);
        let fails = expected.lines().any(|line| line.starts_with("Error: "));
        assert_eq!(output.status.code(), Some(i32::from(fails)));
    }

    /// What was sent to the API and what to storages beside it, each as it should be; and by nothing that the header
    /// does not name.
    pub(crate) fn take_exchanges(&self) -> (Vec<Exchange>, Vec<Exchange>) {
        let all = self.server.take_exchanges().into_iter();
        let (api, storages): (Vec<_>, Vec<_>) =
            all.partition(|exchange| exchange.request.target.starts_with("/v5/"));
        let mut scopes = BTreeSet::new();
        let mut groups = BTreeSet::new();
        for exchange in &api {
            assert_eq!(exchange.verdict.findings, [], "{}", exchange.request.target);
            let id = exchange.verdict.operation.as_deref();
            let called = operations::ALL.iter().find(|known| Some(known.id) == id);
            let called = called.expect("an operation");
            scopes.extend(called.scopes.iter().map(|scope| (*scope).to_owned()));
            groups.insert(called.tag.to_owned());
        }
        assert_eq!(scopes, self.header.scopes);
        // Some features only serve a run without arguments.
        assert!(groups.is_subset(&self.header.features), "{groups:?}");
        for exchange in &storages {
            let mut names = exchange
                .request
                .headers
                .iter()
                .map(|(name, _)| name.as_str());
            assert!(!names.any(|name| name == "authorization"), "{exchange:?}");
        }
        (api, storages)
    }
}

/// Both outputs, as in a terminal in which errors come last.
pub(crate) fn printed(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    texts.concat()
}

/// Whose Pinterest it is.
pub(crate) fn account() -> Answer {
    Answer::json(&json!({ "id": "549755885175", "username": "soup_club", "pin_count": 503 }))
}

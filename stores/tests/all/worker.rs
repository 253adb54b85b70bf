//! A process of its own: this program again, told by its environment what to do.

use std::process::Stdio;
use std::time::Duration;

use pinterest_v5_runtime::{Error, ErrorKind, FileStore, OAuth, Result, Session};
use pinterest_v5_stores::{Logins, Postgres, Redis, Sqlite};
use tokio::process::{Child, Command};

use crate::app::App;

/// How long one process has a refresh to itself: longer than one takes here, and short enough to wait for.
pub(crate) const LEASE: Duration = Duration::from_secs(4);

/// How many calls a process makes at once.
const CALLS: usize = 50;

const STORE: &str = "PINTEREST_V5_TEST_STORE";
const ORIGIN: &str = "PINTEREST_V5_TEST_ORIGIN";
const NAME: &str = "PINTEREST_V5_TEST_NAME";

/// Starts a process that makes its calls and ends. It dies with its handle.
pub(crate) fn start(store: &str, origin: &str, name: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["worker::work", "--exact", "--ignored", "--nocapture"])
        .envs([(STORE, store), (ORIGIN, origin), (NAME, name)])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

/// The session of the login `user` in a store: `redis://..`, `postgres://..`, `sqlite:..` or a file.
pub(crate) async fn session(store: &str, oauth: &OAuth<App>) -> Session {
    if !store.contains(':') {
        return oauth.session(FileStore::new(store));
    }
    oauth.session(logins(store).await.login("user"))
}

pub(crate) async fn logins(store: &str) -> Logins {
    match store.split(':').next() {
        Some("redis") => Logins::new(Redis::open(store).unwrap()),
        Some("postgres") => Logins::new(Postgres::open(store).await.unwrap()),
        _ => Logins::new(Sqlite::open(store).await.unwrap()),
    }
}

/// A client that acts for that user.
pub(crate) async fn client(store: &str, origin: &str, name: &str) -> App {
    let app = App::builder(origin).user_agent(name).build().unwrap();
    let oauth = OAuth::new(&app).lease(LEASE);
    oauth.client(session(store, &oauth).await).unwrap()
}

/// How a call ended, as one word.
pub(crate) fn word(outcome: &Result<serde_json::Value>) -> String {
    match outcome.as_ref().map_err(Error::kind) {
        Ok(_) => "ok".to_owned(),
        Err(ErrorKind::LoginLost) => "lost".to_owned(),
        Err(_) => format!("{:?}", outcome.as_ref().unwrap_err()),
    }
}

#[tokio::test]
#[ignore = "the process that other tests start"]
async fn work() {
    let value = |name| std::env::var(name).unwrap();
    let (store, origin, name) = (value(STORE), value(ORIGIN), value(NAME));
    let client = client(&store, &origin, &name).await;
    let calls: Vec<_> = (0..CALLS).map(|_| tokio::spawn(client.boards())).collect();
    for call in calls {
        println!("outcome {}", word(&call.await.unwrap()));
    }
}

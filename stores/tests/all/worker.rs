//! A process of its own: this program again, told by its environment what to do.

use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use pinterest_v5_runtime::{
    Error, ErrorKind, FileStore, OAuth, RateLimits, Result, RetryPolicy, Session, Tier, WhenAway,
};
use pinterest_v5_stores::{Logins, Postgres, Redis, RedisLimits, Sqlite};
use tokio::process::{Child, Command};

use crate::app::App;

/// How long one process has a refresh to itself: longer than one takes here, and short enough to wait for.
pub(crate) const LEASE: Duration = Duration::from_secs(4);

/// How many calls a process makes at once.
const CALLS: usize = 50;

const STORE: &str = "PINTEREST_V5_TEST_STORE";
const ORIGIN: &str = "PINTEREST_V5_TEST_ORIGIN";
const NAME: &str = "PINTEREST_V5_TEST_NAME";
const HOW: &str = "PINTEREST_V5_TEST_HOW";

fn value(name: &str) -> String {
    std::env::var(name).unwrap()
}

/// Starts a process that makes its calls and ends. It dies with its handle.
pub(crate) fn start(store: &str, origin: &str, name: &str) -> Child {
    command("worker::work", store, origin, name)
        .spawn()
        .unwrap()
}

fn command(work: &str, store: &str, origin: &str, name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([work, "--exact", "--ignored", "--nocapture"])
        .envs([(STORE, store), (ORIGIN, origin), (NAME, name)])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// How many calls a process makes, or for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limited {
    Calls(usize),
    Seconds(u64),
}

/// Starts a process whose calls keep to limits that are counted in Redis.
pub(crate) fn start_limited(store: &str, origin: &str, name: &str, how: Limited) -> Child {
    let how = match how {
        Limited::Calls(count) => format!("calls {count}"),
        Limited::Seconds(seconds) => format!("seconds {seconds}"),
    };
    let mut command = command("worker::work_limited", store, origin, name);
    command.env(HOW, how).spawn().unwrap()
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
    let (store, origin, name) = (value(STORE), value(ORIGIN), value(NAME));
    let client = client(&store, &origin, &name).await;
    let calls: Vec<_> = (0..CALLS).map(|_| tokio::spawn(client.boards())).collect();
    for call in calls {
        println!("outcome {}", word(&call.await.unwrap()));
    }
}

/// How many calls a limited process has in progress at once.
const AT_ONCE: usize = 16;

#[tokio::test]
#[ignore = "the process that other tests start"]
async fn work_limited() {
    let limits = RedisLimits::open(&value(STORE)).unwrap();
    let limits = RateLimits::new(Tier::standard()).shared(limits, "app/user", WhenAway::Closed);
    let client = App::builder(&value(ORIGIN))
        .access_token("pina_1")
        .retry(RetryPolicy::none())
        .rate_limits(limits)
        .build()
        .unwrap();
    let how = value(HOW);
    let (kind, number) = how.split_once(' ').unwrap();
    let number: usize = number.parse().unwrap();
    let (made, begun) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let calls = async |category: usize| {
        while kind == "seconds" || begun.fetch_add(1, Relaxed) < number {
            client.any(category).await.unwrap();
            made.fetch_add(1, Relaxed);
        }
    };
    let all = futures_util::future::join_all((0..AT_ONCE).map(calls));
    if kind == "seconds" {
        let _ = tokio::time::timeout(Duration::from_secs(number as u64), all).await;
    } else {
        all.await;
    }
    println!("calls {}", made.load(Relaxed));
}

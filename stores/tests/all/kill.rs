//! Eight processes, fifty calls each, one expired login: one refresh, whoever is killed at whatever moment.

use std::collections::BTreeMap;
use std::time::Duration;

use pinterest_v5_runtime::{FileStore, TokenStore, Tokens};

use crate::servers::{Folder, Service};
use crate::worker;
use crate::world::{Refresh, World};

const PROCESSES: usize = 8;

/// Who is killed, and when.
#[derive(Clone, Copy, Debug)]
enum Kill {
    Nobody,
    /// Somebody, so long after the start.
    Anybody(usize, Duration),
    /// Who refreshes, so long after the server has answered: mostly before it has saved.
    Holder(Duration),
}

/// What came of a round.
#[derive(Debug)]
struct Outcome {
    words: BTreeMap<String, usize>,
    refreshes: Vec<Refresh>,
    /// What a new process found afterwards.
    after: String,
}

async fn put(store: &str, tokens: &Tokens) {
    if store.contains(':') {
        worker::logins(store)
            .await
            .login("user")
            .save(tokens)
            .await
            .unwrap();
    } else {
        FileStore::new(store).save(tokens).await.unwrap();
    }
}

async fn round(world: &mut World, store: &str, kill: Kill) -> Outcome {
    put(store, &world.expired_login()).await;
    world.refreshes();
    let origin = world.origin();
    let start = |number: usize| worker::start(store, &origin, &format!("worker-{number}"));
    let mut processes: Vec<_> = (0..PROCESSES).map(start).collect();
    let mut refreshes = Vec::new();
    match kill {
        Kill::Nobody => {}
        Kill::Anybody(number, moment) => {
            tokio::time::sleep(moment).await;
            processes[number].start_kill().unwrap();
        }
        Kill::Holder(moment) => {
            let refresh = world.next_refresh().await;
            let number: usize = refresh.worker.split_once('-').unwrap().1.parse().unwrap();
            if !moment.is_zero() {
                tokio::time::sleep(moment).await;
            }
            processes[number].start_kill().unwrap();
            refreshes.push(refresh);
        }
    }
    let mut words = BTreeMap::new();
    for process in processes {
        let output = process.wait_with_output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        for line in said.lines() {
            if let Some((_, word)) = line.split_once("outcome ") {
                *words.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    let after = worker::client(store, &origin, "after").await;
    let after = worker::word(&after.boards().await);
    refreshes.extend(world.refreshes());
    Outcome {
        words,
        refreshes,
        after,
    }
}

/// What has to hold after a round, whoever was killed; gives whether the login was lost.
fn judge(kill: Kill, outcome: &Outcome) -> bool {
    let context = format!("{kill:?}: {outcome:?}");
    let known = |word: &&String| ["ok", "lost"].contains(&word.as_str());
    assert!(outcome.words.keys().all(|word| known(&word)), "{context}");
    let given = outcome
        .refreshes
        .iter()
        .filter(|refresh| refresh.status == 200)
        .count();
    // The server gives each refresh token a successor once, so a second one is that of a login that is not lost.
    assert_eq!(given, 1, "{context}");
    let lost = outcome.after == "lost";
    assert!(lost || outcome.after == "ok", "{context}");
    assert_eq!(outcome.words.contains_key("lost"), lost, "{context}");
    match kill {
        Kill::Nobody => {
            assert_eq!(outcome.refreshes.len(), 1, "{context}");
            assert_eq!(
                outcome.words.get("ok"),
                Some(&(PROCESSES * 50)),
                "{context}"
            );
        }
        Kill::Anybody(..) | Kill::Holder(_) => {
            let all = outcome.words.values().sum::<usize>();
            assert!(all >= (PROCESSES - 1) * 50, "{context}");
        }
    }
    lost
}

/// Rounds of each kind, with moments that differ from round to round.
async fn rounds(store: &str, count: usize) {
    let mut world = World::new().await;
    let mut lost = 0;
    for number in 0..count {
        let millis = |most: usize| Duration::from_millis((number * 37 % most) as u64);
        let kill = match number % 4 {
            0 => Kill::Nobody,
            1 => Kill::Anybody(number % PROCESSES, millis(400)),
            2 => Kill::Holder(Duration::ZERO),
            _ => Kill::Holder(millis(8)),
        };
        let outcome = round(&mut world, store, kill).await;
        let was_lost = judge(kill, &outcome);
        lost += usize::from(was_lost);
        eprintln!(
            "round {number}: {kill:?}, lost: {was_lost}, {:?}",
            outcome.words
        );
    }
    eprintln!(
        "{count} rounds, {lost} logins lost with their process, each with the error that says so"
    );
}

/// How many rounds: a few, or as many as the environment says.
fn count() -> usize {
    let count = std::env::var("PINTEREST_V5_TEST_ROUNDS").ok();
    count.map_or(4, |count| count.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_with_redis_refresh_a_login_once() {
    let Some(redis) = Service::redis() else {
        return;
    };
    rounds(&format!("redis://127.0.0.1:{}", redis.port), count()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_with_postgres_refresh_a_login_once() {
    let Some(postgres) = Service::postgres() else {
        return;
    };
    let url = format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port);
    rounds(&url, count()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_with_sqlite_refresh_a_login_once() {
    let folder = Folder::new();
    let path = folder.0.join("logins.db");
    rounds(
        &format!("sqlite:{}?mode=rwc", path.to_str().unwrap()),
        count(),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_with_a_file_refresh_a_login_once() {
    let folder = Folder::new();
    rounds(folder.0.join("tokens.json").to_str().unwrap(), count()).await;
}

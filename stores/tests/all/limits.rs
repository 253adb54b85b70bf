//! Eight processes and one limit, which a local Pinterest enforces.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use pinterest_v5_runtime::{ErrorKind, Quota, RateLimits, RetryPolicy, Tier, WhenAway};
use pinterest_v5_stores::RedisLimits;

use crate::app::App;
use crate::proxy::{Proxy, Way};
use crate::servers::Service;
use crate::worker::{self, Limited};
use crate::world::World;

const PROCESSES: usize = 8;

fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}")
}

/// How many calls each process made.
async fn run(world: &World, redis: &Service, how: Limited) -> Vec<usize> {
    let start = |number: usize| {
        worker::start_limited(
            &url(redis.port),
            &world.origin(),
            &format!("worker-{number}"),
            how,
        )
    };
    let processes: Vec<_> = (0..PROCESSES).map(start).collect();
    let mut counts = Vec::new();
    for process in processes {
        let output = process.wait_with_output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let count = said.lines().find_map(|line| line.split_once("calls "));
        let (_, count) = count.unwrap_or_else(|| {
            panic!("{said}\n{}", String::from_utf8_lossy(&output.stderr));
        });
        counts.push(count.parse().unwrap());
    }
    counts
}

fn by_status(statuses: &[u16]) -> BTreeMap<u16, usize> {
    let mut all = BTreeMap::new();
    for status in statuses {
        *all.entry(*status).or_default() += 1;
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_keep_to_one_limit() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let world = World::limited().await;
    let counts = run(&world, &redis, Limited::Calls(50)).await;
    assert_eq!(counts, [50; PROCESSES]);
    assert_eq!(
        by_status(&world.statuses()),
        BTreeMap::from([(200, 50 * PROCESSES)])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes as long as it says, and tells how much of the limit was used"]
async fn processes_use_what_the_limit_allows() {
    let redis = Service::redis().unwrap();
    let seconds = std::env::var("PINTEREST_V5_TEST_SECONDS").ok();
    let seconds: usize = seconds.map_or(40, |seconds| seconds.parse().unwrap());
    let world = World::limited().await;
    let counts = run(&world, &redis, Limited::Seconds(seconds as u64)).await;
    let statuses = by_status(&world.statuses());
    // A hundred a second, and of each of the four categories a thousand in the minute.
    let allowed = (100 * seconds).min(4_000);
    let made: usize = counts.iter().sum();
    eprintln!(
        "{made} of {allowed} calls in {seconds} s, by process {counts:?}, by status {statuses:?}"
    );
    assert_eq!(statuses.keys().copied().collect::<Vec<_>>(), [200]);
    assert!(made * 10 >= allowed * 9, "{made} of {allowed}");
    let fewest = counts.iter().min().unwrap();
    assert!(fewest * PROCESSES * 2 >= made, "one starved: {counts:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures"]
async fn a_call_costs_this_much() {
    let redis = Service::redis().unwrap();
    let world = World::new().await;
    let shared = RedisLimits::open(&url(redis.port)).unwrap();
    let plenty = || Tier::custom().all(Quota::per_second(1_000_000));
    let app = || App::builder(&world.origin()).access_token("pina_1");
    let limits = RateLimits::new(plenty());
    let shared = limits.clone().shared(shared, "app", WhenAway::Closed);
    let clients: [App; 3] = [
        app().build().unwrap(),
        app().rate_limits(limits).build().unwrap(),
        app().rate_limits(shared).build().unwrap(),
    ];
    for at_once in [1, 16] {
        for (name, client) in ["no limits", "own limits", "shared limits"]
            .iter()
            .zip(&clients)
        {
            let start = Instant::now();
            for _ in 0..2_000 / at_once {
                let calls = (0..at_once).map(|_| client.boards().into_future());
                futures_util::future::join_all(calls).await;
            }
            let each = start.elapsed() / 2_000;
            eprintln!("{name}, {at_once} at once: {each:?} a call");
        }
        eprintln!("Redis so far: {}", scripts(&redis).await);
    }
}

/// How many scripts Redis ran, and how long one took.
async fn scripts(redis: &Service) -> String {
    let client = redis::Client::open(url(redis.port)).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let mut info = redis::cmd("INFO");
    let info: String = info
        .arg("commandstats")
        .query_async(&mut connection)
        .await
        .unwrap();
    let line = info
        .lines()
        .find(|line| line.starts_with("cmdstat_evalsha"));
    line.unwrap_or_default().to_owned()
}

/// A client whose limits are counted behind a proxy.
fn client(world: &World, port: u16, quota: u64, away: WhenAway) -> App {
    let shared = RedisLimits::open(&url(port)).unwrap();
    let shared = shared.patience(Duration::from_millis(200));
    let limits = RateLimits::new(Tier::custom().all(Quota::per_minute(quota))).fail_at_once();
    App::builder(&world.origin())
        .access_token("pina_1")
        .retry(RetryPolicy::none())
        .rate_limits(limits.shared(shared, "app", away))
        .build()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_pass_or_fail_while_the_count_is_away_as_the_user_says() {
    let Some(mut redis) = Service::redis() else {
        return;
    };
    let world = World::limited().await;
    let proxy = Proxy::to(redis.port).await;
    let open = client(&world, proxy.port, 1_000, WhenAway::Open);
    let closed = client(&world, proxy.port, 1_000, WhenAway::Closed);
    for client in [&open, &closed] {
        client.boards().await.unwrap();
    }
    for way in [Way::Cut, Way::Closed] {
        proxy.set(way);
        open.boards().await.unwrap();
        fails(&closed).await;
        proxy.set(Way::Open);
        comes_back(&closed).await;
    }
    redis.kill();
    open.boards().await.unwrap();
    fails(&closed).await;
    redis.restart();
    comes_back(&closed).await;
}

/// What is in reserve can be used; no more than that.
async fn fails(client: &App) {
    for _ in 0..5 {
        if let Err(error) = client.boards().await {
            assert_eq!(error.kind(), ErrorKind::LimitStore, "{error:?}");
            assert!(std::error::Error::source(&error).is_some());
            return;
        }
    }
    panic!("calls pass though nobody counts them");
}

/// A server that was away is asked again after a second.
async fn comes_back(client: &App) {
    for _ in 0..50 {
        match client.boards().await {
            Ok(_) => return,
            Err(error) => assert_eq!(error.kind(), ErrorKind::LimitStore, "{error:?}"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("it never came back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_is_taken_from_all_processes() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let world = World::limited().await;
    let clients = [0, 1].map(|_| client(&world, redis.port, 3, WhenAway::Closed));
    for number in 0..3 {
        clients[number % 2].boards().await.unwrap();
    }
    for client in &clients {
        let wait = refused(client).await;
        assert!(
            wait > Duration::from_secs(30) && wait < Duration::from_secs(63),
            "{wait:?}"
        );
    }
    assert_eq!(world.statuses().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_calls_of_a_process_that_died_count_as_ended_when_it_is_not_heard_of() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let world = World::limited().await;
    let connection = redis::Client::open(url(redis.port)).unwrap();
    let mut connection = connection.get_multiplexed_async_connection().await.unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let client = client(&world, redis.port, 3, WhenAway::Closed);
    for (silent, is_known) in [(100, false), (120, true)] {
        let heard = now.as_millis() - silent * 1_000;
        let () = redis::cmd("HSET")
            .arg("{pinterest-v5:app}:limit::60000")
            .arg("fdead/org_read")
            .arg(format!("3:{heard}"))
            .query_async(&mut connection)
            .await
            .unwrap();
        let error = client.boards().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RateLimited, "{error:?}");
        assert_eq!(
            error.retry_after().is_some(),
            is_known,
            "{silent} s: {error:?}"
        );
    }
    let wait = refused(&client).await;
    assert!(
        wait > Duration::from_secs(50) && wait < Duration::from_secs(63),
        "{wait:?}"
    );
    assert!(world.statuses().is_empty());
}

/// How long a call that may not wait would have to. It is known as soon as it is told that the others ended.
async fn refused(client: &App) -> Duration {
    for _ in 0..100 {
        let error = client.boards().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RateLimited, "{error:?}");
        if let Some(wait) = error.retry_after() {
            return wait;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody knows when there is room");
}

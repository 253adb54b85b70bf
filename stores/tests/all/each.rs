//! Sweeps over the logins of many users.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use pinterest_v5_runtime::{
    Error, ErrorKind, OAuth, Quota, RateLimits, Tier, TokenStore as _, Tokens,
};
use pinterest_v5_stores::{Logins, Sqlite, Sweep, for_each_login};
use tokio::sync::Notify;

use crate::app::App;
use crate::servers::Folder;
use crate::world::World;

/// Users 000 to 249; every hundredth has no tokens that are good.
async fn users(world: &World, folder: &Folder) -> Logins {
    let path = folder.0.join("logins.db");
    let url = format!("sqlite:{}?mode=rwc", path.to_str().unwrap());
    let logins = Logins::new(Sqlite::open(&url).await.unwrap());
    let tokens = world.login();
    for number in 0..250 {
        let tokens = match number % 100 {
            0 => Tokens::from_refresh_token("pinr.none"),
            _ => tokens.clone(),
        };
        logins
            .login(format!("{number:03}"))
            .save(&tokens)
            .await
            .unwrap();
    }
    logins
}

#[tokio::test]
async fn every_user_has_a_turn_and_the_report_says_who_failed() {
    let (world, folder) = (World::new().await, Folder::new());
    let logins = users(&world, &folder).await;
    let app = App::builder(&world.origin()).build().unwrap();
    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let report = for_each_login(&OAuth::new(&app), &logins, 7, async |_, client: App| {
        most.fetch_max(now.fetch_add(1, Relaxed) + 1, Relaxed);
        let outcome = client.boards().await;
        now.fetch_sub(1, Relaxed);
        outcome.map(drop)
    })
    .await;
    assert_eq!((report.done, most.load(Relaxed)), (247, 7));
    let mut failed: Vec<_> = report
        .failed
        .iter()
        .map(|(key, error)| (key.as_str(), error))
        .collect();
    failed.sort_by_key(|(key, _)| *key);
    let keys: Vec<&str> = failed.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, ["000", "100", "200"]);
    assert!(failed.iter().all(|(_, error)| error.needs_login()));
    assert_eq!(report.last.as_deref(), Some("249"));
    assert!(report.store.is_none());
}

#[tokio::test]
async fn a_sweep_that_is_stopped_finishes_what_it_began_and_goes_on_later() {
    let (world, folder) = (World::new().await, Folder::new());
    let logins = users(&world, &folder).await;
    let app = App::builder(&world.origin()).build().unwrap();
    let oauth = OAuth::new(&app);
    let (begun, stop) = (AtomicUsize::new(0), Notify::new());
    let work = async |_, client: App| {
        if begun.fetch_add(1, Relaxed) == 20 {
            stop.notify_one();
        }
        client.boards().await.map(drop)
    };
    let first = Sweep::new(&oauth, &logins).concurrency(5);
    let first = first.run(stop.notified(), &work).await;
    let ended = first.done + first.failed.len();
    assert_eq!(ended, begun.load(Relaxed), "what was begun is finished");
    assert!((21..=30).contains(&ended), "{ended}");
    let last = first.last.unwrap();
    assert_eq!(last, format!("{:03}", ended - 1));
    let rest = Sweep::new(&oauth, &logins).after(last);
    let rest = rest.run(std::future::pending(), &work).await;
    assert_eq!(ended + rest.done + rest.failed.len(), 250);
}

#[tokio::test]
async fn each_user_has_limits_of_its_own_and_the_connections_of_all() {
    let (world, folder) = (World::new().await, Folder::new());
    let logins = users(&world, &folder).await;
    let app = App::builder(&world.origin()).build().unwrap();
    let oauth = OAuth::new(&app);
    let one = || RateLimits::new(Tier::custom().all(Quota::per_day(1))).fail_at_once();
    let sweep = Sweep::new(&oauth, &logins).after("200").limits(|_| one());
    let report = sweep
        .run(std::future::pending(), async |_, client: App| {
            client.boards().await?;
            match client.boards().await.map_err(|error| error.kind()) {
                Err(ErrorKind::RateLimited) => Ok(()),
                other => panic!("{other:?}"),
            }
        })
        .await;
    let failed: Vec<(String, Error)> = report.failed;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(report.done, 49);
}

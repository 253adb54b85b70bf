//! What becomes of calls while the place of their tokens is away.

use std::time::{Duration, SystemTime};

use pinterest_v5_runtime::{BoxFuture, Clock, ErrorKind, OAuth, SystemClock, TokenStore as _};

use crate::app::App;
use crate::proxy::{Proxy, Way};
use crate::servers::Service;
use crate::worker::{self, LEASE};
use crate::world::World;

/// Who has a token goes on; who needs one fails, and not the login; all is well when the server is back.
async fn goes_and_comes_back(mut service: Service, store: &str) {
    let mut world = World::new().await;
    let login = worker::logins(store).await.login("user");
    login.save(&world.login()).await.unwrap();
    let origin = world.origin();
    let with_token = worker::client(store, &origin, "with").await;
    with_token.boards().await.unwrap();
    let without = worker::client(store, &origin, "without").await;
    service.kill();
    with_token.boards().await.unwrap();
    for _ in 0..2 {
        let error = without.boards().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenStore, "{error:?}");
        assert!(!error.needs_login());
    }
    service.restart();
    without.boards().await.unwrap();
    login.save(&world.expired_login()).await.unwrap();
    worker::client(store, &origin, "renews")
        .await
        .boards()
        .await
        .unwrap();
    assert_eq!(world.refreshes().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_goes_and_comes_back() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let url = format!("redis://127.0.0.1:{}", redis.port);
    goes_and_comes_back(redis, &url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_goes_and_comes_back() {
    let Some(postgres) = Service::postgres() else {
        return;
    };
    let url = format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port);
    goes_and_comes_back(postgres, &url).await;
}

/// A machine that is cut off while it refreshes loses no login: it saves when the network is healed.
async fn is_cut_off_and_healed(port: u16, url: impl Fn(u16) -> String) {
    let mut world = World::new().await;
    let proxy = Proxy::to(port).await;
    let (direct, far) = (url(port), url(proxy.port));
    let login = worker::logins(&direct).await.login("user");
    login.save(&world.login()).await.unwrap();
    let origin = world.origin();
    let cut_off = worker::client(&far, &origin, "cut off").await;
    cut_off.boards().await.unwrap();
    world.expire_tokens();
    for way in [Way::Cut, Way::Closed] {
        proxy.set(way);
        let error = cut_off.boards().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenStore, "{way:?}: {error:?}");
    }
    assert!(
        world.refreshes().is_empty(),
        "nothing is refreshed that cannot be saved"
    );
    let other = worker::client(&direct, &origin, "other").await;
    other.boards().await.unwrap();
    proxy.set(Way::Open);
    cut_off.boards().await.unwrap();
    assert_eq!(world.refreshes().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_is_cut_off_from_redis_and_healed() {
    let Some(redis) = Service::redis() else {
        return;
    };
    is_cut_off_and_healed(redis.port, |port| format!("redis://127.0.0.1:{port}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_is_cut_off_from_postgres_and_healed() {
    let Some(postgres) = Service::postgres() else {
        return;
    };
    let url = |port| format!("postgres://postgres@127.0.0.1:{port}/postgres");
    is_cut_off_and_healed(postgres.port, url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_that_could_not_be_saved_are_saved_when_the_network_is_healed() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let mut world = World::new().await;
    let proxy = Proxy::to(redis.port).await;
    let [direct, far] = [redis.port, proxy.port].map(|port| format!("redis://127.0.0.1:{port}"));
    let login = worker::logins(&direct).await.login("user");
    login.save(&world.expired_login()).await.unwrap();
    let origin = world.origin();
    let client = worker::client(&far, &origin, "cut off").await;
    // The server has given new tokens, and their answer is on its way.
    world.delay_next(Duration::from_millis(500));
    let call = tokio::spawn(client.boards());
    assert_eq!(world.next_refresh().await.status, 200);
    proxy.set(Way::Cut);
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TokenStore, "{error:?}");
    proxy.set(Way::Open);
    client.boards().await.unwrap();
    let other = worker::client(&direct, &origin, "other").await;
    other.boards().await.unwrap();
    assert!(world.refreshes().is_empty(), "one refresh is enough");
}

/// The system's clock, ahead or behind.
#[derive(Clone)]
struct Off(SystemClock, i64);

impl Clock for Off {
    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn now(&self) -> SystemTime {
        let off = Duration::from_secs(self.1.unsigned_abs());
        if self.1 < 0 {
            self.0.now() - off
        } else {
            self.0.now() + off
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn random(&self) -> u64 {
        self.0.random()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn machines_whose_clocks_are_ten_seconds_off_refresh_a_login_once() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let mut world = World::new().await;
    let url = format!("redis://127.0.0.1:{}", redis.port);
    let logins = worker::logins(&url).await;
    // A lease is longer than clocks are apart, as the default is.
    let lease = LEASE + Duration::from_secs(20);
    for _ in 0..5 {
        let expired = world.expired_login();
        logins.login("user").save(&expired).await.unwrap();
        world.refreshes();
        let calls = [-10, 0, 10, 0].map(|off| {
            let clock = Off(SystemClock::new(), off);
            let app = App::builder(&world.origin()).clock(clock).build().unwrap();
            let oauth = OAuth::new(&app).lease(lease);
            let client = oauth.client(oauth.session(logins.login("user"))).unwrap();
            (0..10)
                .map(|_| tokio::spawn(client.boards()))
                .collect::<Vec<_>>()
        });
        for call in calls.into_iter().flatten() {
            call.await.unwrap().unwrap();
        }
        assert_eq!(world.refreshes().len(), 1);
    }
}

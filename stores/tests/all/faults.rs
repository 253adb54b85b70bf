//! What becomes of calls while the place of their tokens is away.

use pinterest_v5_runtime::{ErrorKind, TokenStore};

use crate::servers::Service;
use crate::worker;
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

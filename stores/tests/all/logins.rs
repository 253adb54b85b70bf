//! What every backend does with the logins of many users.

use pinterest_v5_runtime::{StoredTokens, TokenStore, Tokens};
use pinterest_v5_stores::{Backend as _, EncryptionKey, Keychain, Logins, Postgres, Redis, Sqlite};

use crate::servers::{Folder, Service};

fn tokens(text: &str) -> Tokens {
    Tokens::from_refresh_token(text)
}

async fn held(logins: &Logins, key: &str) -> Option<Tokens> {
    let stored = logins.login(key).load().await.unwrap();
    stored.map(StoredTokens::into_tokens)
}

/// What holds of any of them.
async fn judge(logins: &Logins) {
    let [one, other] = ["one \u{e9}\u{1f680}", "other"].map(|key| logins.login(key));
    assert!(one.load().await.unwrap().is_none());
    one.save(&tokens("r1")).await.unwrap();
    other.save(&tokens("s1")).await.unwrap();
    let first = one.load().await.unwrap().unwrap();
    one.save(&tokens("r2")).await.unwrap();
    let third = StoredTokens::new(tokens("r3"));
    assert!(
        !one.replace(Some(&first), &third).await.unwrap(),
        "too late"
    );
    assert!(!one.replace(None, &third).await.unwrap(), "there is one");
    assert_eq!(held(logins, one.key()).await, Some(tokens("r2")));
    let second = one.load().await.unwrap().unwrap();
    assert!(one.replace(Some(&second), &third).await.unwrap());
    assert_eq!(one.load().await.unwrap(), Some(third));
    assert_eq!(held(logins, other.key()).await, Some(tokens("s1")));
    assert!(logins.remove(other.key()).await.unwrap());
    assert!(!logins.remove(other.key()).await.unwrap());
    assert!(
        !other.replace(Some(&first), &second).await.unwrap(),
        "it is gone"
    );
    assert_eq!(held(logins, other.key()).await, None);
    race(logins).await;
}

/// Of many who replace one state, one does.
async fn race(logins: &Logins) {
    for round in 0..10 {
        let old = logins.login("race").load().await.unwrap();
        let all = (0..8).map(|number| {
            let (login, old) = (logins.login("race"), old.clone());
            let new = StoredTokens::new(tokens(&format!("{round} {number}")));
            tokio::spawn(async move { login.replace(old.as_ref(), &new).await.unwrap() })
        });
        let mut winners = 0;
        for one in all.collect::<Vec<_>>() {
            winners += u32::from(one.await.unwrap());
        }
        assert_eq!(winners, 1, "round {round}");
    }
    assert!(logins.remove("race").await.unwrap());
}

/// Pages of keys, in the order of their bytes.
async fn pages(logins: &Logins) {
    logins.remove("one \u{e9}\u{1f680}").await.unwrap();
    for key in ["b", "a:2", "B", "a"] {
        logins.login(key).save(&tokens(key)).await.unwrap();
    }
    assert_eq!(logins.keys(None, 3).await.unwrap(), ["B", "a", "a:2"]);
    assert_eq!(logins.keys(Some("a"), 3).await.unwrap(), ["a:2", "b"]);
    assert_eq!(logins.keys(Some("b"), 3).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn redis_keeps_logins() {
    let Some(redis) = Service::redis() else {
        return;
    };
    let url = format!("redis://127.0.0.1:{}", redis.port);
    let logins = Logins::new(Redis::open(&url).unwrap());
    judge(&logins).await;
    pages(&logins).await;
    let other = Logins::new(Redis::open(&url).unwrap().prefix("another app"));
    assert_eq!(held(&other, "a").await, None);
}

#[tokio::test]
async fn postgres_keeps_logins() {
    let Some(postgres) = Service::postgres() else {
        return;
    };
    let url = format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port);
    let store = Postgres::open(&url).await.unwrap();
    let logins = Logins::new(store.clone());
    judge(&logins).await;
    pages(&logins).await;
    let other = store.table("a \"b");
    other.create_table().await.unwrap();
    assert_eq!(held(&Logins::new(other), "a").await, None);
}

#[tokio::test]
async fn sqlite_keeps_logins() {
    let folder = Folder::new();
    let url = format!(
        "sqlite:{}?mode=rwc",
        folder.0.join("l.db").to_str().unwrap()
    );
    let logins = Logins::new(Sqlite::open(&url).await.unwrap());
    judge(&logins).await;
    pages(&logins).await;
    let again = Logins::new(Sqlite::open(&url).await.unwrap());
    assert_eq!(held(&again, "a").await, Some(tokens("a")));
}

#[tokio::test]
async fn a_keychain_keeps_logins_and_no_list() {
    let folder = Folder::new();
    let store = keyring_core::mock::Store::new().unwrap();
    let logins = Logins::new(Keychain::new(store, "test", folder.0.join("lock")));
    judge(&logins).await;
    let error = logins.keys(None, 1).await.unwrap_err();
    assert!(error.to_string().contains("no list"), "{error}");
}

#[tokio::test]
async fn what_is_encrypted_is_read_by_its_keys_alone() {
    let folder = Folder::new();
    let path = folder.0.join("l.db");
    let url = format!("sqlite:{}?mode=rwc", path.to_str().unwrap());
    let sqlite = Sqlite::open(&url).await.unwrap();
    let keys = [1, 2, 3].map(|byte| EncryptionKey::new([byte; 32]));
    let plain = Logins::new(sqlite.clone());
    let by = |numbers: &[usize]| {
        let keys = numbers.iter().map(|number| keys[*number].clone());
        Logins::new(sqlite.clone()).encrypted(keys.collect::<Vec<_>>())
    };
    judge(&by(&[0])).await;
    by(&[0])
        .login("a")
        .save(&tokens("very-secret"))
        .await
        .unwrap();
    let mut file = std::fs::read(&path).unwrap();
    file.extend(std::fs::read(path.with_file_name("l.db-wal")).unwrap_or_default());
    let shows = |text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(shows("a") && !shows("very-secret") && !shows("refresh_token"));
    assert_eq!(
        held(&by(&[1, 0]), "a").await,
        Some(tokens("very-secret")),
        "the old key"
    );
    for wrong in [&plain, &by(&[1, 2])] {
        let error = wrong.login("a").load().await.unwrap_err();
        assert!(error.to_string().contains("login \"a\""), "{error}");
    }
    // A row that was copied to another user's place.
    let row = sqlite.read("a").await.unwrap().unwrap();
    assert!(sqlite.write("b", None, &row).await.unwrap());
    by(&[0]).login("b").load().await.unwrap_err();
    // A row that was never encrypted is no login of an encrypted store.
    plain.login("c").save(&tokens("r")).await.unwrap();
    let error = by(&[0]).login("c").load().await.unwrap_err();
    assert!(error.to_string().contains("not encrypted"), "{error}");
}

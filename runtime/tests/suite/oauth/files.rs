//! Tokens in files.

use std::path::PathBuf;
use std::sync::Arc;

use pinterest_v5_runtime::{FileStore, StoredTokens, TokenStore, Tokens};

/// A folder of this test's own, which is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pinterest-v5-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn held(store: &FileStore) -> Option<Tokens> {
    store.load().await.unwrap().map(StoredTokens::into_tokens)
}

#[tokio::test]
async fn a_file_keeps_what_was_saved_and_only_its_owner_reads_it() {
    let folder = Folder::new("owner");
    let store = FileStore::new(folder.0.join("deep/tokens.json"));
    assert!(store.load().await.unwrap().is_none());
    for token in ["r1", "r2"] {
        let tokens = Tokens::from_refresh_token(token);
        store.save(&tokens).await.unwrap();
        assert_eq!(held(&store).await, Some(tokens));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        for name in ["tokens.json", "tokens.json.lock"] {
            let path = store.path().with_file_name(name);
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
    // A damaged file is named, and nothing of what it holds.
    std::fs::write(
        store.path(),
        r#"{"refresh_token": "pinr_1", "access_token": 7"#,
    )
    .unwrap();
    let error = format!("{:?}", store.load().await.unwrap_err());
    assert!(
        error.contains("tokens.json") && error.contains("line 1"),
        "{error}"
    );
    assert!(!error.contains("pinr_1"), "{error}");
    let tokens = Tokens::from_refresh_token("r3");
    store.save(&tokens).await.unwrap();
    assert_eq!(held(&store).await, Some(tokens), "a login mends the file");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_save_and_load_find_whole_tokens_and_leave_nothing_behind() {
    let folder = Folder::new("many");
    let path = folder.0.join("tokens.json");
    FileStore::new(&path)
        .save(&Tokens::from_refresh_token("first"))
        .await
        .unwrap();
    let work: Vec<_> = (0..8)
        .map(|number| {
            // A store each, as processes have.
            let store = Arc::new(FileStore::new(&path));
            tokio::spawn(async move {
                for round in 0..25 {
                    let token = format!("{number}-{round}").repeat(50);
                    store
                        .save(&Tokens::from_refresh_token(token))
                        .await
                        .unwrap();
                    assert!(store.load().await.unwrap().is_some());
                }
            })
        })
        .collect();
    for work in work {
        work.await.unwrap();
    }
    assert_eq!(folder.names(), ["tokens.json", "tokens.json.lock"]);
}

#[tokio::test]
async fn a_save_that_is_dropped_is_made_whole_or_not_at_all() {
    let folder = Folder::new("dropped");
    let store = FileStore::new(folder.0.join("tokens.json"));
    let tokens = Tokens::from_refresh_token("r1");
    drop(futures_util::poll!(store.save(&tokens)));
    store.save(&tokens).await.unwrap();
    assert_eq!(held(&store).await, Some(tokens));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_replace_one_state_one_does() {
    let folder = Folder::new("replace");
    let path = folder.0.join("tokens.json");
    // As an earlier release kept them: tokens alone.
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(&path, r#"{"refresh_token":"r0"}"#).unwrap();
    for round in 1..20 {
        let old = FileStore::new(&path).load().await.unwrap();
        let work = (0..8).map(|number| {
            let (store, old) = (FileStore::new(&path), old.clone());
            let new = Tokens::from_refresh_token(format!("{round}-{number}")).into();
            tokio::spawn(async move { store.replace(old.as_ref(), &new).await.unwrap() })
        });
        let mut winners = 0;
        for work in work.collect::<Vec<_>>() {
            winners += u32::from(work.await.unwrap());
        }
        assert_eq!(winners, 1, "round {round}");
    }
}

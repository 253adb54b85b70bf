//! Tokens in a file.
//!
//! Invariant: whoever reads the file, and whenever, finds one state whole; whoever writes it has the lock beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{StoreError, StoreResult, StoredTokens, TokenStore, Tokens};
use crate::BoxFuture;
use crate::clock::random;

/// Keeps the tokens of one login in a file, which several processes of one machine may share.
///
/// A change writes a file of its own beside it, has it written to the disk, and moves it into place: a crash leaves the
/// old tokens or the new ones. Who writes holds a lock of the system on a file beside it, `tokens.json.lock`, which
/// stays there; the system frees it when a process ends, however it ends. Network file systems may not have such
/// locks. On Unix only the owner can read the files; on Windows they have the rights of their folder, so put them below
/// the user's profile. The folder is made if it is not there. Clones share the file.
///
/// ```no_run
/// use pinterest_v5_runtime::{FileStore, StoreResult, TokenStore, Tokens};
///
/// # async fn example(tokens: Tokens) -> StoreResult<()> {
/// let store = FileStore::new("tokens.json");
/// store.save(&tokens).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct FileStore(Arc<Path>);

impl FileStore {
    /// A store in the file at `path`; nothing is read or written yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into().into())
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<StoredTokens>>> {
        let path = Arc::clone(&self.0);
        Box::pin(retried(move || load(&path)))
    }

    fn replace<'a>(
        &'a self,
        old: Option<&'a StoredTokens>,
        new: &'a StoredTokens,
    ) -> BoxFuture<'a, StoreResult<bool>> {
        let (path, old) = (Arc::clone(&self.0), old.map(StoredTokens::version));
        Box::pin(async move {
            let json: Arc<[u8]> = serde_json::to_vec(new)?.into();
            let work = move || {
                let _lock = lock(&path)?;
                let held = load(&path)?.map(|held| held.version());
                if held == old {
                    write_whole(&path, &json)?;
                }
                Ok(held == old)
            };
            retried(work).await
        })
    }

    /// Also in place of what cannot be read.
    fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
        let path = Arc::clone(&self.0);
        Box::pin(async move {
            let new = StoredTokens::new(tokens.clone());
            let json: Arc<[u8]> = serde_json::to_vec(&new)?.into();
            let work = move || {
                let _lock = lock(&path)?;
                Ok(write_whole(&path, &json)?)
            };
            retried(work).await
        })
    }
}

/// On Windows a file that another process has open for a moment can neither be read nor replaced.
async fn retried<T: Send + 'static>(
    work: impl Fn() -> StoreResult<T> + Clone + Send + 'static,
) -> StoreResult<T> {
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    loop {
        // On a thread of its own, where it comes to its end whether or not somebody waits for it.
        let done = tokio::task::spawn_blocking(work.clone()).await;
        let done = done.unwrap_or_else(|error| Err(StoreError::new(error)));
        match done {
            Err(error) if tries > 0 && error.is_permission_denied() => tries -= 1,
            done => return done,
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn load(path: &Path) -> StoreResult<Option<StoredTokens>> {
    match fs::read(path) {
        Ok(json) => match serde_json::from_slice(&json) {
            Ok(tokens) => Ok(Some(tokens)),
            Err(error) => Err(unreadable(path, &error).into()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let text = format!("{}: {error}", path.display());
            Err(io::Error::new(error.kind(), text).into())
        }
    }
}

/// Where the file is damaged, and nothing of what it has there, which may be a token.
fn unreadable(path: &Path, error: &serde_json::Error) -> io::Error {
    let (line, column) = (error.line(), error.column());
    let text = format!(
        "{} holds no tokens: line {line}, column {column}",
        path.display()
    );
    io::Error::new(io::ErrorKind::InvalidData, text)
}

/// The lock that a process holds while it compares and writes; dropping it frees it.
fn lock(path: &Path) -> io::Result<File> {
    fs::create_dir_all(folder(path))?;
    let file = owned().create(true).open(beside(path, ".lock")?)?;
    file.lock()?;
    Ok(file)
}

fn write_whole(path: &Path, json: &[u8]) -> io::Result<()> {
    // A name that nobody else has, in the same folder so that it can be moved.
    let chance = random().map_err(io::Error::other)?;
    let aside = beside(path, &format!(".{chance:016x}.new"))?;
    let written = write(&aside, json).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // What failed says more than that this fails as well.
        let _ = fs::remove_file(&aside);
        return written;
    }
    sync_folder(folder(path))
}

fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

fn beside(path: &Path, end: &str) -> io::Result<PathBuf> {
    let missing = || io::Error::new(io::ErrorKind::InvalidInput, "the path names no file");
    let mut name = path.file_name().ok_or_else(missing)?.to_owned();
    name.push(end);
    Ok(path.with_file_name(name))
}

/// A file that only its owner can read.
fn owned() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = owned().create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The move is on the disk only when the folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

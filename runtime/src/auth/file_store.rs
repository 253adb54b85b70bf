//! Tokens in a file.
//!
//! Invariant: whoever reads the file, and whenever, finds the tokens of one save whole.

#[cfg(unix)]
use std::fs::File;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{StoreError, StoreResult, TokenStore, Tokens};
use crate::BoxFuture;
use crate::clock::random;

/// Keeps the tokens of one login in a file, which several processes may share.
///
/// A save writes a file of its own beside it, has it written to the disk, and moves it into place: a crash leaves the
/// old tokens or the new ones. On Unix only the owner can read the file; on Windows it has the rights of its folder, so
/// put it below the user's profile. The folder is made if it is not there. Clones share the file.
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
    fn load(&self) -> BoxFuture<'_, StoreResult<Option<Tokens>>> {
        let path = Arc::clone(&self.0);
        Box::pin(retried(move || load(&path)))
    }

    fn save<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, StoreResult<()>> {
        let path = Arc::clone(&self.0);
        Box::pin(async move {
            let json: Arc<[u8]> = serde_json::to_vec(tokens)?.into();
            retried(move || Ok(save(&path, &json)?)).await
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

fn load(path: &Path) -> StoreResult<Option<Tokens>> {
    match fs::read(path) {
        Ok(json) => Ok(Some(serde_json::from_slice(&json)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn save(path: &Path, json: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let aside = aside(path)?;
    let written = write(&aside, json).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // What failed says more than that this fails as well.
        let _ = fs::remove_file(&aside);
        return written;
    }
    sync_folder(folder)
}

/// A name that nobody else has, in the same folder so that it can be moved.
fn aside(path: &Path) -> io::Result<PathBuf> {
    let missing = || io::Error::new(io::ErrorKind::InvalidInput, "the path names no file");
    let mut name = path.file_name().ok_or_else(missing)?.to_owned();
    let chance = random().map_err(io::Error::other)?;
    name.push(format!(".{chance:016x}.new"));
    Ok(path.with_file_name(name))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
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

//! What a transaction does to the disk, step by step.
//!
//! Takes paths; changes the file system. Invariant: whatever changes something asks the watcher first, so that a test can
//! let every step fail, or end the run there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The file system, with somebody who watches each step.
pub struct Disk<'w> {
    watcher: &'w mut dyn FnMut(&Path) -> io::Result<()>,
}

impl<'w> Disk<'w> {
    /// A disk whose every step is announced to `watcher`; what it returns as an error is the outcome of the step.
    pub fn watched(watcher: &'w mut dyn FnMut(&Path) -> io::Result<()>) -> Self {
        Self { watcher }
    }

    /// A new file with a text; if `keep`, one that stays there even if the machine fails.
    pub(super) fn write(&mut self, path: &Path, text: &[u8], keep: bool) -> io::Result<()> {
        (self.watcher)(path)?;
        let mut file = File::create(path)?;
        (self.watcher)(path)?;
        file.write_all(text)?;
        if keep {
            (self.watcher)(path)?;
            file.sync_all()?;
        }
        Ok(())
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        (self.watcher)(to)?;
        fs::rename(from, to)
    }

    /// As [`rename`](Self::rename); a file that is not there any more is fine.
    pub(super) fn rename_if_there(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        found(self.rename(from, to)).map(drop)
    }

    /// A folder that is there already is fine.
    pub(super) fn create_folder(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        (self.watcher)(path)?;
        fs::create_dir_all(path)
    }

    /// A file that is not there any more is fine.
    pub(super) fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        (self.watcher)(path)?;
        found(fs::remove_file(path)).map(drop)
    }

    /// A folder with all that it holds, one after the other.
    pub(super) fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        for entry in found(fs::read_dir(path))?.into_iter().flatten() {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.remove_folder(&entry.path())?;
            } else {
                self.remove_file(&entry.path())?;
            }
        }
        (self.watcher)(path)?;
        found(fs::remove_dir(path)).map(drop)
    }

    /// Removes the folders above `path` that hold nothing, up to `root`.
    pub(super) fn remove_empty(&mut self, path: &Path, root: &Path) {
        let parents = path.ancestors().skip(1);
        for parent in parents.take_while(|parent| *parent != root) {
            // Refused for a folder that still holds something; an empty one does no harm.
            let removed = (self.watcher)(parent).and_then(|()| fs::remove_dir(parent));
            if removed.is_err() {
                break;
            }
        }
    }

    /// Makes the names in a folder stay, where the system can do that.
    pub(super) fn sync_folder(&mut self, path: &Path) -> io::Result<()> {
        (self.watcher)(path)?;
        if cfg!(unix) {
            let path = if path == Path::new("") {
                Path::new(".")
            } else {
                path
            };
            if let Some(folder) = found(File::open(path))? {
                folder.sync_all()?;
            }
        }
        Ok(())
    }
}

/// The outcome for something that may be missing.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Nothing is there, perhaps because a file stands where its folder would be.
pub(super) fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};

    matches!(error.kind(), NotFound | NotADirectory)
}

//! One file at its place: read, written beside and renamed, removed. Links are not followed below the root.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;

/// What is at a path.
pub(super) enum Found {
    /// A file.
    Text(Vec<u8>),
    /// A folder, a link, a pipe or the like.
    Other,
    Nothing,
}

/// The current folder under a name that can be opened.
pub(super) fn nonempty(root: &Path) -> &Path {
    if root == Path::new("") {
        Path::new(".")
    } else {
        root
    }
}

/// What is at a path below `root`.
pub(super) fn read(root: &Path, path: &str) -> Result<Found, Error> {
    let path = root.join(path);
    let kind = match fs::symlink_metadata(&path) {
        Ok(found) => found.file_type(),
        Err(error) if is_missing(&error) => return Ok(Found::Nothing),
        Err(error) => return Err(Error::Io(path, error)),
    };
    if !kind.is_file() {
        return Ok(Found::Other);
    }
    at(&path, fs::read(&path)).map(Found::Text)
}

/// The first link on the way from `root` to a path below it.
pub(super) fn link(root: &Path, path: &str) -> Result<Option<PathBuf>, Error> {
    let mut below = root.to_owned();
    for part in path.split('/') {
        below.push(part);
        match fs::symlink_metadata(&below) {
            Ok(found) if found.is_symlink() => return Ok(Some(below)),
            Ok(_) => {}
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(Error::Io(below, error)),
        }
    }
    Ok(None)
}

/// Whether a folder holds anything.
pub(super) fn holds_files(folder: &Path) -> Result<bool, Error> {
    let mut entries = at(folder, fs::read_dir(folder))?;
    Ok(entries.next().is_some())
}

/// Writes a text beside its place and renames it.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    put(path, text, false)
}

/// As [`write`], with all of it on the disk before the name is.
pub(super) fn write_for_good(path: &Path, text: &str) -> Result<(), Error> {
    put(path, text, true)
}

fn put(path: &Path, text: &str, sync: bool) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        at(folder, fs::create_dir_all(nonempty(folder)))?;
    }
    let aside = aside(path);
    let written = File::create(&aside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if sync { file.sync_all() } else { Ok(()) }
    });
    at(&aside, written)?;
    at(path, fs::rename(&aside, path))
}

/// Removes a file below `root` with the folders that held nothing else.
pub(super) fn remove(root: &Path, path: &str) -> Result<(), Error> {
    let file = root.join(path);
    remove_file(&file)?;
    remove_empty_folders(root, &file);
    Ok(())
}

/// Removes what a killed run left beside a place, with the folders that held nothing else.
pub(super) fn remove_aside(root: &Path, path: &str) -> Result<(), Error> {
    let aside = aside(&root.join(path));
    if fs::symlink_metadata(&aside).is_ok() {
        remove_file(&aside)?;
        remove_empty_folders(root, &aside);
    }
    Ok(())
}

fn remove_empty_folders(root: &Path, file: &Path) {
    let folders = file.ancestors().skip(1);
    for folder in folders.take_while(|folder| *folder != root) {
        // Refused for a folder that still holds something.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// A file that is not there is fine.
fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if !is_missing(&error) => Err(Error::Io(path.to_owned(), error)),
        _ => Ok(()),
    }
}

fn aside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// Nothing is there, perhaps because a file is where its folder would be.
fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};

    matches!(error.kind(), NotFound | NotADirectory)
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, Error> {
    result.map_err(|error| Error::Io(path.to_owned(), error))
}

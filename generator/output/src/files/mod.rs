//! Files: the texts in memory against a folder, to check or to write.
//!
//! Takes a map from relative path to text. Each changed file is written beside its place and renamed; a manifest in the
//! folder lists what a run wrote. Invariant: a file that is not ours, by its first line and, to be removed, by the
//! manifest, is never changed; a run that was killed is repaired by the next one.

mod error;
mod manifest;
mod place;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

pub use error::Error;
use manifest::Manifest;
use place::Found;

use rust::header;

/// Files by their path below a root, with `/` on every system.
pub type Files = BTreeMap<String, String>;

/// A file that differs from what was generated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The path below the root.
    pub path: String,
    /// How it differs.
    pub kind: Kind,
}

/// How a file differs from what was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Another text.
    Changed,
    /// Not there.
    Missing,
    /// Written by an earlier run, but no longer generated.
    Orphan,
}

/// A folder that holds generated files, and the lock that keeps other runs away until it is dropped.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// The folder of the manifest below the root; empty for the root itself.
    own: &'static str,
    _lock: Option<File>,
}

/// The files below `root` that differ from `files`, by path; the manifest is in the folder `own`.
///
/// # Errors
/// If a file cannot be read.
pub fn check(root: &Path, own: &'static str, files: &Files) -> Result<Vec<Difference>, Error> {
    let folder = Folder {
        root: root.to_owned(),
        own,
        _lock: None,
    };
    folder.differences(files, Manifest::read(&folder.manifest())?.as_ref())
}

impl Folder {
    /// Makes the folder if it is not there, and locks it; the manifest is in the folder `own` below it. A system that
    /// cannot lock a folder does not lock it.
    ///
    /// # Errors
    /// If another run is changing files there, or if `own` holds files although no run has left its manifest there.
    pub fn open(root: &Path, own: &'static str, force: bool) -> Result<Self, Error> {
        let root = place::nonempty(root);
        fs::create_dir_all(root.join(own)).map_err(|error| Error::Io(root.join(own), error))?;
        let folder = Self {
            root: root.to_owned(),
            own,
            _lock: lock(root)?,
        };
        let manifest = folder.manifest();
        if !force && Manifest::read(&manifest)?.is_none() && place::holds_files(&root.join(own))? {
            return Err(Error::Occupied(root.join(own)));
        }
        Ok(folder)
    }

    /// Makes the generated files what they should be; gives what had to change.
    ///
    /// # Errors
    /// If a file of somebody else or a link is in the way, in which case nothing changes, or the file system refuses.
    pub fn write(&self, files: &Files) -> Result<Vec<Difference>, Error> {
        let manifest = Manifest::read(&self.manifest())?;
        let differences = self.differences(files, manifest.as_ref())?;
        for difference in &differences {
            self.refuse_foreign(difference)?;
        }
        let own = Manifest::of(files.keys());
        // Until the end it lists the files of both runs, so that a killed one leaves nothing that nobody knows.
        let both = own.and(manifest.as_ref());
        if !differences.is_empty() {
            place::write(&self.manifest(), &both.text())?;
        }
        // What goes may be where something new comes, and a killed run may have left a part of what is listed.
        for difference in differences.iter().filter(|one| one.kind == Kind::Orphan) {
            place::remove(&self.root, &difference.path)?;
        }
        let listed = manifest.iter().flat_map(Manifest::paths);
        for path in listed.filter(|path| !files.contains_key(*path)) {
            place::remove_aside(&self.root, path)?;
        }
        for difference in &differences {
            if let Some(text) = files.get(&difference.path) {
                place::write(&self.root.join(&difference.path), text)?;
            }
        }
        for path in files.keys() {
            place::remove_aside(&self.root, path)?;
        }
        if both != own || manifest.as_ref() != Some(&own) {
            place::write(&self.manifest(), &own.text())?;
        }
        Ok(differences)
    }

    fn manifest(&self) -> PathBuf {
        self.root.join(self.own).join(manifest::NAME)
    }

    fn differences(
        &self,
        files: &Files,
        manifest: Option<&Manifest>,
    ) -> Result<Vec<Difference>, Error> {
        let mut differences = Vec::new();
        for (path, text) in files {
            let kind = match place::read(&self.root, path)? {
                Found::Text(found) if found == text.as_bytes() => continue,
                Found::Nothing => Kind::Missing,
                Found::Text(_) | Found::Other => Kind::Changed,
            };
            differences.push(Difference {
                path: path.clone(),
                kind,
            });
        }
        let listed = manifest.into_iter().flat_map(Manifest::paths);
        for path in listed.filter(|path| !files.contains_key(*path)) {
            if is_ours(&place::read(&self.root, path)?) {
                let kind = Kind::Orphan;
                differences.push(Difference {
                    path: path.to_owned(),
                    kind,
                });
            }
        }
        differences.sort();
        Ok(differences)
    }

    fn refuse_foreign(&self, difference: &Difference) -> Result<(), Error> {
        if let Some(link) = place::link(&self.root, &difference.path)? {
            return Err(Error::Link(link));
        }
        match place::read(&self.root, &difference.path)? {
            Found::Nothing => Ok(()),
            found if is_ours(&found) => Ok(()),
            Found::Text(_) | Found::Other => Err(Error::Foreign(self.root.join(&difference.path))),
        }
    }
}

/// Gives the files below `root` these texts, one after the other, whoever wrote them before. They stay even if the
/// machine fails.
///
/// # Errors
/// If the file system refuses, or another run is changing files there.
pub fn replace(root: &Path, texts: &[(&str, &str)]) -> Result<(), Error> {
    let _lock = lock(place::nonempty(root))?;
    let mut texts = texts.iter();
    texts.try_for_each(|(path, text)| place::write_for_good(&root.join(path), text))
}

fn lock(root: &Path) -> Result<Option<File>, Error> {
    let Ok(folder) = File::open(root) else {
        return Ok(None);
    };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Error::Busy(root.to_owned())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn is_ours(found: &Found) -> bool {
    matches!(found, Found::Text(text) if header::begins(text))
}

impl Difference {
    /// The difference in one line, with the path of `root`.
    #[must_use]
    pub fn below(&self, root: &Path) -> String {
        let word = match self.kind {
            Kind::Changed => "changed",
            Kind::Missing => "missing",
            Kind::Orphan => "orphan",
        };
        format!("{word:8} {}", root.join(&self.path).display())
    }
}

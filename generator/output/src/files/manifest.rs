//! The list of what a run wrote, which the next one may remove.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::Error;
use rust::header;

/// The file's name.
pub(super) const NAME: &str = ".manifest";

/// Paths below the root, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    pub(super) fn of<'p>(paths: impl Iterator<Item = &'p String>) -> Self {
        Self(paths.cloned().collect())
    }

    /// The manifest in a file, if there is one.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Error> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::Io(path.to_owned(), error)),
        };
        let paths = text.strip_prefix(&header::line("#"));
        let paths = paths.ok_or_else(|| Error::Foreign(path.to_owned()))?;
        let inside = |path: &&str| {
            !path.is_empty() && !path.starts_with('/') && !path.split('/').any(|part| part == "..")
        };
        Ok(Some(Self(
            paths.lines().filter(inside).map(str::to_owned).collect(),
        )))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The files of both.
    pub(super) fn and(&self, other: Option<&Self>) -> Self {
        let others = other.into_iter().flat_map(|other| other.0.iter().cloned());
        Self(self.0.iter().cloned().chain(others).collect())
    }

    pub(super) fn text(&self) -> String {
        let lines = self.paths().map(|path| format!("{path}\n"));
        header::line("#") + &lines.collect::<String>()
    }
}

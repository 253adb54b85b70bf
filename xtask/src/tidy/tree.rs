//! The repository's files and what kind they are of.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Folders that hold nothing of the repository.
const SKIPPED: &[&str] = &[".git", "target", "corpus", "artifacts"];

/// What the generator writes.
const EMITTED: &[&str] = &["generated/", "tests/src/emitted/", "mock/description.jsonc"];

/// A file of the repository.
#[derive(Debug)]
pub(super) struct File {
    /// Its path below the root, with slashes.
    pub(super) path: String,
    /// Its text; what is not UTF-8 is replaced.
    pub(super) text: String,
}

/// Every file below `root`, by path.
pub(super) fn read(root: &Path) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let place = match (root == Path::new(""), folder.as_str()) {
            (true, "") => Path::new(".").to_owned(),
            _ => root.join(&folder),
        };
        let entries = fs::read_dir(&place).with_context(|| place.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}{name}");
            if entry.file_type()?.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    open.push(format!("{path}/"));
                }
            } else if name != ".git" {
                let bytes = fs::read(entry.path()).with_context(|| path.clone())?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

impl File {
    pub(super) fn is_emitted(&self) -> bool {
        EMITTED.iter().any(|folder| self.path.starts_with(folder))
    }

    /// Rust that somebody wrote.
    pub(super) fn is_written(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|end| end == "rs")
            && !self.is_emitted()
    }

    /// Rust that somebody wrote and that is no test.
    pub(super) fn is_product(&self) -> bool {
        self.is_written() && self.path.contains("/src/")
    }

    pub(super) fn is_snapshot(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|end| end == "snap")
    }

    /// The lines, counted from one.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }
}

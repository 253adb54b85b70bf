//! What findings are about: the description as it was read, and what the overlays made of it.

use super::Diagnostic;
use source::pointer::Pointer;
use source::references::References;
use source::{Excerpt, Location, Patches, Source};

/// What findings are about.
pub struct Setting<'a> {
    source: &'a Source,
    pub(super) document: &'a serde_json::Value,
    pub(super) patches: &'a Patches,
}

impl<'a> Setting<'a> {
    /// The description as it was read, what the overlays made of it, and how.
    #[must_use]
    pub fn new(source: &'a Source, document: &'a serde_json::Value, patches: &'a Patches) -> Self {
        Self {
            source,
            document,
            patches,
        }
    }

    /// What the places of the description decide.
    #[must_use]
    pub fn references(&self) -> References {
        References::new(self.document)
    }

    /// The file that a finding is about, and the place in it.
    pub(super) fn origin<'f>(&self, finding: &'f Diagnostic) -> (&'f Source, Pointer)
    where
        'a: 'f,
    {
        match finding.file.as_deref() {
            Some(file) => (file, finding.at.clone()),
            None => (self.source, self.patches.origin(&finding.at).at),
        }
    }

    pub(super) fn place(&self, finding: &Diagnostic, at: &Pointer) -> Place {
        match finding.file.as_deref() {
            Some(file) => Place::new(file, at, at),
            None => Place::new(self.source, &self.patches.origin(at).at, at),
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's path, as it was opened.
    pub file: String,
    /// Line and column; `None` if the file could not be opened.
    pub location: Option<Location>,
    /// The pointer into the patched value.
    pub at: Pointer,
    /// The line.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// The place that `file` calls `read_at` and that is reported as `at`.
    pub(super) fn new(file: &Source, read_at: &Pointer, at: &Pointer) -> Self {
        let location = file.locate(read_at);
        Self {
            file: file.name().to_owned(),
            location: Some(location),
            at: at.clone(),
            excerpt: file.excerpt(location),
        }
    }
}

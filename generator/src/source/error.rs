//! Why a file could not be read: everything that is wrong with it, as far as that can be reported at once.

use std::fmt;
use std::path::Path;

use super::index::{Index, Twice};
use super::value::Failure;
use super::{Excerpt, Format, Location};
use crate::source::pointer::Pointer;

/// Why a file could not be read.
#[derive(Debug)]
pub struct Error {
    name: String,
    faults: Vec<Fault>,
}

/// One thing that is wrong with a file.
#[derive(Debug)]
pub struct Fault {
    /// What kind of thing.
    pub kind: FaultKind,
    /// What is wrong.
    pub message: String,
    /// The innermost value that was still read.
    pub at: Pointer,
    /// The place; `None` if the file was not even opened.
    pub location: Option<Location>,
    /// The line of the place.
    pub excerpt: Option<Excerpt>,
    /// The place that has the same key already, with its line.
    pub first: Option<(Location, Option<Excerpt>)>,
}

/// What kind of thing is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It cannot be opened.
    Unopened,
    /// It is not well-formed.
    Malformed,
    /// It gives a key twice.
    DuplicateKey,
}

impl Error {
    /// A file or folder that could not be read at all.
    pub(crate) fn of_file(path: &Path, error: &std::io::Error) -> Self {
        Self {
            name: path.display().to_string(),
            faults: vec![Fault {
                kind: FaultKind::Unopened,
                message: error.to_string(),
                at: Pointer::root(),
                location: None,
                excerpt: None,
                first: None,
            }],
        }
    }

    /// A text that its parser refused. Keys that are given twice are reported all at once, anything else ends the reading.
    pub(super) fn of_text(name: String, format: Format, text: &str, failure: Failure) -> Self {
        let twice = Index::build(format, text).twice();
        let mut faults: Vec<Fault> = twice
            .iter()
            .map(|twice| Fault::twice(text, twice))
            .collect();
        if faults.is_empty() {
            faults.push(Fault::parser(text, failure));
        }
        Self { name, faults }
    }

    /// The file's path, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is wrong with it; never empty.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl Fault {
    fn twice(text: &str, twice: &Twice) -> Self {
        let key = twice.at.last().unwrap_or_default();
        Self {
            kind: FaultKind::DuplicateKey,
            message: format!("the key `{key}` is given twice"),
            at: twice.at.clone(),
            location: Some(twice.second),
            excerpt: Excerpt::new(text, twice.second),
            first: Some((twice.first, Excerpt::new(text, twice.first))),
        }
    }

    fn parser(text: &str, (message, location): Failure) -> Self {
        let twice = message.contains("duplicate key") || message.ends_with("is given twice");
        Self {
            kind: if twice {
                FaultKind::DuplicateKey
            } else {
                FaultKind::Malformed
            },
            message,
            at: Pointer::root(),
            location,
            excerpt: location.and_then(|location| Excerpt::new(text, location)),
            first: None,
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.faults.iter().enumerate() {
            let gap = if position == 0 { "" } else { "\n\n" };
            write!(
                formatter,
                "{gap}error: {}\n  --> {}",
                fault.message, self.name
            )?;
            if let Some(location) = fault.location {
                write!(formatter, ":{location}")?;
            }
            if let Some(excerpt) = &fault.excerpt {
                write!(formatter, "\n{}", excerpt.to_string().trim_end())?;
            }
        }
        Ok(())
    }
}

//! Why a file could not be read: everything that is wrong with it, as far as that can be reported at once.

use std::fmt;
use std::path::Path;

use super::index::{Index, Twice};
use super::value::Failure;
use super::{Excerpt, Format, Location};
use crate::pointer::Pointer;

/// Why a file could not be read.
#[derive(Debug)]
pub struct Error {
    name: String,
    problems: Vec<Problem>,
}

/// One thing that is wrong with a file.
#[derive(Debug)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
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
pub enum ProblemKind {
    /// It cannot be opened.
    Unopened,
    /// It is not well-formed.
    Malformed,
    /// It gives a key twice.
    DuplicateKey,
}

impl Error {
    /// A file or folder that could not be read at all.
    #[must_use]
    pub fn of_file(path: &Path, error: &std::io::Error) -> Self {
        Self {
            name: crate::shown(path),
            problems: vec![Problem {
                kind: ProblemKind::Unopened,
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
        let mut problems: Vec<Problem> = twice
            .iter()
            .map(|twice| Problem::twice(text, twice))
            .collect();
        if problems.is_empty() {
            problems.push(Problem::parser(text, failure));
        }
        Self { name, problems }
    }

    /// The file's path, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is wrong with it; never empty.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl Problem {
    fn twice(text: &str, twice: &Twice) -> Self {
        let key = twice.at.last().unwrap_or_default();
        Self {
            kind: ProblemKind::DuplicateKey,
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
                ProblemKind::DuplicateKey
            } else {
                ProblemKind::Malformed
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
        for (position, problem) in self.problems.iter().enumerate() {
            let gap = if position == 0 { "" } else { "\n\n" };
            write!(
                formatter,
                "{gap}error: {}\n  --> {}",
                problem.message, self.name
            )?;
            if let Some(location) = problem.location {
                write!(formatter, ":{location}")?;
            }
            if let Some(excerpt) = &problem.excerpt {
                write!(formatter, "\n{}", excerpt.to_string().trim_end())?;
            }
        }
        Ok(())
    }
}

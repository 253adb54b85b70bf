//! Load: the text of an input file and its value, with the way back from a value to its line.
//!
//! Takes a YAML, JSON or TOML file (known by its extension; anything unknown is read as YAML) and
//! gives one `serde_json::Value`. Invariant: a file with a key given twice is refused, so every
//! pointer names one place. The index of places is built only when something is reported.

mod cut;
mod error;
mod excerpt;
mod index;
mod lines;
mod pages;
mod patches;
pub mod pointer;
mod quoted;
pub mod references;
mod selector;
mod value;
mod word;
pub mod yaml;

use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use crate::pointer::Pointer;
pub use error::{Error, Problem, ProblemKind};
pub use excerpt::Excerpt;
use index::Index;
use lines::Lines;
pub use pages::pages;
pub use patches::{Origin, Patches};
pub use quoted::quoted;
pub use word::{member_text, word};

/// An input file.
#[derive(Debug, Default)]
pub struct Source {
    name: String,
    text: String,
    format: Format,
    value: Value,
    index: OnceLock<Index>,
}

/// A place in a file, counted from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// How many characters to mark.
    pub width: usize,
}

/// What a file is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML, whatever the name of the file ends with.
    #[default]
    Yaml,
    /// JSON, where the name of the file ends with `.json`.
    Json,
    /// TOML, where the name of the file ends with `.toml`.
    Toml,
}

impl Source {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// If the file cannot be read or is not well-formed.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::of_file(path, &error))?;
        Self::from_text(shown(path), text)
    }

    /// Reads the file at `path`; one that does not exist is empty.
    ///
    /// # Errors
    ///
    /// If the file is there and cannot be read or is not well-formed.
    pub fn read_if_there(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            Self::read(path)
        } else {
            Self::from_text(shown(path), "")
        }
    }

    /// Reads `text` as the file `name`.
    ///
    /// # Errors
    /// If the text is not well-formed.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let (name, text) = (name.into(), text.into());
        let format = Format::of(&name);
        match value::parse(format, &text) {
            Ok(value) => Ok(Self {
                name,
                text,
                format,
                value,
                index: OnceLock::new(),
            }),
            Err(failure) => Err(Error::of_text(name, format, &text, failure)),
        }
    }

    /// The value of the file.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The path that the file was read from, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The format that the file is written in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Where `pointer` is; the nearest place around it if the file does not have it.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Location {
        self.index().locate(pointer)
    }

    fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Index::build(self.format, &self.text))
    }

    /// The line of `location` with the place marked; `None` if the file is empty.
    #[must_use]
    pub fn excerpt(&self, location: Location) -> Option<Excerpt> {
        Excerpt::new(&self.text, location)
    }
}

impl Format {
    /// The format of a file, by its name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match Path::new(name)
            .extension()
            .and_then(|extension| extension.to_str())
        {
            Some("json") => Self::Json,
            Some("toml") => Self::Toml,
            _ => Self::Yaml,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// The path as reports, entries and documents write it: with slashes, on every platform.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text
    }
}

//! Lock: `names.lock.toml`, every public name that was ever given and what it belongs to.
//!
//! Takes the file and the frozen [`Api`]; tells which item has which line, so that `names` can give it
//! the same name again. Invariant: a line is found again by what its item is, never by its position alone, and a line
//! that nothing has any more stays until somebody accepts it.

mod accept;
mod find;
mod likeness;
mod lines;
mod search;
mod uses;

use std::path::Path;
use std::sync::Arc;

pub use find::{Found, Pins};
pub(crate) use find::{call, live};
pub(crate) use likeness::texts;
pub use lines::{AlternativeLine, Lines, OperationLine, TypeLine};
pub(crate) use lines::{key, members, quoted};
pub(crate) use uses::{Uses, identities, kind};

use crate::diagnostics::{Code, Diagnostic};
use crate::ir::Api;
use crate::pointer::Pointer;
use crate::source::Source;

/// The member that stands for all that a struct does not declare.
pub(crate) const REST: &str = "*";

/// What a run found out about the lock.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The lines that have the names of the run.
    pub lines: Lines,
    /// The old lines whose items are called something else, each `table.key`.
    pub moved: Vec<String>,
    /// The old lines that nothing has any more.
    pub gone: Vec<String>,
}

/// The lines of one `names.lock.toml`.
#[derive(Debug, Default)]
pub struct Lock {
    /// The names and what they belong to.
    pub lines: Lines,
    file: Option<Arc<Source>>,
}

impl Lock {
    /// Reads the lines; a file that does not exist has none.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is not of this shape, with the way out.
    pub fn read(path: &Path) -> Result<Self, String> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let source = Source::read(path).map_err(|error| format!("{error}\n{MEND}"))?;
        let lines = Lines::parse(source.value())
            .map_err(|error| format!("error: {error}\n  --> {}\n{MEND}", source.name()))?;
        Ok(Self {
            lines,
            file: Some(Arc::new(source)),
        })
    }

    /// Which item of the API each line belongs to.
    #[must_use]
    pub fn find(&self, api: &Api, pins: &Pins) -> Found<'_> {
        Found::new(&self.lines, api, pins)
    }

    /// A finding about a line.
    pub(crate) fn finding(
        &self,
        code: Code,
        (table, key): (&str, &str),
        message: String,
        help: String,
    ) -> Diagnostic {
        let at = Pointer::root().child(table).child(key);
        let finding = Diagnostic::new(code, &at, message, help);
        match &self.file {
            Some(file) => finding.in_file(file),
            None => finding,
        }
    }

    /// The file, if there is one.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.file.as_deref()
    }
}

const MEND: &str =
    "help: take the file of the last release back (`git checkout`), then run: cargo xtask generate";

//! Lock: `names.lock.toml`, every public name that was ever given and what it belongs to.
//!
//! Takes the file and the frozen [`Api`]; tells which item has which line, so that `names` can give it
//! the same name again. Invariant: a line is found again by what its item is, never by its position alone, and a line
//! that nothing has any more stays until somebody accepts it.

mod entries;
mod find;
mod likeness;
mod search;
mod uses;

use std::path::Path;
use std::sync::Arc;

pub use entries::{AlternativeEntry, Entries, OperationEntry, TypeEntry};
pub use entries::{key, members};
pub use find::call;
pub use find::{Found, Overrides};
pub(crate) use uses::{Uses, identities};

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix, Report, Setting};
use model::ir::Api;
use source::pointer::Pointer;
use source::{Patches, Source};

/// The member that represents all that a struct does not declare.
pub const REST: &str = "*";

/// What a run found out about the lock.
#[derive(Clone, Debug, Default)]
pub struct Locked {
    /// The lines that have the names of the run.
    pub entries: Entries,
    /// The old lines whose items are called something else, each `table.key`.
    pub renamed: Vec<String>,
    /// The old lines that nothing has any more.
    pub removed: Vec<String>,
    /// Where items were declared when their lines were written, and where they are now, if that is another place.
    pub relocated: Vec<(Pointer, Pointer)>,
    /// What our words called types and operations when their lines were written, and what they call them now.
    pub other_words: Vec<(String, String)>,
}

/// The lines of one `names.lock.toml`.
#[derive(Debug)]
pub struct Lock {
    /// The names and what they belong to.
    pub entries: Entries,
    file: Arc<Source>,
}

impl Lock {
    /// Opens the file at `path`; one that does not exist has no lines.
    ///
    /// # Errors
    ///
    /// The findings, if it cannot be read or something in it is no line.
    pub fn open(path: &Path) -> Result<Self, Report> {
        let source = Source::read_if_there(path).map_err(|error| Report::of_errors(&[error]))?;
        let source = Arc::new(source);
        let mut found = Diagnostics::new();
        let lock = Self::read(&source, &mut found);
        if found.is_empty() {
            return Ok(lock);
        }
        let patches = Patches::default();
        let setting = Setting::new(&source, source.value(), &patches);
        Err(Report::new(&found, &setting))
    }

    /// Reads what the file holds. What is no line is reported and left out.
    pub fn read(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Self {
        let mut wrong = |at: Pointer, message: String| {
            let finding = Diagnostic::new(Code::LockUnreadable, &at, message, FIX);
            let fix = Fix::Own(vec![Edit::Remove(at)]);
            diagnostics.add(finding.fix(fix).in_file(source));
        };
        Self {
            entries: Entries::read(source.value(), &mut wrong),
            file: Arc::clone(source),
        }
    }

    /// Which item of the API each line belongs to.
    #[must_use]
    pub fn find(&self, api: &Api, overrides: &Overrides) -> Found<'_> {
        Found::new(&self.entries, api, overrides)
    }

    /// A finding about a line.
    #[must_use]
    pub fn finding(
        &self,
        code: Code,
        (table, key): (&str, &str),
        message: String,
        help: String,
    ) -> Diagnostic {
        let at = Pointer::root().child(table).child(key);
        Diagnostic::new(code, &at, message, help).in_file(&self.file)
    }

    /// The file; empty if there is none.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.file
    }
}

const FIX: &str = "take the file of the last release back (`git checkout`); a name without its line is given anew";

//! Findings about the inputs: collected by every stage, printed all at once.
//!
//! Takes a code, a place, two sentences and what settles it; gives a [`Report`] with positions, excerpts, what is
//! affected and what to paste where, as text or as JSON. Invariant: two runs on the same inputs print the same bytes.

mod actions;
mod codes;
mod effect;
mod fix;
pub mod guide;
mod json;
mod order;
mod render;
mod report;
mod setting;
pub mod suggest;

use std::sync::Arc;

pub use codes::Code;
pub use effect::Effect;
pub use fix::{Edit, Fix, FixTarget, Remedy};
pub use render::Style;
pub use report::{Finding, Report};
pub use setting::{Place, Setting};

use source::pointer::Pointer;
use source::{Patches, Source};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Printed; the crate is written all the same.
    Warning,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// How serious it is; the code's own severity unless the run is lenient.
    pub severity: Severity,
    /// The place in its file.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
    /// The file that it is about, if that is not the description.
    pub file: Option<Arc<Source>>,
    /// Another place that has to do with it, and how.
    pub beside: Option<(Pointer, String)>,
    /// What findings share that have one cause: they are reported as one.
    pub cause: Option<String>,
    /// What settles it: each by itself.
    pub fixes: Vec<Fix>,
    /// What the changes of the description among them change for callers, if the place does not tell.
    pub effect: Option<Effect>,
}

impl Diagnostic {
    /// A finding about the description.
    #[must_use]
    pub fn new(
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity(),
            at: at.clone(),
            message: message.into(),
            help: help.into(),
            file: None,
            beside: None,
            cause: None,
            fixes: Vec::new(),
            effect: None,
        }
    }

    /// The same finding, with what settles it; a second one, for another file, replaces the first.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same finding; its fix changes this.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }

    /// The same finding, with another place that has to do with it.
    #[must_use]
    pub fn beside(mut self, at: &Pointer, how: impl Into<String>) -> Self {
        self.beside = Some((at.clone(), how.into()));
        self
    }

    /// The same finding, reported as one with all others of the code that have this cause.
    #[must_use]
    pub fn of_cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The same finding, about another file than the description.
    #[must_use]
    pub fn in_file(mut self, file: &Arc<Source>) -> Self {
        self.file = Some(Arc::clone(file));
        self
    }

    /// The same finding; a warning unless `strict`.
    #[must_use]
    pub fn error_if(mut self, strict: bool) -> Self {
        self.severity = if strict {
            Severity::Error
        } else {
            Severity::Warning
        };
        self
    }
}

/// The findings of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding about the description.
    pub fn push(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Diagnostic::new(code, at, message, help));
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Makes warnings of the findings of these kinds.
    pub fn relax(&mut self, codes: &[Code]) {
        let relaxed = self.findings.iter_mut();
        for finding in relaxed.filter(|finding| codes.contains(&finding.code)) {
            finding.severity = Severity::Warning;
        }
    }

    /// Whether something was found that must not be written.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// Whether an error is about the description itself.
    #[must_use]
    pub fn has_errors_of_the_description(&self) -> bool {
        let mut errors = self
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.any(|finding| finding.file.is_none())
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.findings.iter()
    }

    /// Keeps the findings that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.findings.retain(keep);
    }

    /// The findings about a description that no overlay has changed, as plain text; empty if there are none.
    #[must_use]
    pub fn render(&self, description: &Source) -> String {
        let patches = Patches::default();
        let setting = Setting::new(description, description.value(), &patches);
        Report::new(self, &setting).text(Style::Plain)
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        self.findings.extend(findings);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

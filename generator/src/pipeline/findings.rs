//! What a run makes of its findings: which stop it, which are lived with.

use super::Failure;
use crate::diagnostics::{Code, Diagnostics, Report, Setting};
use crate::spec::accepted::Accepted;

/// Slips of a description that no stage trips over: errors in the committed one, where somebody can mend them.
const HARMLESS: &[Code] = &[
    Code::UnknownSecurity,
    Code::DuplicateParameter,
    Code::DuplicatePath,
    Code::WrongEnumValue,
    Code::EmptyRange,
    Code::UnsupportedResponse,
];

/// The settings by which findings are judged.
pub(super) struct Findings<'a> {
    pub(super) setting: Setting<'a>,
    pub(super) accepted: &'a Accepted,
    pub(super) strict: bool,
}

impl Findings<'_> {
    /// Stops between stages when a later one could trip over what was found.
    pub(super) fn stop_on_errors(&self, diagnostics: &Diagnostics) -> Result<(), Failure> {
        // What is left over here may be for a later stage.
        let judged = self.judged(diagnostics.clone(), false);
        if judged.has_errors() {
            return Err(Report::new(&judged, &self.setting).into());
        }
        Ok(())
    }

    /// Judges everything that was found in the run.
    pub(super) fn finish(&self, diagnostics: Diagnostics) -> Result<Report, Failure> {
        let judged = self.judged(diagnostics, self.strict);
        let report = Report::new(&judged, &self.setting);
        if judged.has_errors() {
            Err(report.into())
        } else {
            Ok(report)
        }
    }

    fn judged(&self, mut diagnostics: Diagnostics, strict: bool) -> Diagnostics {
        if !self.strict {
            diagnostics.relax(HARMLESS);
        }
        self.accepted.apply(strict, &mut diagnostics);
        diagnostics
    }
}

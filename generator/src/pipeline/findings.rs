//! What a run makes of its findings: which stop it, which are accepted.

use std::sync::Arc;

use super::Failure;
use diagnostics::{Code, Diagnostic, Diagnostics, Report, Setting};
use source::Source;
use spec::accepted;

/// Slips of a description that no stage trips over: errors in the committed one, where somebody can fix them.
const HARMLESS: &[Code] = &[
    Code::UnknownSecurity,
    Code::DuplicateParameter,
    Code::DuplicatePath,
    Code::WrongEnumValue,
    Code::EmptyRange,
];

/// The settings by which findings are judged.
pub(super) struct Findings<'a> {
    pub(super) setting: Setting<'a>,
    pub(super) accepted: &'a Arc<Source>,
    pub(super) strict: bool,
}

impl Findings<'_> {
    /// Whether a later stage could trip over what was found. What is wrong with our own files does not matter to it.
    pub(super) fn stop(&self, diagnostics: &Diagnostics) -> bool {
        // What is left over here may be for a later stage.
        self.judged(diagnostics.clone(), false)
            .has_errors_of_the_description()
    }

    /// Everything that was found in a run that stops.
    pub(super) fn failure(&self, diagnostics: Diagnostics) -> Failure {
        let judged = self.judged(diagnostics, false);
        Report::new(&judged, &self.setting).into()
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
            // Our overlays are written for the committed one.
            diagnostics.retain(|one| one.code != Code::ExtensionUnused);
        }
        accepted::apply(self.accepted, strict, &mut diagnostics);
        self.without_needless(&mut diagnostics);
        diagnostics
    }

    /// What no operation reaches need not be supported.
    fn without_needless(&self, diagnostics: &mut Diagnostics) {
        let is_open = |one: &Diagnostic| {
            let is_component = one.at.as_str().starts_with("#/components/");
            one.file.is_none() && one.code.is_beyond_the_client() && is_component
        };
        if diagnostics.iter().any(is_open) {
            let reach = self.setting.references();
            diagnostics.retain(|one| !is_open(one) || !reach.of(&one.at).operations.is_empty());
        }
    }
}

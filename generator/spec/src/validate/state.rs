//! What the checks share: the document, and the findings so far.

use serde_json::Value;

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Trail;

/// The document and what was found in it so far.
pub(super) struct Walk<'a> {
    pub(super) document: &'a Value,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Value, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            diagnostics,
        }
    }

    /// Reports a finding that the edits settle.
    pub(super) fn report(
        &mut self,
        code: Code,
        at: &Trail<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
        edits: Vec<Edit>,
    ) {
        let finding = Diagnostic::new(code, &at.pointer(), message, help);
        self.add(finding.fix(Fix::Overlay(edits)));
    }

    pub(super) fn add(&mut self, finding: Diagnostic) {
        self.diagnostics.add(finding);
    }
}

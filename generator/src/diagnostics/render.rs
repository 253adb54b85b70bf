//! One finding as text for a terminal.

use super::Diagnostic;
use crate::source::Source;

/// The finding with its position, its excerpt and its way out, and an empty line after it.
pub(super) fn finding(finding: &Diagnostic, description: &Source) -> String {
    let source = finding.file.as_deref().unwrap_or(description);
    let location = source.locate(&finding.at);
    format!(
        "{}[{}]: {}\n  --> {}:{location}\n  at  {}\n{}help: {}\n\n",
        finding.severity.word(),
        finding.code.text(),
        finding.message,
        source.name(),
        finding.at,
        source.excerpt(location),
        finding.help,
    )
}

//! One finding as text for a terminal.

use super::Diagnostic;
use crate::source::Source;

/// The finding with its position, its excerpt and its way out, and an empty line after it.
pub(super) fn finding(finding: &Diagnostic, description: &Source) -> String {
    let source = finding.file.as_deref().unwrap_or(description);
    let location = source.locate(&finding.at);
    let mut text = format!(
        "{}[{}]: {}\n  --> {}:{location}\n  at  {}\n",
        finding.severity.word(),
        finding.code.text(),
        finding.message,
        source.name(),
        finding.at,
    );
    text.push_str(&source.excerpt(location));
    text.push_str(&format!("help: {}\n\n", finding.help));
    text
}

//! The order in which findings are reported, and which of them are reported as one.

use std::collections::HashMap;

use super::Diagnostic;
use super::setting::Setting;

/// A finding with the places where its cause shows further.
pub(super) type Group<'a> = (&'a Diagnostic, Vec<&'a Diagnostic>);

/// The findings by file and position. What one cause makes is one finding, and no finding is reported twice.
pub(super) fn grouped<'a>(
    findings: impl Iterator<Item = &'a Diagnostic>,
    setting: &Setting<'_>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_cause = HashMap::new();
    for finding in sorted(findings.collect(), setting) {
        let cause = finding.cause.as_ref().map(|cause| (finding.code, cause));
        let position = cause.and_then(|cause| by_cause.get(&cause).copied());
        if let Some(position) = position {
            let group: &mut Group<'a> = &mut groups[position];
            group.1.push(finding);
            continue;
        }
        if let Some(cause) = cause {
            by_cause.insert(cause, groups.len());
        }
        groups.push((finding, Vec::new()));
    }
    groups
}

fn sorted<'a>(mut findings: Vec<&'a Diagnostic>, setting: &Setting<'_>) -> Vec<&'a Diagnostic> {
    findings.sort_by_cached_key(|finding| {
        let (source, at) = setting.origin(finding);
        let key = (source.name().to_owned(), source.locate(&at));
        (
            finding.file.is_some(),
            key,
            finding.code,
            finding.at.clone(),
            finding.message.clone(),
        )
    });
    findings.dedup_by(|one, other| {
        (one.code, &one.at, &one.message) == (other.code, &other.at, &other.message)
    });
    findings
}

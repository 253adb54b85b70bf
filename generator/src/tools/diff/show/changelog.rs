//! The section of the changelog that an import starts: facts, for people to put into words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::words;
use crate::tools::diff::symbols::root;
use crate::tools::diff::{Change, Class, Diff, Rule};

const UNRELEASED: &str = "## [Unreleased]";

/// The text with the section. One that is there already stays as it is: somebody may have worked on it.
pub(in crate::tools::diff) fn changelog(diff: &Diff, text: &str) -> String {
    let title = format!("### API description {} to {}", diff.old, diff.new);
    if diff.changes.is_empty() || text.lines().any(|line| line == title) {
        return text.to_owned();
    }
    let (before, unreleased, after) = split(text);
    let generated = |version: &str| format!("API description {version}.");
    let unreleased = unreleased.replacen(&generated(&diff.old), &generated(&diff.new), 1);
    let (head, rest) = match unreleased.find("\n### ") {
        Some(at) => unreleased.split_at(at + 1),
        None => (unreleased.as_str(), ""),
    };
    let head = head.trim_end();
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("\n{rest}")
    };
    let after = if after.is_empty() || rest.ends_with("\n\n") {
        after.to_owned()
    } else {
        format!("\n{after}")
    };
    format!(
        "{before}{head}\n\n{title}\n\n{}{rest}{after}",
        section(diff)
    )
}

/// The text before the part of what is not released, the part, and the text behind it.
fn split(text: &str) -> (String, String, &str) {
    let starts = |heading: &str, from: usize| {
        let found = text[from..].match_indices(heading);
        let mut found = found.map(|(at, _)| at + from);
        found.find(|at| *at == 0 || text[..*at].ends_with('\n'))
    };
    if let Some(at) = starts(UNRELEASED, 0) {
        let end = starts("## ", at + UNRELEASED.len()).unwrap_or(text.len());
        return (
            text[..at].to_owned(),
            text[at..end].to_owned(),
            &text[end..],
        );
    }
    let at = starts("## ", 0).unwrap_or(text.len());
    let before = text[..at].trim_end();
    let gap = if before.is_empty() { "" } else { "\n\n" };
    (format!("{before}{gap}"), UNRELEASED.to_owned(), &text[at..])
}

/// The types that go with components, with the names that they have now.
fn gone(diff: &Diff) -> Vec<String> {
    let rules = [Rule::ComponentRemoved, Rule::ComponentRenamed];
    let changes = diff
        .changes
        .iter()
        .filter(|change| rules.contains(&change.rule));
    let shifts = changes.flat_map(|change| &change.symbols);
    let whole = shifts.filter(|shift| shift.after.is_none() && root(&shift.symbol) == shift.symbol);
    let names: BTreeSet<String> = whole
        .map(|shift| format!("`{}`", shift.symbol.trim_start_matches("types::")))
        .collect();
    names.into_iter().collect()
}

fn section(diff: &Diff) -> String {
    let mut text = String::new();
    for (rule, word) in [
        (Rule::OperationAdded, "Added"),
        (Rule::OperationRemoved, "Removed"),
    ] {
        let changes = diff.changes.iter().filter(|change| change.rule == rule);
        let names: Vec<String> = changes
            .map(|change| format!("`{}`", change.holder))
            .collect();
        if !names.is_empty() {
            let _ = writeln!(text, "- {word}: {}.", names.join(", "));
        }
    }
    let gone = gone(diff);
    if !gone.is_empty() {
        let _ = writeln!(
            text,
            "- **Breaking**, types that are gone: {}.",
            gone.join(", ")
        );
    }
    let named = [
        Rule::OperationRemoved,
        Rule::ComponentRemoved,
        Rule::ComponentRenamed,
    ];
    let breaks =
        |change: &&Change| change.class == Class::Breaking && !named.contains(&change.rule);
    let mut holders: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in diff.changes.iter().filter(breaks) {
        holders.entry(&change.holder).or_default().push(change);
    }
    for (holder, changes) in holders {
        let lines: Vec<String> = words::together(&changes);
        let _ = writeln!(text, "- **Breaking**, {holder}: {}.", lines.join("; "));
    }
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for change in &diff.changes {
        if change.class == Class::Additive && change.rule != Rule::OperationAdded {
            *counts.entry(change.rule).or_default() += 1;
        }
    }
    if !counts.is_empty() {
        let counts: Vec<String> = counts
            .iter()
            .map(|(rule, count)| format!("{count} {}", rule.code()))
            .collect();
        let _ = writeln!(text, "- Additive: {}.", counts.join(", "));
    }
    if text.is_empty() {
        text.push_str("- Nothing that code can see.\n");
    }
    text
}

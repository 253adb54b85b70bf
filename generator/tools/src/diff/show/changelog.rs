//! The section of the changelog that an update starts: what users of the crate notice, in their names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::words;
use crate::diff::overview::Row;
use crate::diff::symbols::root;
use crate::diff::{Change, Class, Diff, Rule};

const UNRELEASED: &str = "## [Unreleased]";

/// The text with the section. One that is there already stays as it is: somebody may have worked on it.
pub(in crate::diff) fn changelog(diff: &Diff, text: &str) -> String {
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

fn section(diff: &Diff) -> String {
    let mut text = String::new();
    let methods = |rows: &[Row]| {
        let rows = rows.iter().map(|row| format!("`{}`", row.rust));
        rows.collect::<Vec<_>>().join(", ")
    };
    for (word, rows) in [
        ("Added", &diff.overview.added),
        ("**Breaking**, removed", &diff.overview.removed),
        ("Deprecated", &diff.overview.deprecated),
    ] {
        if !rows.is_empty() {
            let _ = writeln!(text, "- {word}: {}.", methods(rows));
        }
    }
    if !diff.overview.deprecated_items.is_empty() {
        let items = diff.overview.deprecated_items.join(", ");
        let _ = writeln!(text, "- Deprecated types and members: {items}.");
    }
    let (types, members) = removed(diff);
    if !types.is_empty() {
        let _ = writeln!(text, "- **Breaking**, removed types: {}.", types.join(", "));
    }
    for (owner, lines) in members {
        let _ = writeln!(
            text,
            "- **Breaking**, `{owner}`: {}.",
            lines.into_iter().collect::<Vec<_>>().join("; ")
        );
    }
    let behaviour = diff.changes.iter().filter(|change| change.is_behaviour());
    let lines: BTreeSet<String> = behaviour
        .map(|change| format!("- Behaviour, {}: {}.\n", change.holder, words::line(change)))
        .collect();
    text.extend(lines);
    let come = diff
        .changes
        .iter()
        .filter(|change| change.class == Class::Additive);
    let come: BTreeSet<&str> = come
        .filter(|change| change.rule != Rule::OperationAdded)
        .flat_map(|change| &change.symbols)
        .filter(|shift| shift.before.is_none() && root(&shift.symbol) == shift.symbol)
        .map(|shift| shift.symbol.trim_start_matches("types::"))
        .collect();
    if !come.is_empty() {
        let come: Vec<String> = come.into_iter().map(|one| format!("`{one}`")).collect();
        let _ = writeln!(text, "- New types: {}.", come.join(", "));
    }
    if text.is_empty() {
        text.push_str("- Nothing that code can see.\n");
    }
    text
}

/// The types that go, and what goes or changes of those that stay.
fn removed(diff: &Diff) -> (Vec<String>, BTreeMap<&str, BTreeSet<String>>) {
    let breaking = diff.changes.iter().filter(|change: &&Change| {
        change.class == Class::Breaking && change.rule != Rule::OperationRemoved
    });
    let shifts = breaking.flat_map(|change| &change.symbols);
    let shifts: Vec<_> = shifts
        .filter(|shift| shift.class == Class::Breaking)
        .collect();
    let is_whole = |symbol: &str| root(symbol) == symbol;
    let whole = shifts
        .iter()
        .filter(|one| one.after.is_none() && is_whole(&one.symbol));
    let whole: BTreeSet<&str> = whole.map(|one| one.symbol.as_str()).collect();
    let mut members: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for shift in shifts {
        let owner = root(&shift.symbol);
        if whole.contains(owner) {
            continue;
        }
        let member = shift.symbol[owner.len()..].trim_start_matches([':', '.', ' ']);
        let member = match member.split_once("=>").map(|(_, view)| view.trim()) {
            Some("") => "the answer".to_owned(),
            Some(view) => format!("the answer as `{view}`"),
            None => format!("`{member}`"),
        };
        let what = match (&shift.before, &shift.after) {
            (Some(_), None) => format!("{member} is removed"),
            (Some(before), Some(after)) if before.len() + after.len() < 80 => {
                format!("{member} was `{before}`, is `{after}`")
            }
            _ => format!("{member} changed"),
        };
        members.entry(owner).or_default().insert(what);
    }
    let types = whole
        .into_iter()
        .map(|one| format!("`{}`", one.trim_start_matches("types::")));
    (types.collect(), members)
}

//! One page for reviewers: operations, breaks by cause, behaviour, names and words. Lists of operations are numbered
//! once and referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::breaks::breaks;
use super::numbers::{Numbers, ranges, some};
use crate::diff::overview::{NewName, Row};
use crate::diff::{Class, Diff, bump};

/// More items without words than these are counted.
const MOST_WORDLESS: usize = 40;

/// The page.
pub(in crate::diff) fn review(diff: &Diff) -> String {
    let numbers = Numbers::of(diff);
    let mut text = format!("# Pinterest API {} to {}\n\n", diff.old, diff.new);
    let count = |class| diff.changes.iter().filter(|one| one.class == class).count();
    let _ = writeln!(
        text,
        "{} breaking, {} additive, {} internal changes. Version: {}.",
        count(Class::Breaking),
        count(Class::Additive),
        count(Class::Internal),
        bump(diff.worst())
    );
    operations(diff, &mut text);
    section("Breaking, by cause", &breaks(diff, &numbers), &mut text);
    behaviour(diff, &numbers, &mut text);
    names(diff, &mut text);
    wordless(&diff.overview.wordless, &mut text);
    numbers.print(&diff.overview.methods, &mut text);
    text
}

fn section(title: &str, content: &str, text: &mut String) {
    if !content.is_empty() {
        let _ = write!(text, "\n## {title}\n\n{}\n", content.trim_end());
    }
}

/// What has no words yet; each is a warning of `generate` too.
fn wordless(all: &[String], text: &mut String) {
    let shown = all.len().min(MOST_WORDLESS);
    let more = match all.len() - shown {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    section("Without words", &(all[..shown].join(", ") + &more), text);
}

fn operations(diff: &Diff, text: &mut String) {
    let overview = &diff.overview;
    let table = |rows: &[Row]| {
        let rows = rows.iter().map(|row| {
            let page = row.id.replace('/', "-");
            let link = format!("https://developers.pinterest.com/docs/api/v5/{page}");
            format!("- [`{}`]({link}), {}\n", row.rust, row.facts)
        });
        rows.collect::<String>()
    };
    section("New operations", &table(&overview.added), text);
    section("Removed operations", &table(&overview.removed), text);
    section("Deprecated operations", &table(&overview.deprecated), text);
    section(
        "Deprecated types and members",
        &overview.deprecated_items.join(", "),
        text,
    );
    let unpaged = overview.unpaged.iter();
    let unpaged: Vec<String> = unpaged.map(|one| format!("- {one}")).collect();
    section(
        "Lists that are not read in pages",
        &unpaged.join("\n"),
        text,
    );
    let left_out = overview.left_out.iter();
    let left_out: Vec<String> = left_out
        .map(|(id, why)| format!("- `{id}`: {why}"))
        .collect();
    let left_out = left_out.join("\n");
    section("Left out", &left_out, text);
}

fn behaviour(diff: &Diff, numbers: &Numbers<'_>, text: &mut String) {
    // What happened, where it is seen, and the places that it happened to.
    let mut lines: BTreeMap<(String, BTreeSet<usize>), BTreeSet<String>> = BTreeMap::new();
    for change in diff.changes.iter().filter(|one| one.is_behaviour()) {
        let used = numbers.among(change);
        let line = super::words::line(change);
        let place = format!("`{}`", change.place);
        let what = line.strip_prefix(&place).unwrap_or(&line).trim().to_owned();
        // The numbers say where it is.
        let place = match (used.is_empty(), change.place.is_empty()) {
            (true, _) => format!("{} {place}", change.holder),
            (false, true) => String::new(),
            (false, false) => place,
        };
        lines.entry((what, used)).or_default().insert(place);
    }
    // The same at the same places of several operations is one line.
    let mut merged: BTreeMap<(String, BTreeSet<String>), BTreeSet<usize>> = BTreeMap::new();
    for ((what, used), places) in lines {
        merged.entry((what, places)).or_default().extend(used);
    }
    let lines = merged.iter().map(|((what, places), used)| {
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        format!("- {what} {}{}\n", some(&places), ranges(used))
    });
    section("Behaviour", &lines.collect::<String>(), text);
}

fn names(diff: &Diff, text: &mut String) {
    let mut by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    // The table of new operations has their methods.
    let is_reported = |one: &&NewName| diff.overview.added.iter().any(|row| row.rust == one.name);
    for one in diff.overview.names.iter().filter(|one| !is_reported(one)) {
        let short = one.name.trim_start_matches("types::");
        // What the rule makes of a component's name is reported by the name; an entry is somebody's decision.
        let says_more = one.by == "an entry" && one.of.split('.').next_back() != Some(short);
        let of = if says_more {
            format!(" of {}", one.of)
        } else {
            String::new()
        };
        by.entry(one.by).or_default().push(format!("`{short}`{of}"));
    }
    let lines = by
        .iter()
        .map(|(by, names)| format!("- by {by}: {}\n", names.join(", ")));
    section("New names", &lines.collect::<String>(), text);
}

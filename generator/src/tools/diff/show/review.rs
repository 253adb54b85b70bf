//! One page for reviewers: operations, breaks by cause, behaviour, names and words. Lists of operations are numbered
//! once and referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::tools::diff::overview::{NewName, Row};
use crate::tools::diff::symbols::root;
use crate::tools::diff::{Change, Class, Diff, Rule, bump};

/// More symbols than these are counted.
const MOST_SYMBOLS: usize = 4;

/// The numbers of operations, by method and path.
struct Numbers<'d>(BTreeMap<(&'d str, &'d str), usize>);

/// The page.
pub(in crate::tools::diff) fn review(diff: &Diff) -> String {
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
    breaks(diff, &numbers, &mut text);
    behaviour(diff, &numbers, &mut text);
    names(&diff.overview.names, &mut text);
    section(
        "Without words",
        &diff.overview.wordless.join(", "),
        &mut text,
    );
    numbers.print(&mut text);
    text
}

fn section(title: &str, content: &str, text: &mut String) {
    if !content.is_empty() {
        let _ = write!(text, "\n## {title}\n\n{}\n", content.trim_end());
    }
}

fn operations(diff: &Diff, text: &mut String) {
    let overview = &diff.overview;
    let table = |rows: &[Row]| {
        let rows = rows.iter().map(|row| {
            let page = row.id.replace('/', "-");
            let link = format!("https://developers.pinterest.com/docs/api/v5/{page}");
            format!(
                "- `{}`: [`{}`]({link}), {}\n",
                row.rust, row.call, row.facts
            )
        });
        rows.collect::<String>()
    };
    section("New operations", &table(&overview.added), text);
    section("Gone operations", &table(&overview.gone), text);
    section("Deprecated operations", &table(&overview.deprecated), text);
    let fields = diff
        .changes
        .iter()
        .filter(|one| one.rule == Rule::Deprecated);
    let fields = fields.filter(|one| one.after.as_deref() == Some("true") && !one.place.is_empty());
    let fields: Vec<String> = fields
        .map(|one| format!("{} `{}`", one.holder, one.place))
        .collect();
    section("Deprecated members", &fields.join(", "), text);
    let left_out = overview.left_out.iter();
    let left_out: Vec<String> = left_out
        .map(|(id, why)| format!("- `{id}`: {why}"))
        .collect();
    let left_out = left_out.join("\n");
    section("Left out", &left_out, text);
}

/// What breaks, by what happened, and how callers move.
fn breaks(diff: &Diff, numbers: &Numbers<'_>, text: &mut String) {
    let mut causes: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
    for change in diff
        .changes
        .iter()
        .filter(|one| one.class == Class::Breaking)
    {
        causes.entry(change.rule).or_default().push(change);
    }
    let mut content = String::new();
    for (rule, changes) in causes {
        let _ = writeln!(
            content,
            "**{}** ({}): {}",
            rule.what(),
            changes.len(),
            rule.hint()
        );
        let mut lines: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for change in changes {
            lines
                .entry(line(change))
                .or_default()
                .extend(numbers.among(change));
        }
        for (line, used) in lines {
            let _ = writeln!(content, "- {line}{}", ranges(&used));
        }
        content.push('\n');
    }
    section("Breaking, by cause", &content, text);
}

/// A change in the names of the crate.
fn line(change: &Change) -> String {
    let worst = change
        .symbols
        .iter()
        .filter(|one| one.class == Class::Breaking);
    let mut symbols: BTreeSet<&str> = worst.map(|one| one.symbol.as_str()).collect();
    let whole: BTreeSet<&str> = symbols
        .iter()
        .copied()
        .filter(|one| root(one) == *one)
        .collect();
    symbols.retain(|one| root(one) == *one || !whole.contains(root(one)));
    // A field represents its setter and for the constructor that takes it.
    let fields: BTreeSet<String> = symbols
        .iter()
        .filter(|one| one.contains('.'))
        .map(|one| one.replacen('.', "::", 1))
        .collect();
    symbols.retain(|one| !fields.contains(*one) && (fields.is_empty() || !one.ends_with("::new")));
    if symbols.is_empty() {
        return format!("{} {}", change.holder, super::words::line(change));
    }
    let shown: Vec<String> = symbols
        .iter()
        .take(MOST_SYMBOLS)
        .map(|one| format!("`{one}`"))
        .collect();
    let more = symbols.len().saturating_sub(MOST_SYMBOLS);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let values = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": `{before}` to `{after}`"),
        _ => String::new(),
    };
    format!("{}{more}{values}", shown.join(", "))
}

fn behaviour(diff: &Diff, numbers: &Numbers<'_>, text: &mut String) {
    let mut lines: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for change in diff.changes.iter().filter(|one| one.is_behaviour()) {
        let line = format!("{}: {}", change.holder, super::words::line(change));
        lines.entry(line).or_default().extend(numbers.among(change));
    }
    let lines = lines
        .iter()
        .map(|(line, used)| format!("- {line}{}\n", ranges(used)));
    section("Behaviour", &lines.collect::<String>(), text);
}

fn names(names: &[NewName], text: &mut String) {
    let mut by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for one in names {
        let short = one.name.trim_start_matches("types::");
        let says_more = one.of.split('.').next_back() != Some(short);
        let of = if says_more {
            format!(" of {}", one.of)
        } else {
            String::new()
        };
        by.entry(one.by)
            .or_default()
            .push(format!("`{}`{of}", one.name));
    }
    let lines = by
        .iter()
        .map(|(by, names)| format!("- by {by}: {}\n", names.join(", ")));
    section("New names", &lines.collect::<String>(), text);
}

impl<'d> Numbers<'d> {
    fn of(diff: &'d Diff) -> Self {
        let changes = diff
            .changes
            .iter()
            .filter(|one| one.class == Class::Breaking || one.is_behaviour());
        let calls: BTreeSet<(&str, &str)> = changes
            .flat_map(|change| &change.reach)
            .map(|reach| (reach.path.as_str(), reach.method.as_str()))
            .collect();
        Self(calls.into_iter().zip(1..).collect())
    }

    fn among(&self, change: &Change) -> BTreeSet<usize> {
        let calls = change
            .reach
            .iter()
            .map(|one| (one.path.as_str(), one.method.as_str()));
        calls
            .filter_map(|call| self.0.get(&call).copied())
            .collect()
    }

    fn print(&self, text: &mut String) {
        let lines = self.0.iter();
        let lines = lines.map(|((path, method), number)| format!("{number}. `{method} {path}`\n"));
        let list: String = lines.collect();
        if !list.is_empty() {
            let _ = write!(
                text,
                "\n<details><summary>{} operations</summary>\n\n{list}\n</details>\n",
                self.0.len()
            );
        }
    }
}

/// `[1-3, 7]`.
fn ranges(numbers: &BTreeSet<usize>) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, end)) if *end + 1 == *number => *end = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|(start, end)| {
            if start == end {
                start.to_string()
            } else {
                format!("{start}-{end}")
            }
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" [{}]", parts.join(", "))
    }
}

//! One page for reviewers: operations, breaks by cause, behaviour, names and words. Lists of operations are numbered
//! once and referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::diff::overview::{NewName, Row};
use crate::diff::symbols::root;
use crate::diff::{Change, Class, Diff, Rule, bump};

/// More items without words than these are counted.
const MOST_WORDLESS: usize = 40;

/// More members of one type than these are counted.
const MOST_MEMBERS: usize = 5;

/// The numbers of operations, by method and path.
struct Numbers<'d>(BTreeMap<(&'d str, &'d str), usize>);

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
    breaks(diff, &numbers, &mut text);
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

/// What one owner loses: its members, and the operations that see it.
type Losses<'d> = BTreeMap<String, (BTreeSet<&'d str>, BTreeSet<usize>)>;

/// What breaks, by what happened, and how callers move.
fn breaks(diff: &Diff, numbers: &Numbers<'_>, text: &mut String) {
    let mut causes: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
    let breaking = diff
        .changes
        .iter()
        .filter(|one| one.class == Class::Breaking);
    for change in breaking {
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
        let mut losses = Losses::new();
        for change in changes {
            add(change, &numbers.among(change), &mut losses);
        }
        // Types that lose the same are one line.
        let mut lines: BTreeMap<(BTreeSet<&str>, BTreeSet<usize>), Vec<String>> = BTreeMap::new();
        for (owner, lost) in losses {
            lines.entry(lost).or_default().push(owner);
        }
        for ((members, used), owners) in lines {
            let members: Vec<&str> = members.into_iter().collect();
            let _ = writeln!(
                content,
                "- {} {}{}",
                owners.join(" "),
                some(&members),
                ranges(&used)
            );
        }
        content.push('\n');
    }
    section("Breaking, by cause", &content, text);
}

/// Adds the symbols of a change, by the type or the request that has them; without symbols, the change itself.
fn add<'d>(change: &'d Change, used: &BTreeSet<usize>, losses: &mut Losses<'d>) {
    let worst = change
        .symbols
        .iter()
        .filter(|one| one.class == Class::Breaking);
    let symbols: BTreeSet<&str> = worst.map(|one| one.symbol.as_str()).collect();
    if symbols.is_empty() {
        let owner = format!("{}: {}", change.holder, super::words::line(change));
        losses.entry(owner).or_default().1.extend(used);
        return;
    }
    for symbol in &symbols {
        let owner = root(symbol);
        let is_whole = symbols.contains(owner);
        let member = &symbol[owner.len()..];
        // A field represents its setter, and for the constructor that takes it.
        let follows = symbols.iter().any(|one| {
            let field = one
                .strip_prefix(owner)
                .and_then(|rest| rest.strip_prefix('.'));
            field.is_some_and(|field| member.ends_with(&format!("::{field}")) || member == "::new")
        });
        let entry = losses
            .entry(format!("`{}`", owner.trim_start_matches("types::")))
            .or_default();
        entry.1.extend(used);
        if !is_whole && !follows {
            entry.0.insert(member.trim_end_matches(" =>"));
        }
    }
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
    let lines = lines.iter().map(|((what, used), places)| {
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

    fn print(&self, methods: &BTreeMap<String, String>, text: &mut String) {
        let lines = self.0.iter();
        let lines = lines.map(|((path, method), number)| {
            let call = format!("{method} {path}");
            format!("{number} `{}`", methods.get(&call).unwrap_or(&call))
        });
        let list: Vec<String> = lines.collect();
        if !list.is_empty() {
            let _ = write!(
                text,
                "\n<details><summary>{} operations</summary>\n\n{}\n\n</details>\n",
                self.0.len(),
                list.join(", ")
            );
        }
    }
}

/// The first of some members or places, and how many more there are.
fn some(all: &[&str]) -> String {
    let shown = all.len().min(MOST_MEMBERS);
    let more = match all.len() - shown {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let text = all[..shown].join(" ") + &more;
    text.trim().to_owned()
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

//! The diff for the body of a pull request: the numbers first, then what breaks, by tag.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{of, words};
use crate::diff::{Change, Class, Diff, Reach, Rule, Way, bump};

/// More operations than this are folded.
const MOST_OPERATIONS: usize = 4;

/// Every change.
pub(in crate::diff) fn markdown(diff: &Diff) -> String {
    let mut text = summary(diff);
    let deprecated: Vec<&Change> = diff
        .changes
        .iter()
        .filter(|one| one.rule == Rule::Deprecated)
        .collect();
    if !deprecated.is_empty() {
        text.push_str("\n## Deprecated\n\n");
        groups(&deprecated, &mut text);
    }
    for class in Class::ALL {
        let changes = of(diff, class);
        let changes: Vec<_> = changes
            .into_iter()
            .filter(|one| !matches!(one.rule, Rule::Unclassified | Rule::Deprecated))
            .collect();
        if changes.is_empty() {
            continue;
        }
        let title = class.word();
        let title = title[..1].to_uppercase() + &title[1..];
        let _ = writeln!(text, "\n## {title}\n");
        // What breaks is read, the rest is looked up.
        let folded = class != Class::Breaking;
        if folded {
            let _ = writeln!(
                text,
                "<details><summary>{} changes</summary>\n",
                changes.len()
            );
        }
        groups(&changes, &mut text);
        if folded {
            text.push_str("\n</details>\n");
        }
    }
    unclassified(diff, &mut text);
    text
}

/// The numbers.
pub(in crate::diff) fn summary(diff: &Diff) -> String {
    let mut text = format!("# Pinterest API {} to {}\n\n", diff.old, diff.new);
    let count = |class| of(diff, class).len();
    let _ = writeln!(
        text,
        "{} breaking, {} additive, {} internal changes; they speak for all {} differences of the two descriptions.\n\
         In the emitted crate {} symbols go or change, {} come.\n\
         Version: {}.\n",
        count(Class::Breaking),
        count(Class::Additive),
        count(Class::Internal),
        diff.differences,
        diff.symbols.0,
        diff.symbols.1,
        bump(diff.worst()),
    );
    let counts = diff.counts();
    let rules: BTreeSet<Rule> = counts.keys().map(|(rule, _)| *rule).collect();
    if rules.is_empty() {
        return text;
    }
    text.push_str("| change | breaking | additive | internal |\n|---|--:|--:|--:|\n");
    for rule in rules {
        let cell = |class| {
            counts
                .get(&(rule, class))
                .map_or(String::new(), ToString::to_string)
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            rule.code(),
            cell(Class::Breaking),
            cell(Class::Additive),
            cell(Class::Internal)
        );
    }
    text
}

fn groups(changes: &[&Change], text: &mut String) {
    let mut tags: BTreeMap<(u8, String), Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let all = change.tags();
        let tag = match (all.len(), all.first()) {
            (1, Some(tag)) => (0, (*tag).to_owned()),
            (0, _) if change.rule == Rule::FollowOn => (2, "the crate: what follows".to_owned()),
            (0, _) => (3, "no operation".to_owned()),
            _ => (1, "several tags".to_owned()),
        };
        tags.entry(tag).or_default().push(change);
    }
    for ((_, tag), changes) in tags {
        let _ = writeln!(text, "### {tag}\n");
        let mut holders: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in changes {
            holders.entry(&change.holder).or_default().push(change);
        }
        for (holder, changes) in holders {
            self::holder(holder, &changes, text);
        }
        text.push('\n');
    }
}

fn holder(name: &str, changes: &[&Change], text: &mut String) {
    let reach: BTreeSet<&Reach> = changes.iter().flat_map(|change| &change.reach).collect();
    let own = reach
        .iter()
        .all(|reach| name == format!("{} {}", reach.method, reach.path));
    let ways: BTreeSet<Way> = reach.iter().map(|reach| reach.way).collect();
    let ways: Vec<&str> = ways.into_iter().map(Way::word).collect();
    let ways = if ways.is_empty() {
        String::new()
    } else {
        format!(" ({})", ways.join(", "))
    };
    let _ = writeln!(text, "- **{name}**{ways}");
    for changes in words::alike(changes) {
        let symbols = words::symbols(changes[0]);
        let symbols = match (changes.len(), symbols.as_str()) {
            (1, "") | (2.., _) => String::new(),
            _ => format!(" — {symbols}"),
        };
        let _ = writeln!(text, "  - {}{symbols}", words::lines(&changes));
    }
    if own || reach.is_empty() {
        return;
    }
    let operations = operations(&reach);
    if operations.len() <= MOST_OPERATIONS {
        let _ = writeln!(text, "  - in {}", operations.join(", "));
    } else {
        let _ = writeln!(
            text,
            "  - <details><summary>in {} operations</summary>{}</details>",
            operations.len(),
            operations.join(", ")
        );
    }
}

/// The operations, each once, with the ways.
fn operations(reach: &BTreeSet<&Reach>) -> Vec<String> {
    let mut operations: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for one in reach {
        operations
            .entry((&one.path, &one.method))
            .or_default()
            .push(one.way.word());
    }
    let text = |((path, method), ways): ((&str, &str), Vec<&str>)| {
        format!("`{method} {path}` ({})", ways.join(", "))
    };
    operations.into_iter().map(text).collect()
}

fn unclassified(diff: &Diff, text: &mut String) {
    let open: Vec<&Change> = diff
        .changes
        .iter()
        .filter(|one| one.rule == Rule::Unclassified)
        .collect();
    if open.is_empty() {
        return;
    }
    text.push_str(
        "\n## Not classified\n\nNo rule knows these differences; they count as breaking.\n\n",
    );
    for change in open {
        let place = |place: &Option<String>| place.clone().unwrap_or_else(|| "nothing".to_owned());
        let _ = writeln!(
            text,
            "- `{}` to `{}`",
            place(&change.old),
            place(&change.new)
        );
    }
}

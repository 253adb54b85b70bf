//! What breaks, by what happened, and how callers move on.
//!
//! Takes the changes; gives a list for each cause. Invariant: a symbol is listed once, under the first cause that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::numbers::{Numbers, ranges, some};
use crate::diff::symbols::root;
use crate::diff::{Change, Class, Diff, Rule};

/// What breaks, by what happened, and how callers move.
pub(super) fn breaks(diff: &Diff, numbers: &Numbers<'_>) -> String {
    let mut causes: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
    let breaking = diff
        .changes
        .iter()
        .filter(|one| one.class == Class::Breaking);
    for change in breaking {
        causes.entry(change.rule).or_default().push(change);
    }
    let mut content = String::new();
    // What breaks for several causes is listed under the first, which says most.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (rule, changes) in causes {
        let _ = writeln!(
            content,
            "**{}** ({}): {}",
            rule.what(),
            changes.len(),
            rule.hint()
        );
        let mut losses = Losses::new();
        let mut above = 0;
        for change in &changes {
            let used = numbers.among(change);
            above += usize::from(!add(change, &used, &seen, &mut losses));
        }
        let symbols = changes.iter().flat_map(|change| &change.symbols);
        seen.extend(symbols.map(|one| one.symbol.as_str()));
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
        if above > 0 {
            let _ = writeln!(content, "- {above} of what is listed above");
        }
        content.push('\n');
    }
    content
}

/// What one owner loses: its members, and the operations that see it.
type Losses<'d> = BTreeMap<String, (BTreeSet<&'d str>, BTreeSet<usize>)>;

/// Adds the symbols of a change that nobody has `seen`, by the type or the request that has them; without symbols, the
/// change itself. Tells whether there was something to add.
fn add<'d>(
    change: &'d Change,
    used: &BTreeSet<usize>,
    seen: &BTreeSet<&'d str>,
    losses: &mut Losses<'d>,
) -> bool {
    let worst = change
        .symbols
        .iter()
        .filter(|one| one.class == Class::Breaking);
    let symbols: BTreeSet<&str> = worst.map(|one| one.symbol.as_str()).collect();
    if symbols.is_empty() {
        let owner = format!("{}: {}", change.holder, super::words::line(change));
        losses.entry(owner).or_default().1.extend(used);
        return true;
    }
    let new = symbols.difference(seen);
    let new: Vec<&&str> = new.collect();
    for symbol in &new {
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
    !new.is_empty()
}

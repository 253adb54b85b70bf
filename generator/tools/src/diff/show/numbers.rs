//! Lists that are short: operations by numbers that are given once, and the first few of what is much.
//!
//! Invariant: a number is that of the same operation wherever it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::diff::{Change, Class, Diff};

/// More members of one type than these are counted.
const MOST_MEMBERS: usize = 5;

/// The numbers of operations, by method and path.
pub(super) struct Numbers<'d>(BTreeMap<(&'d str, &'d str), usize>);

impl<'d> Numbers<'d> {
    pub(super) fn of(diff: &'d Diff) -> Self {
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

    pub(super) fn among(&self, change: &Change) -> BTreeSet<usize> {
        let calls = change
            .reach
            .iter()
            .map(|one| (one.path.as_str(), one.method.as_str()));
        calls
            .filter_map(|call| self.0.get(&call).copied())
            .collect()
    }

    pub(super) fn print(&self, methods: &BTreeMap<String, String>, text: &mut String) {
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
pub(super) fn some(all: &[&str]) -> String {
    let shown = all.len().min(MOST_MEMBERS);
    let more = match all.len() - shown {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let text = all[..shown].join(" ") + &more;
    text.trim().to_owned()
}

/// `[1-3, 7]`.
pub(super) fn ranges(numbers: &BTreeSet<usize>) -> String {
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

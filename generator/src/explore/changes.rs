//! What a step changed, as a line diff of each item that it touched.

use std::collections::BTreeMap;
use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::node::Node;
use super::render;

/// How many unchanged lines stand around a change.
const AROUND: usize = 1;

/// The items that differ, each with the lines that went (`-`) and came (`+`).
pub(super) fn between(old: &[Node], new: &[Node]) -> String {
    let mut before: BTreeMap<&str, &Node> =
        old.iter().map(|node| (node.key.as_str(), node)).collect();
    let mut text = String::new();
    for node in new {
        let old = before.remove(node.key.as_str());
        if old != Some(node) {
            let old = old.map(render::node).unwrap_or_default();
            text.push_str(&item(&node.title, &old, &render::node(node)));
        }
    }
    for node in old
        .iter()
        .filter(|node| before.contains_key(node.key.as_str()))
    {
        text.push_str(&item(&node.title, &render::node(node), ""));
    }
    text
}

/// The changes under the name of the step that made them.
pub(super) fn titled(step: &str, changes: &str) -> String {
    let changes = if changes.is_empty() {
        "nothing changed\n"
    } else {
        changes
    };
    format!("== {step}\n{changes}\n")
}

fn item(title: &str, old: &str, new: &str) -> String {
    let mut text = format!("{title}\n");
    let diff = TextDiff::from_lines(old, new);
    for group in diff.grouped_ops(AROUND) {
        for change in group.iter().flat_map(|change| diff.iter_changes(change)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let _ = write!(text, "{sign} {change}");
        }
    }
    text
}

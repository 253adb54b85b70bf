//! What a step changed: of each item that it touched the lines that went and came, below the titles that lead to them.

use similar::{ChangeTag, TextDiff};

use super::node::Node;
use super::render;

/// The items that differ, each with the lines that went (`-`) and came (`+`).
pub(super) fn between(old: &[Node], new: &[Node]) -> String {
    let mut text = String::new();
    items((old, new), 0, &mut text);
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

fn items((old, new): (&[Node], &[Node]), depth: usize, text: &mut String) {
    let in_old = |node: &Node| old.iter().find(|other| other.key == node.key);
    let in_new = |node: &Node| new.iter().any(|other| other.key == node.key);
    for gone in old.iter().filter(|node| !in_new(node)) {
        signed('-', &render::node(gone, depth), text);
    }
    for node in new {
        match in_old(node) {
            None => signed('+', &render::node(node, depth), text),
            Some(old) if old != node => {
                let title = render::title(node, depth);
                signed(' ', &title, text);
                facts((old, node), depth, text);
                items((&old.parts, &node.parts), depth + 1, text);
            }
            Some(_) => {}
        }
    }
}

fn facts((old, new): (&Node, &Node), depth: usize, text: &mut String) {
    let (old, new) = (render::facts(old, depth), render::facts(new, depth));
    for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => signed('-', change.value(), text),
            ChangeTag::Insert => signed('+', change.value(), text),
            ChangeTag::Equal => {}
        }
    }
}

fn signed(sign: char, lines: &str, text: &mut String) {
    for line in lines.lines() {
        text.push(sign);
        text.push_str(line);
        text.push('\n');
    }
}

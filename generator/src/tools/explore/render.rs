//! Trees of facts as text: a line for each fact, so that one that changes is a line that changes.

use super::node::Node;

/// Every item, an empty line after each.
pub(super) fn nodes(nodes: &[Node]) -> String {
    nodes.iter().map(|one| node(one, 0) + "\n").collect()
}

/// One item and its parts, as deep inside others.
pub(super) fn node(one: &Node, depth: usize) -> String {
    let parts = one.parts.iter().map(|part| node(part, depth + 1));
    title(one, depth) + &facts(one, depth) + &parts.collect::<String>()
}

/// The first line of an item.
pub(super) fn title(one: &Node, depth: usize) -> String {
    format!("{}{}\n", indent(depth), one.title)
}

/// The place and the facts of an item.
pub(super) fn facts(one: &Node, depth: usize) -> String {
    let indent = indent(depth + 1);
    let at = one.at.iter().map(|at| format!("{indent}at {at}\n"));
    let facts = one.facts.iter().map(|fact| {
        // Whatever stands in a text, it is one line.
        let value = fact.value.replace('\n', "\\n");
        format!("{indent}{}: {value}\n", fact.name)
    });
    at.chain(facts).collect()
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

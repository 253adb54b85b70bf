//! Trees of facts as text: a line for each fact, so that one that changes is a line that changes.

use super::node::Node;

/// Every item, an empty line after each.
pub(super) fn nodes(nodes: &[Node]) -> String {
    nodes.iter().map(|one| node(one) + "\n").collect()
}

/// One item and its parts.
pub(super) fn node(one: &Node) -> String {
    let mut text = String::new();
    write(one, 0, &mut text);
    text
}

fn write(node: &Node, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let mut line = |words: String| {
        text.push_str(&indent);
        text.push_str(&words);
        text.push('\n');
    };
    line(node.title.clone());
    if let Some(at) = &node.at {
        line(format!("  at {at}"));
    }
    for fact in &node.facts {
        // Whatever stands in a text, it is one line.
        let value = fact.value.replace('\n', "\\n");
        line(format!("  {}: {value}", fact.name));
    }
    for part in &node.parts {
        write(part, depth + 1, text);
    }
}

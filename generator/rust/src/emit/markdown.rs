//! Our words as rustdoc.
//!
//! Takes a text in which lists, code and addresses mean what they mean in Markdown; gives lines in which rustdoc finds nothing
//! to warn about. Invariant: anything else that would be markup is text.

use std::fmt::Write;

/// A text as lines of Markdown.
pub(super) fn rustdoc(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut in_list = false;
    for line in text.lines().map(str::trim) {
        let item = line.strip_prefix("- ");
        // A list is apart from what is around it.
        if line.is_empty() || item.is_some() != in_list {
            blank(&mut lines);
        }
        match item {
            Some(item) => lines.push(format!("- {}", words(item))),
            // What rustdoc would take for code that must compile.
            None if line.is_empty() || line.starts_with("```") => {}
            None => lines.push(words(line)),
        }
        in_list = item.is_some();
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn blank(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
}

/// One line with addresses as links and everything that rustdoc would read as markup escaped.
fn words(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(next) = rest.find(['[', 'h', '`', '<', '>', ']', '\\', '#']) {
        out.push_str(&rest[..next]);
        rest = &rest[next..];
        let code = || rest.strip_prefix('`').and_then(|code| code.split_once('`'));
        if let Some((url, after)) = url(rest) {
            let _ = write!(out, "<{url}>");
            rest = after;
        } else if let Some((code, after)) = code() {
            let _ = write!(out, "`{code}`");
            rest = after;
        } else {
            let (one, after) = rest.split_at(1);
            out.push_str(if one == "h" { "" } else { "\\" });
            out.push_str(one);
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace('\t', " ")
}

fn url(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let stop = |character: char| character.is_whitespace() || "<>\"'`)]}".contains(character);
    let end = text.find(stop).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':']);
    Some((url, &text[url.len()..]))
}

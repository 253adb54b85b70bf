//! Line breaks as rustfmt sets them.
//!
//! Takes the text of an item from prettyplease, whose lines are shorter than those of rustfmt; gives the same tokens
//! with rustfmt's line breaks. Knows the shapes that the emitter writes: `use` lists, attributes, signatures,
//! assignments, calls, chains, arrays and struct literals. Anything else stays as it is.
//!
//! Invariant: its own output goes through it unchanged.

pub(super) mod docs;
mod expression;
mod scan;

use std::iter::repeat_n;

use expression::{assignment, broken, vertical};
use scan::{bracket, closing, code};

/// What rustfmt calls `max_width`.
const LINE: usize = 100;
/// `attr_fn_like_width`.
const ATTRIBUTE: usize = 70;
/// One step of indentation; a receiver as short as this keeps its first call beside it.
const STEP: usize = 4;

/// What is between the lines of documentation in one attribute, which `syn` and prettyplease take for a single line. No line
/// has it: it is a control character.
pub const LINE_END: &str = "\u{1f}";

/// The text with rustfmt's line breaks.
pub(super) fn reflow(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut in_code = false;
    while let Some(first) = lines.get(at) {
        let item = first.trim_start();
        let indent = first.len() - item.len();
        // Two lines of three are documentation.
        if let Some(text) = item.strip_prefix("///") {
            documentation(text, indent, &mut in_code, &mut out);
            at += 1;
            continue;
        }
        let end = at + extent(&lines[at..]);
        match wrapped(&joined(&lines[at..end]), indent) {
            Some(text) => {
                out.push_str(&" ".repeat(indent));
                out.push_str(&text);
            }
            None => out.push_str(&lines[at..end].join("\n")),
        }
        out.push('\n');
        at = end;
    }
    out.truncate(out.trim_end().len());
    out
}

/// The lines of one attribute; code in them stays as it is.
fn documentation(text: &str, indent: usize, in_code: &mut bool, out: &mut String) {
    for line in text.split(LINE_END) {
        let line = line.trim_end();
        let is_fence = line.starts_with(" ```");
        *in_code ^= is_fence;
        let fits = indent + "///".len() + line.chars().count() <= LINE;
        let words = line.strip_prefix(' ');
        let long = words.filter(|_| !(fits || *in_code || is_fence));
        out.extend(repeat_n(' ', indent));
        if let Some(words) = long {
            out.push_str(&docs::wrapped("///", words, indent));
        } else {
            out.push_str("///");
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// How many lines belong together: up to where all brackets are closed. A group that holds blocks, attributes or
/// comments is taken line by line.
fn extent(lines: &[&str]) -> usize {
    let first = lines[0].trim_start();
    let mut depth = 0;
    for (position, line) in lines.iter().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") || position > 0 && line.starts_with('#') {
            return 1;
        }
        let block = line.ends_with('{') && !is_use(first);
        let brackets = line.strip_suffix('{').filter(|_| block).unwrap_or(line);
        depth += code(brackets)
            .map(|(at, one)| bracket(brackets, at, one))
            .sum::<isize>();
        let next = lines.get(position + 1).map_or("", |next| next.trim_start());
        let goes_on = next.starts_with('.')
            || line.ends_with(" =")
            || first.starts_with("impl") && next.starts_with("for ");
        if depth <= 0 && !goes_on {
            return position + 1;
        }
        if block {
            return 1;
        }
    }
    1
}

fn is_use(line: &str) -> bool {
    line.starts_with("use ") || line.starts_with("pub use ")
}

/// Lines as one, without the commas that only broken groups have.
fn joined(lines: &[&str]) -> String {
    let mut text = lines[0].trim().to_owned();
    for line in &lines[1..] {
        let line = line.trim();
        if line.starts_with([')', ']', '>', '}']) {
            text.truncate(text.trim_end_matches(',').len());
        } else if !line.starts_with('.') && !text.ends_with(['(', '[', '<', '{']) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// One statement, signature or member with its line breaks; `None` for what stays as it is.
fn wrapped(text: &str, indent: usize) -> Option<String> {
    let fits = indent + text.chars().count() <= LINE;
    let plain = || fits.then(|| text.to_owned());
    if is_use(text) && text.contains('{') {
        let fits = text.len() <= LINE - "{}".len();
        return plain().filter(|_| fits).or_else(|| packed(text));
    }
    let attribute = text.strip_prefix("#[");
    if let Some(attribute) = attribute.and_then(|text| text.strip_suffix(']')) {
        let arguments = attribute.rsplit('(').next()?.trim_end_matches(')');
        let wraps = arguments.len() > ATTRIBUTE || !fits;
        let inner = broken(attribute, indent).filter(|_| wraps);
        return Some(inner.map_or_else(|| text.to_owned(), |inner| format!("#[{inner}]")));
    }
    if text.ends_with('{') {
        return plain().or_else(|| signature(text, indent));
    }
    if text.starts_with("//") || text.starts_with("pub ") && !text.contains(" = ") {
        return plain();
    }
    let tail = text.len() - text.trim_end_matches([';', ',']).len();
    let (body, end) = text.split_at(text.len() - tail);
    Some(assignment(body, indent, tail) + end)
}

/// A list of imports, as many on a line as there is room for.
fn packed(text: &str) -> Option<String> {
    let (head, names) = text.strip_suffix("};")?.split_once('{')?;
    let mut lines = vec![" ".repeat(STEP)];
    // Rustfmt leaves a column free, but for the last line of a list that nothing exports.
    let exports = head.starts_with("pub ");
    let mut names = names.split(", ").peekable();
    while let Some(name) = names.next() {
        let more = usize::from(exports || names.peek().is_some());
        let line = lines.last_mut()?;
        let name = format!("{name},");
        if line.ends_with(' ') {
            line.push_str(&name);
        } else if line.len() + " ".len() + name.len() + more <= LINE {
            line.push(' ');
            line.push_str(&name);
        } else {
            lines.push(" ".repeat(STEP) + &name);
        }
    }
    Some(format!("{head}{{\n{}\n}};", lines.join("\n")))
}

/// The head of a function with one parameter per line.
fn signature(text: &str, indent: usize) -> Option<String> {
    let name = text.find("fn ")?;
    let open = name + text[name..].find('(')?;
    let close = open + closing(&text[open..])?;
    let parameters = vertical(&text[open + 1..close], indent, str::to_owned);
    let (head, tail) = (&text[..open], &text[close + 1..]);
    Some(format!("{head}({parameters}){tail}"))
}

#[cfg(test)]
mod tests;

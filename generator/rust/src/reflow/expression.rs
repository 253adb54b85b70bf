//! Expressions: on one line where rustfmt lets them be, else broken at the outermost place.
//!
//! Takes an expression on one line with where it begins; gives it with line breaks. An expression that has nowhere to
//! break stays too long, as with rustfmt.

use super::scan::{closing, code, links, members, sides};
use super::{LINE, STEP};

/// `fn_call_width`, `chain_width` and `array_width`.
const GROUP: usize = 60;
/// `struct_lit_width`.
const STRUCT: usize = 18;

/// `target = value` or `name: value`; on a line of its own, a value that would have to be broken may be whole.
pub(super) fn assignment(text: &str, indent: usize, tail: usize) -> String {
    let Some((target, value)) = sides(text) else {
        return expression(text, indent, indent, tail);
    };
    let beside = expression(value, indent, indent + target.len() + 1, tail);
    let below = expression(value, indent + STEP, indent + STEP, tail);
    let fits = indent + target.len() + first_line(&beside) + tail < LINE;
    let is_shorter = !below.contains('\n') || lines(&beside) > lines(&below) + 1;
    if !fits || beside.contains('\n') && is_shorter {
        format!("{}\n{}{below}", target, " ".repeat(indent + STEP))
    } else {
        format!("{target} {beside}")
    }
}

/// An expression that begins at column `used` of a line that is indented by `indent`, and is followed by `tail` more.
fn expression(text: &str, indent: usize, used: usize, tail: usize) -> String {
    if used + text.chars().count() + tail <= LINE && is_short(text) {
        return text.to_owned();
    }
    if let Some(inner) = text.strip_prefix('&') {
        return format!("&{}", expression(inner, indent, used + 1, tail));
    }
    let links = links(text);
    if links.len() > 1 {
        return chain(&links, indent, used, tail);
    }
    broken(text, indent).unwrap_or_else(|| text.to_owned())
}

/// A chain of calls, one per line, unless all fit but the last, which is no shorter on a line of its own.
fn chain(links: &[&str], indent: usize, used: usize, tail: usize) -> String {
    if let [before @ .., last] = links {
        let before = before.concat();
        let overflowing = expression(last, indent, used + before.len(), tail);
        let overflowing = before.clone() + &overflowing;
        let room = if links.len() > 2 {
            GROUP
        } else {
            LINE.saturating_sub(used)
        };
        let below = expression(last, indent + STEP, indent + STEP, tail);
        let is_no_longer = lines(&overflowing) >= 5 || lines(&below) >= lines(&overflowing);
        if first_line(&overflowing) <= room && is_no_longer && is_short(&before) {
            return overflowing;
        }
    }
    let is_tiny = links[0].len() <= STEP && links.len() > 2;
    let beside = 1 + usize::from(is_tiny);
    let root = expression(&links[..beside].concat(), indent, used, 0);
    let step = if root.contains('\n') { 0 } else { STEP };
    let indent = indent + step;
    let line = format!("\n{}", " ".repeat(indent));
    let calls = links[beside..].iter();
    let calls = calls.map(|link| expression(link, indent, indent, tail));
    calls.fold(root, |text, call| text + &line + &call)
}

/// A call, an array or a struct literal with one member per line; a single member that is a group itself stays beside
/// the bracket.
pub(super) fn broken(text: &str, indent: usize) -> Option<String> {
    let (open, _) = code(text).find(|(_, one)| matches!(one, '(' | '[' | '{'))?;
    let end = open + closing(&text[open..])?;
    let (head, inner, close) = (&text[..=open], text[open + 1..end].trim(), &text[end..]);
    if inner.is_empty() || close.len() > 1 {
        return None;
    }
    if let [only] = members(inner)[..]
        && is_group(only)
        && close != "}"
    {
        return Some(format!("{head}{}{close}", broken(only, indent)?));
    }
    let member = |one: &str| assignment(one, indent + STEP, 1);
    Some(format!("{head}{}{close}", vertical(inner, indent, member)))
}

pub(super) fn vertical(inner: &str, indent: usize, member: impl Fn(&str) -> String) -> String {
    let pad = " ".repeat(indent + STEP);
    let members = members(inner).into_iter();
    let lines = members.map(|one| format!("\n{pad}{},", member(one)));
    format!("{}\n{}", lines.collect::<String>(), " ".repeat(indent))
}

/// Whether rustfmt lets an expression that fits be one line.
fn is_short(text: &str) -> bool {
    if links(text).len() > 2 && text.len() > GROUP {
        return false;
    }
    code(text).all(|(at, one)| {
        let most = match one {
            '(' | '[' => GROUP,
            '{' => STRUCT,
            _ => return true,
        };
        let inner = closing(&text[at..]).map_or("", |end| text[at + 1..at + end].trim());
        let members = members(inner);
        let chained = |one: &&str| links(one).len() > 2 && one.len() > GROUP;
        let is_alone = one == '(' && members.len() == 1 && !inner.ends_with(')');
        (inner.len() <= most || is_alone) && !members.iter().any(chained)
    })
}

/// Whether a member may stay beside the bracket of what it is the only member of.
fn is_group(text: &str) -> bool {
    text.ends_with([')', ']', '}']) && links(text).len() < 3
}

fn lines(text: &str) -> usize {
    text.lines().count()
}

fn first_line(text: &str) -> usize {
    text.lines().next().map_or(0, str::len)
}

//! Where the parts of a line are: brackets, members of lists, calls of a chain.
//!
//! Takes text on one line; gives places in it. What is inside string literals is never a place.

/// The characters outside string literals, with their places.
pub(super) fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().filter(move |(_, one)| {
        let inside = quoted;
        quoted ^= *one == '"' && !escaped;
        escaped = inside && *one == '\\' && !escaped;
        !inside && *one != '"'
    })
}

/// By how much a character opens (1) or closes (-1) a group.
pub(super) fn bracket(text: &str, at: usize, one: char) -> isize {
    match one {
        '(' | '[' | '{' | '<' => 1,
        '>' if text[..at].ends_with(['-', '=']) => 0,
        ')' | ']' | '}' | '>' => -1,
        _ => 0,
    }
}

/// Where the group that the text begins with is closed.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    code(text).find_map(|(at, one)| {
        depth += bracket(text, at, one);
        (depth == 0).then_some(at)
    })
}

/// What is before and after the `=` or the `:`.
pub(super) fn sides(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, one) in code(text) {
        depth += bracket(text, at, one);
        let ends = text[at..].starts_with("= ") && text[..at].ends_with(' ');
        let names = text[at..].starts_with(": ") && !text.contains(" = ");
        if depth == 0 && (ends || names) {
            return Some((&text[..=at], &text[at + 2..]));
        }
    }
    None
}

/// The members of a list.
pub(super) fn members(inner: &str) -> Vec<&str> {
    let members = split(inner, |text, at| text[at..].starts_with(", "));
    let members = members.into_iter();
    members.map(|one| one.trim_start_matches(", ")).collect()
}

/// The receiver of a chain, then its fields and calls.
pub(super) fn links(text: &str) -> Vec<&str> {
    split(text, |text, at| at > 0 && text[at..].starts_with('.'))
}

fn split(text: &str, is_start: impl Fn(&str, usize) -> bool) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, one) in code(text) {
        depth += bracket(text, at, one);
        if depth == 0 && is_start(text, at) {
            parts.push(&text[from..at]);
            from = at;
        }
    }
    parts.push(&text[from..]);
    parts
}

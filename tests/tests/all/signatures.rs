//! Arguments that cannot be swapped: in no public signature do two neighbours take one type.
//!
//! Read from the public surface; text and a secret count as one type, since literals make both.

use crate::support::{assert_none, output};

#[test]
fn neighbours_are_of_different_types() {
    let reports = output().reports();
    let surfaces = reports
        .iter()
        .filter(|(name, _)| name.starts_with("surface_") || name.starts_with("types_"));
    let signatures = surfaces.flat_map(|(_, text)| text.lines().filter_map(signature));
    let (mut seen, mut faults) = (0, Vec::new());
    for (name, types) in signatures {
        seen += usize::from(types.len() > 1);
        if types.windows(2).any(|pair| pair[0] == pair[1]) {
            faults.push(format!("{name}({})", types.join(", ")));
        }
    }
    faults.sort();
    faults.dedup();
    assert_none(&faults);
    assert!(seen > 100, "only {seen} signatures with several arguments");
}

/// The name and the types of the arguments of a line that is a method.
fn signature(line: &str) -> Option<(&str, Vec<String>)> {
    let (name, rest) = line.split_once('(')?;
    let is_path = name
        .chars()
        .all(|one| one.is_alphanumeric() || "_:#".contains(one));
    let end = closing(rest)?;
    let arguments = split(&rest[..end]);
    let types = arguments.iter().filter_map(|one| one.split_once(": "));
    let types: Vec<String> = types
        .map(|(_, ty)| ty.replace("impl Into<Secret>", "impl Into<String>"))
        .collect();
    (is_path && !types.is_empty()).then_some((name, types))
}

/// The position of the bracket that closes what is open.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, one)| match one {
        '(' => {
            depth += 1;
            None
        }
        ')' if depth == 0 => Some(at),
        ')' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}

/// What stands between commas outside of brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut parts, mut start) = (0_i32, Vec::new(), 0);
    for (at, one) in text.char_indices() {
        match one {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

#[test]
fn a_pair_of_one_type_would_be_seen() {
    let (name, types) = signature(
        "types::A::new(a: impl Into<Map<B, C>>, b: impl Into<Secret>, c: impl Into<String>) -> A",
    )
    .expect("a signature");
    assert_eq!(name, "types::A::new");
    assert_eq!(
        types,
        [
            "impl Into<Map<B, C>>",
            "impl Into<String>",
            "impl Into<String>"
        ]
    );
}

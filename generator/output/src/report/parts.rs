//! Parts of a report that a reviewer can read at once.
//!
//! Takes the sorted lines of a surface; gives texts of at most [`MOST`] lines by name. What a group does stays in the
//! surface, its types and their values go into parts of their own, and these are parted by how names begin. Invariant:
//! where a line is depends on the names around it alone, never on how many lines are before it.

use std::collections::BTreeMap;

/// The most lines of a part.
pub(super) const MOST: usize = 400;

/// The surface called `name`, in parts where it is long.
pub(super) fn parts(name: &str, text: String) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= MOST {
        return vec![(format!("surface_{name}"), text)];
    }
    let (types, own): (Vec<&str>, Vec<&str>) = lines
        .into_iter()
        .partition(|line| line.starts_with("types::"));
    let (values, types): (Vec<&str>, Vec<&str>) =
        types.into_iter().partition(|line| is_value(line));
    let mut parts = vec![(format!("surface_{name}"), joined(&own))];
    for (kind, lines) in [("types", types), ("values", values)] {
        by_beginning(&format!("{kind}_{name}"), &lines, &mut parts);
    }
    parts
}

/// Whether a line is a value of an enum or an alternative of a union.
fn is_value(line: &str) -> bool {
    let name = line.rsplit("::").next().unwrap_or(line);
    name.starts_with(char::is_uppercase) && line.matches("::").count() == 2 && !line.contains(" (")
}

/// Parts by the letter after the beginning that all lines share.
fn by_beginning(name: &str, lines: &[&str], parts: &mut Vec<(String, String)>) {
    if lines.len() <= MOST {
        if !lines.is_empty() {
            parts.push((name.to_owned(), joined(lines)));
        }
        return;
    }
    let shared = shared(lines);
    let mut by_letter: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in lines {
        let beginning: String = line.chars().take(shared + 1).collect();
        by_letter.entry(beginning).or_default().push(line);
    }
    if by_letter.len() == 1 {
        parts.push((name.to_owned(), joined(lines)));
        return;
    }
    for (beginning, lines) in by_letter {
        let beginning = beginning.trim_start_matches("types::").to_lowercase();
        let words = beginning.replace(|one: char| !one.is_ascii_alphanumeric(), "_");
        let base = name.split('.').next().unwrap_or(name);
        by_beginning(&format!("{base}.{words}"), &lines, parts);
    }
}

/// How many letters all lines have in common.
fn shared(lines: &[&str]) -> usize {
    let Some((first, rest)) = lines.split_first() else {
        return 0;
    };
    let common = |line: &&str| {
        let pairs = first.chars().zip(line.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    rest.iter().map(common).min().unwrap_or(0)
}

fn joined(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

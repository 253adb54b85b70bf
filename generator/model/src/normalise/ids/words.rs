//! The few words that identifiers are reported by.

/// What a component's name says beyond the thing that it describes.
const ABOUT: [&str; 18] = [
    "base",
    "batch",
    "bulk",
    "common",
    "create",
    "data",
    "error",
    "failed",
    "generated",
    "id",
    "input",
    "item",
    "model",
    "outcome",
    "record",
    "request",
    "response",
    "update",
];

/// A name in lower case for one of what it counts.
pub(super) fn singular(name: &str) -> String {
    for (many, one) in [("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")] {
        if let Some(stem) = name.strip_suffix(many) {
            return format!("{stem}{one}");
        }
    }
    name.to_owned()
}

/// The words of a component's name that name the thing itself, in lower case and singular.
pub(super) fn thing(component: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = '_';
    for character in component.chars() {
        if !character.is_alphanumeric() {
            previous = '_';
            continue;
        }
        let begins = character.is_uppercase() && !previous.is_uppercase() || previous == '_';
        match words.last_mut() {
            Some(word) if !begins => word.extend(character.to_lowercase()),
            _ => words.push(character.to_lowercase().collect()),
        }
        previous = character;
    }
    let words = words.into_iter().map(|word| singular(&word));
    words
        .filter(|word| !ABOUT.contains(&word.as_str()))
        .collect()
}

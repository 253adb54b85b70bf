//! The standard terms of the field, in names, documentation and messages.
//!
//! Takes the files that maintainers read; finds each word of the table, alone or as a part of a name. Invariant: a word
//! inside another one, such as `standard`, is no match.

use super::Finding;
use super::rules::terms::{NAMES, PLACES, TERMS};
use super::tree::File;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    let read = |file: &&File| PLACES.iter().any(|place| file.path.starts_with(place));
    let judged =
        |file: &&File| !file.path.contains("/fixtures/") && !file.path.contains("/snapshots/");
    for file in files.iter().filter(read).filter(judged) {
        for (at, line) in file.lines() {
            let text = line.to_lowercase();
            let terms = TERMS.iter().filter(|(word, _)| holds(&text, word));
            let name = item(line).unwrap_or_default();
            let names = NAMES.iter().filter(|(word, _)| is_part(word, name));
            for (word, term) in terms.chain(names) {
                let message = format!("`{word}`: the standard term is {term}");
                findings.push(Finding::new("term", file, at, message));
            }
        }
    }
}

/// The name of the item that a line declares.
fn item(line: &str) -> Option<&str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let keywords = ["enum", "fn", "mod", "struct", "trait", "type"];
    let at = words.iter().position(|word| keywords.contains(word))?;
    let before =
        |word: &&str| matches!(*word, "async" | "const" | "unsafe") || word.starts_with("pub");
    let name = words
        .get(at + 1)
        .filter(|_| words[..at].iter().all(before))?;
    name.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .next()
}

/// Whether a word is one of those that a name is made of, in snake case or in camel case.
fn is_part(word: &str, name: &str) -> bool {
    let mut parts = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            parts.push(String::new());
        }
        if letter != '_' {
            parts
                .last_mut()
                .into_iter()
                .for_each(|part| part.extend(letter.to_lowercase()));
        }
    }
    parts.iter().any(|part| part == word)
}

/// Whether a text has a word with no letter before or after it.
fn holds(text: &str, word: &str) -> bool {
    let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

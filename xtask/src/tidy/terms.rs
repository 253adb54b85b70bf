//! The standard terms of the field, in names, documentation and messages.
//!
//! Takes the files that maintainers read; finds each word of the table, alone or as a part of a name. Invariant: a word
//! inside another one, such as `standard`, is no match.

use super::Finding;
use super::rules::terms::{PLACES, TERMS};
use super::tree::File;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    let read = |file: &&File| PLACES.iter().any(|place| file.path.starts_with(place));
    let judged =
        |file: &&File| !file.path.contains("/fixtures/") && !file.path.contains("/snapshots/");
    for file in files.iter().filter(read).filter(judged) {
        for (at, line) in file.lines() {
            let text = line.to_lowercase();
            for (word, term) in TERMS.iter().filter(|(word, _)| holds(&text, word)) {
                let message = format!("`{word}`: the standard term is {term}");
                findings.push(Finding::new("term", file, at, message));
            }
        }
    }
}

/// Whether a text has a word with no letter before or after it.
fn holds(text: &str, word: &str) -> bool {
    let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}

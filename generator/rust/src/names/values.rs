//! A value of the description as the name of a variant.

use super::Ident;
use super::together;
use super::wording::Together;

/// A value as a variant: `+` is a word, a hyphen between digits is `to`.
pub(super) fn named(
    text: &str,
    prefix: Option<&Ident>,
    spell_hyphen: bool,
    together: &Together,
) -> Ident {
    let characters: Vec<char> = text.chars().collect();
    let digit = |position: usize| characters.get(position).is_some_and(char::is_ascii_digit);
    let mut words = String::new();
    for (position, character) in characters.iter().enumerate() {
        match character {
            '+' => words.push_str(" plus "),
            '-' if position > 0 && digit(position - 1) && digit(position + 1) => {
                words.push_str(" to ");
            }
            '-' if spell_hyphen || position == 0 => words.push_str(" minus "),
            other if other.is_alphanumeric() || *other == '_' => words.push(*other),
            _ => words.push(' '),
        }
    }
    if !words.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        "value".clone_into(&mut words);
    }
    let name = Ident::camel(&together::apart(&words, together));
    match name.bare().strip_prefix('_') {
        Some(digits) if digits.ends_with('d') && is_number(&digits[..digits.len() - 1]) => {
            Ident::camel(&format!("Days{}", digits.trim_end_matches('d')))
        }
        Some(digits) => Ident::camel(&format!("{}{digits}", prefix.map_or("Value", Ident::bare))),
        None => name,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a plus is before a number: `GMT+1`, but not `65+`.
pub(super) fn has_sign(text: &str) -> bool {
    text.split_once('+')
        .is_some_and(|(_, rest)| is_number(rest))
}

/// Whether a hyphen is between a letter and a number: `GMT-1`, but not `18-24`.
pub(super) fn is_signed(text: &str) -> bool {
    text.split_once('-').is_some_and(|(before, rest)| {
        is_number(rest) && before.ends_with(|last: char| last.is_ascii_alphabetic())
    })
}

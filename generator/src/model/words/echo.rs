//! Whether words say more than the name of what they are about.

use std::collections::BTreeSet;

/// Words that carry nothing by themselves.
const EMPTY: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "for", "from", "has",
    "have", "if", "in", "is", "it", "its", "of", "on", "or", "that", "the", "their", "this", "to",
    "value", "was", "what", "when", "where", "whether", "which", "who", "whose", "with",
];

/// Whether every word of `text` is one of the names, in whatever form and order.
pub(super) fn is_echo(text: &str, names: &[&str]) -> bool {
    let known: BTreeSet<String> = names.iter().flat_map(|name| stems(name)).collect();
    stems(text).all(|stem| known.contains(&stem))
}

/// The words of a text or name that carry something, without their endings.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let words = words(text).into_iter();
    words
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .map(|word| stem(&word))
}

/// Words between spaces and marks, and between small and large letters.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for character in text.chars() {
        if !character.is_alphanumeric() || (was_small && character.is_uppercase()) {
            words.push(String::new());
        }
        if character.is_alphanumeric() {
            let last = words.last_mut();
            if let Some(last) = last {
                last.extend(character.to_lowercase());
            }
        }
        was_small = character.is_lowercase() || character.is_ascii_digit();
    }
    words.retain(|word| word.len() > 1);
    words
}

fn stem(word: &str) -> String {
    const ENDINGS: [&str; 9] = [
        "ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s",
    ];
    let cut = ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.len() > 2).then_some(stem)
    });
    let stem = cut.unwrap_or(word);
    let stem = stem.strip_suffix(['e', 'y', 'i']).unwrap_or(stem);
    if stem.starts_with("identif") {
        "id".to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::is_echo;

    #[test]
    fn words_in_another_form_are_an_echo() {
        for (text, names) in [
            ("Alt text.", ["Pin", "alt_text"]),
            ("The board's names.", ["Board", "name"]),
            ("Whether it is active.", ["CampaignCreate", "isActive"]),
            ("Identifies the ad account.", ["Ad", "ad_account_id"]),
            ("The countries of targeting.", ["TargetedCountry", "x"]),
        ] {
            assert!(is_echo(text, &names), "{text}");
        }
    }

    #[test]
    fn one_new_word_is_none() {
        for (text, names) in [
            (
                "Shown to people who cannot see the image.",
                ["Pin", "alt_text"],
            ),
            ("Always `ad`.", ["Ad", "type"]),
            ("In seconds.", ["Video", "duration"]),
        ] {
            assert!(!is_echo(text, &names), "{text}");
        }
    }
}

//! Whether words say more than the name of what they are about.

/// Words that carry nothing by themselves, in order.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "belong",
    "belongs",
    "by",
    "can",
    "concerned",
    "for",
    "from",
    "given",
    "has",
    "have",
    "if",
    "in",
    "is",
    "it",
    "its",
    "meant",
    "of",
    "on",
    "one",
    "ones",
    "or",
    "set",
    "sets",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "value",
    "wanted",
    "was",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "whose",
    "will",
    "with",
];

/// Whether every word of `text` is one of the names, in whatever form and order.
pub(super) fn is_echo(text: &str, names: &[&str]) -> bool {
    let known: Vec<String> = names.iter().flat_map(|name| stems(name)).collect();
    stems(text).all(|stem| known.contains(&stem))
}

/// The words of a text or name that carry something, without their endings.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let words = words(text).filter(|word| EMPTY.binary_search(&word.as_str()).is_err());
    words.map(|word| stem(&word))
}

/// Words of more than one letter between spaces and marks, and between small and large letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    let words = words.flat_map(humps).filter(|word| word.len() > 1);
    words.map(str::to_lowercase)
}

/// The parts of a word in camel case.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let small = |one: char| one.is_lowercase() || one.is_ascii_digit();
        let mut pairs = rest.char_indices().zip(rest.char_indices().skip(1));
        let border = pairs.find(|((_, one), (_, next))| small(*one) && next.is_uppercase());
        let (part, after) = rest.split_at(border.map_or(rest.len(), |(_, (at, _))| at));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
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
    use super::{EMPTY, is_echo};

    #[test]
    fn empty_words_are_in_order() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn words_in_another_form_are_an_echo() {
        for (text, names) in [
            ("Alt text.", ["Pin", "alt_text"]),
            ("The board's names.", ["Board", "name"]),
            ("Whether it is active.", ["CampaignCreate", "isActive"]),
            ("Identifies the ad account.", ["Ad", "ad_account_id"]),
            ("The countries of targeting.", ["TargetedCountry", "x"]),
            (
                "The ad account that it belongs to.",
                ["Ad", "ad_account_id"],
            ),
            ("The Pin that is meant.", ["Ad", "pin_id"]),
            ("Sets the name.", ["Board", "name"]),
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

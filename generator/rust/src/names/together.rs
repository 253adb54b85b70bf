//! Words that the description writes together: the table `words` of `names.toml`, as far as something has them.

use super::Builder;
use super::wording::{Together, split};
use model::ir::{Api, Shape};

impl Builder<'_> {
    /// The words that a type or a value has.
    pub(super) fn together(&mut self) -> Together {
        let words: Vec<String> = self.given.entries.table("words").keys().cloned().collect();
        let mut together = Together::new();
        for word in words {
            if is_there(self.api, &word)
                && let Some(name) = self.entry("words", &word)
            {
                together.push((word, name.bare().to_owned()));
            }
        }
        together
    }
}

fn is_there(api: &Api, word: &str) -> bool {
    let has = |text: &String| text.to_ascii_lowercase().contains(word);
    api.types.iter().any(|(_, def)| {
        let is_named_so = def.hint().words.iter().any(has);
        is_named_so
            || match &def.shape {
                Shape::Enum(values) => values.texts().iter().any(has),
                Shape::Union(union) => union.variants.iter().any(|one| has(&one.word)),
                Shape::Struct(_) | Shape::Id => false,
            }
    })
}

/// A value's words, with those taken apart that the table has.
pub(super) fn apart(words: &str, together: &Together) -> String {
    let mut parts = split(words);
    let is_known = |word: &String| together.iter().any(|(from, _)| from == word);
    if !parts.iter().any(is_known) {
        return words.to_owned();
    }
    for part in &mut parts {
        if let Some((_, to)) = together.iter().find(|(from, _)| from == part) {
            part.clone_from(to);
        }
    }
    parts.join("_")
}

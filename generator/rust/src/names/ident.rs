//! Rust identifiers, each in the case that its place asks for.

use std::fmt;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Keywords of every edition up to 2024, the reserved ones too.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const PATH_KEYWORDS: &[&str] = &["self", "super", "crate", "Self"];

/// Names become names of files, which no system allows to be longer than 255 bytes with all that is added to them.
const LONGEST: usize = 180;

/// A valid Rust identifier, in ASCII: it may become the name of a file or a Cargo feature.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// A value, field, function or module: `board_id`.
    pub(super) fn snake(words: &str) -> Self {
        Self::checked(ascii(words).to_snake_case(), "unnamed")
    }

    /// A type or variant: `BoardId`.
    pub(super) fn camel(words: &str) -> Self {
        Self::checked(ascii(words).to_upper_camel_case(), "Unnamed")
    }

    /// A type made of parts, each cased by itself, so that `Uint32Criteria` and `board_id` both keep their words.
    pub(super) fn camel_parts(parts: &[String]) -> Self {
        let parts = parts.iter();
        let text: String = parts
            .map(|part| ascii(part).to_upper_camel_case())
            .collect();
        Self::checked(text, "Unnamed")
    }

    /// A name given in `names.toml`, if it is an identifier that can be a file's name.
    pub(super) fn given(name: &str) -> Option<Self> {
        let is_free = !KEYWORDS.contains(&name);
        let identifier = name.len() <= LONGEST && is_free && is_identifier(name);
        identifier.then(|| Self(name.to_owned()))
    }

    /// A name like what was given in `names.toml`, which is none.
    pub(super) fn alike(name: &str, is_camel: bool) -> String {
        let (made, suffix) = if is_camel {
            (Self::camel(name), "Value")
        } else {
            (Self::snake(name), "_value")
        };
        match Self::given(made.bare()) {
            Some(given) => given.0,
            None => made.with_suffix(suffix).0,
        }
    }

    /// The same name with something appended.
    pub(super) fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.bare().trim_end_matches('_')))
    }

    /// The words of the name in snake case, to be part of another name.
    #[must_use]
    pub fn snake_words(&self) -> String {
        self.bare().to_snake_case()
    }

    /// The name without `r#`.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    fn checked(mut text: String, fallback: &str) -> Self {
        text.truncate(LONGEST);
        if text.is_empty() {
            fallback.clone_into(&mut text);
        } else if PATH_KEYWORDS.contains(&text.as_str()) {
            text.push('_');
        } else if KEYWORDS.contains(&text.as_str()) {
            text.insert_str(0, "r#");
        } else if text.starts_with(|first: char| first.is_ascii_digit()) {
            text.insert(0, '_');
        }
        Self(text)
    }
}

/// Whether a text is an identifier in ASCII, raw or not; keywords count, but for those that cannot be raw.
fn is_identifier(name: &str) -> bool {
    let bare = name.strip_prefix("r#").unwrap_or(name);
    let is_part = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let begins = bare.starts_with(|first: char| is_part(first) && !first.is_ascii_digit());
    begins && bare.chars().all(is_part) && bare != "_" && !PATH_KEYWORDS.contains(&bare)
}

/// Other letters separate words.
fn ascii(words: &str) -> String {
    words.replace(|letter: char| !letter.is_ascii(), " ")
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = match self.0.strip_prefix("r#") {
            Some(bare) => proc_macro2::Ident::new_raw(bare, Span::call_site()),
            None => proc_macro2::Ident::new(&self.0, Span::call_site()),
        };
        ident.to_tokens(tokens);
    }
}

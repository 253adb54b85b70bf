//! Documentation: sentences made of facts.

use std::fmt::Display;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) use super::markdown::rustdoc;
use crate::layout::LINE_END;
use crate::names::Ident;
use model::ir::{Deprecation, Type, Usage};

/// Lines as one `#[doc]` attribute, which the layout takes apart. What has nothing to say is silent: a name in other words
/// helps nobody.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return quote! { #[allow(missing_docs)] };
    }
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {}", visible(line))
        }
    });
    let lines: Vec<String> = lines.collect();
    let text = literal(&lines.join(LINE_END));
    quote! { #[doc = #text] }
}

/// A text as a raw literal, of which nothing has to be escaped and read back, unless that would end inside the text.
fn literal(text: &str) -> Literal {
    let raw = format!("r#\"{text}\"#").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

/// The longest alias: rustfmt and prettyplease break the line of a longer one in different places.
const LONGEST_ALIAS: usize = 60;

/// The name that searches find beside an item's own, if rustdoc takes it.
pub(super) fn alias(name: &str) -> Option<TokenStream> {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "/_-.".contains(one);
    let fits = (1..=LONGEST_ALIAS).contains(&name.len()) && name.chars().all(is_plain);
    fits.then(|| quote! { #[doc(alias = #name)] })
}

/// The name on the wire, if a search for it would not find the item by its own name: it has other letters, or a hyphen,
/// which no name has.
pub(super) fn wire_alias(wire: &str, name: &Ident) -> Option<TokenStream> {
    let letters = |text: &str| {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters
            .map(|one| one.to_ascii_lowercase())
            .collect::<String>()
    };
    let own = letters(name.bare());
    let is_other = wire.contains('-') || letters(wire) != own;
    is_other.then(|| alias(wire)).flatten()
}

/// The line with a space for each character that a comment must not have: control characters, and those that turn the
/// direction of writing.
pub(super) fn visible(line: &str) -> String {
    let turns = |one| matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.replace(|one: char| one.is_control() || turns(one), " ")
}

/// What is taken in what order: a list of arguments, each with the first sentence of its words; nothing of those without any.
pub(super) fn arguments(all: impl IntoIterator<Item = (impl Display, Vec<String>)>) -> Vec<String> {
    let item = |(name, lines): (_, Vec<String>)| {
        let words = lines.into_iter().next()?;
        let name = format!("{name}");
        Some(format!("- `{}`: {words}", name.trim_start_matches("r#")))
    };
    let mut list: Vec<String> = all.into_iter().filter_map(item).collect();
    if !list.is_empty() {
        list.insert(0, String::new());
    }
    list
}

/// A name as words: `AdGroup` is "ad group".
pub(super) fn words(name: &str) -> String {
    use heck::ToSnakeCase;
    name.to_snake_case().replace('_', " ")
}

/// A name on the wire as a sentence: `start_date` is "Start date."
pub(super) fn sentence(wire: &str) -> String {
    let words = words(wire);
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => "The value.".to_owned(),
    }
}

/// What warns the callers of something that is going away.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    let Deprecation { since, instead } = deprecation?;
    let since = since
        .as_ref()
        .map(|since| format!(" since its release {since}"));
    let instead = instead.as_ref().map(|instead| format!("; use `{instead}`"));
    let (since, instead) = (since.unwrap_or_default(), instead.unwrap_or_default());
    let note = format!("Pinterest is about to remove it{since}{instead}");
    Some(quote! { #[deprecated(note = #note)] })
}

/// The text of a usage, if it has one; then its limits, its default and its standing.
pub(super) fn usage(usage: &Usage) -> Vec<String> {
    let mut lines = usage.docs.as_deref().map(rustdoc).unwrap_or_default();
    let mut facts = limits(usage);
    if let Some(item) = usage.ty.inner() {
        facts.extend(limits(item).into_iter().map(|fact| format!("each: {fact}")));
    }
    if let Some(default) = &usage.default {
        let unset = format!("{default} if unset");
        let is_said = lines.iter().any(|line| line.contains(&unset));
        let fact = format!("server default: {}", code(&default.to_string()));
        facts.extend((!is_said).then_some(fact));
    }
    // What the words say already is not said again.
    facts.retain(|fact| !lines.iter().any(|line| line.contains(fact.as_str())));
    facts.extend(requirement(usage));
    if usage.from_path {
        facts.push("left unset, it is that of the call".to_owned());
    }
    if usage.read_only {
        facts.push("set by the server only".to_owned());
    }
    if !facts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("{}.", capital(&facts.join("; "))));
    }
    lines
}

/// The requirement of a usage in words.
fn requirement(usage: &Usage) -> Option<String> {
    let sets = usage.required_one_of.iter().map(|set| {
        let members: Vec<String> = set.iter().map(|member| code(member)).collect();
        members.join(" with ")
    });
    let sets: Vec<String> = sets.collect();
    (!sets.is_empty()).then(|| format!("needs {}", sets.join(", or ")))
}

/// A text as code, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|one| match one {
            control if control.is_control() => control.escape_default().to_string(),
            other => other.to_string(),
        })
        .collect();
    let longest = text.split(|one| one != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    match text.trim() {
        "" => format!("`{text:?}`"),
        plain if fence.len() == 1 && plain == text => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// A link to the item called `name`, or the text alone: links do not know raw identifiers.
pub(super) fn link(text: &str, target: &str, name: &Ident) -> String {
    let code = code(text);
    if name.to_string() != name.bare() {
        code
    } else if text == target {
        format!("[{code}]")
    } else {
        format!("[{code}]({target})")
    }
}

/// Names as code, in a list that ends in "and".
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n Ident>) -> String {
    let names = names.into_iter().map(|name| code(name.bare()));
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        names => names.concat(),
    }
}

/// The first sentence or paragraph of words, as one line.
pub(super) fn first(words: &str) -> Option<String> {
    let lines = rustdoc(words);
    let paragraph = lines.split(String::is_empty).next()?;
    let text = paragraph.join(" ");
    (!text.is_empty()).then_some(text)
}

/// Words on something that is taken, with the counts that they do not tell; how long an identifier is interests nobody.
pub(super) fn with_counts(mut lines: Vec<String>, usage: &Usage) -> Vec<String> {
    if let Some(first) = lines.first_mut()
        && usage.named().is_none()
    {
        let said = first.replace(',', "");
        let is_number = |word: &&str| word.starts_with(|one: char| one.is_ascii_digit());
        let is_new = |count: &String| {
            let mut numbers = count.split(' ').filter(is_number);
            numbers.any(|number| !said.contains(number))
        };
        let new = counts(usage).into_iter().filter(is_new);
        first.extend(new.map(|count| format!(" {}.", capital(&count))));
    }
    lines
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// Limits as phrases; a date says itself how it is written.
fn limits(usage: &Usage) -> Vec<String> {
    let mut facts = counts(usage);
    if let Some(pattern) = &usage.bounds.pattern
        && usage.ty != Type::Date
    {
        facts.push(format!("matches {}", code(pattern)));
    }
    facts
}

/// The limits that are numbers.
fn counts(usage: &Usage) -> Vec<String> {
    let bounds = &usage.bounds;
    let mut facts = Vec::new();
    let text = |number: Option<usize>| number.map(|number| number.to_string());
    let ranges = [
        (
            bounds.minimum.map(|n| n.to_string()),
            bounds.maximum.map(|n| n.to_string()),
            "",
        ),
        (
            text(bounds.min_length),
            text(bounds.max_length),
            " character",
        ),
        (text(bounds.min_items), text(bounds.max_items), " item"),
    ];
    for (low, high, unit) in ranges {
        facts.extend(range(low.as_deref(), high.as_deref(), unit));
    }
    let excluded = [
        (bounds.exclusive_minimum, bounds.minimum),
        (bounds.exclusive_maximum, bounds.maximum),
    ];
    let excluded = excluded.into_iter().filter(|(excluded, _)| *excluded);
    facts.extend(excluded.filter_map(|(_, limit)| Some(format!("not {} itself", limit?))));
    facts
}

fn range(low: Option<&str>, high: Option<&str>, unit: &str) -> Option<String> {
    let (numbers, count) = match (low, high) {
        (Some(low), Some(high)) if low != high => (format!("{low} to {high}"), None),
        (Some(_), Some(count)) => (format!("exactly {count}"), Some(count)),
        (Some(count), None) => (format!("at least {count}"), Some(count)),
        (None, Some(count)) => (format!("at most {count}"), Some(count)),
        (None, None) => return None,
    };
    let plural = if unit.is_empty() || count == Some("1") {
        ""
    } else {
        "s"
    };
    Some(format!("{numbers}{unit}{plural}"))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::attributes;
    use crate::layout::RustFile;

    /// Also what would end a literal, and what ends a line inside one.
    #[test]
    fn lines_are_laid_out_as_they_are() {
        let lines = ["A \"quote\", a \\ and r#\"raw\"#.", "", "Not\u{1f}a line."];
        let docs = attributes(&lines.map(str::to_owned));
        let item: syn::Item = parse_quote! { #docs struct Item; };
        let mut file = RustFile::default();
        file.push(item);
        let text = file.text();
        let expected =
            "/// A \"quote\", a \\ and r#\"raw\"#.\n///\n/// Not a line.\nstruct Item;\n";
        assert!(text.ends_with(expected), "{text}");
    }
}

//! Names of variants: the value or the alternative, in camel case.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Scope, itself};
use super::{Builder, Ident};
use crate::ir::{Enum, Union};
use crate::pointer::Pointer;

/// The variant for values that the description does not list.
const CATCH_ALL: &str = "Unrecognized";

impl Builder<'_> {
    /// The names of an enum's values.
    pub(super) fn values(&mut self, ty: &str, values: &Enum, at: &Pointer) -> Vec<Ident> {
        let texts: Vec<String> = match values {
            Enum::Text(values) => values.clone(),
            Enum::Whole(values) => values.iter().map(ToString::to_string).collect(),
        };
        let prefix = self.entry("prefixes", ty);
        let plain: Vec<Ident> = texts
            .iter()
            .map(|text| named(text, prefix.as_ref(), false))
            .collect();
        let names = texts.iter().zip(&plain).map(|(text, name)| {
            // A hyphen only becomes a word where it alone tells two values apart: GMT+1 and GMT-1 do not need it.
            let ambiguous = plain.iter().filter(|other| *other == name).count() > 1;
            (
                text.clone(),
                if ambiguous {
                    named(text, prefix.as_ref(), true)
                } else {
                    name.clone()
                },
            )
        });
        let names = names.collect();
        self.distinct(ty, names, at)
    }

    /// The names of the scopes that operations need.
    pub(super) fn scopes(&mut self) -> BTreeMap<String, Ident> {
        let operations = self.api.operations.iter();
        let scopes: BTreeSet<String> = operations
            .flat_map(|it| it.scopes.iter().cloned())
            .collect();
        let scopes: Vec<String> = scopes.into_iter().collect();
        let at = Pointer::root().child("components").child("securitySchemes");
        let names = self.values("Scope", &Enum::Text(scopes.clone()), &at);
        scopes.into_iter().zip(names).collect()
    }

    /// The names of a union's alternatives. A component that repeats the union's name gives only what it adds.
    pub(super) fn union(&mut self, ty: &str, union: &Union, at: &Pointer) -> Vec<Ident> {
        let names = union
            .variants
            .iter()
            .map(|variant| {
                let name = named(&variant.word, None, false);
                let short = name
                    .bare()
                    .strip_prefix(ty)
                    .filter(|rest| rest.starts_with(char::is_uppercase));
                let short = short.and_then(Ident::given);
                (variant.word.clone(), short.unwrap_or(name))
            })
            .collect();
        self.distinct(ty, names, at)
    }

    fn distinct(&mut self, ty: &str, names: Vec<(String, Ident)>, at: &Pointer) -> Vec<Ident> {
        let mut scope = Scope::default();
        names
            .into_iter()
            .map(|(text, name)| {
                let key = format!("{ty}.{text}");
                let mut name = self.entry("variants", &key).unwrap_or(name);
                if name.bare() == CATCH_ALL {
                    name = name.with_suffix("Value");
                }
                self.claim(&mut scope, &name, ("variants", &key), at, itself)
            })
            .collect()
    }
}

/// A value as a variant: `+` is a word, a hyphen between digits is `to`.
fn named(text: &str, prefix: Option<&Ident>, spell_hyphen: bool) -> Ident {
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
    let name = Ident::camel(&words);
    match name.bare().strip_prefix('_') {
        Some(digits) => Ident::camel(&format!("{}{digits}", prefix.map_or("Value", Ident::bare))),
        None => name,
    }
}

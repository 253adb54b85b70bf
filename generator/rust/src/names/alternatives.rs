//! Names of a union's alternatives: what tells them apart, without the words that all of them have.
//!
//! Takes a union and the names of types; gives a name for each alternative. Invariant: two alternatives that differ in
//! the description differ in what is left of them.

use std::collections::{BTreeSet, HashMap};

use super::Ident;
use super::values::named;
use super::wording::Together;
use super::wording::{is_joint, split};
use crate::lock;
use model::ir::{Api, TypeId, Union, Usage, Variant};

/// The names of the alternatives, in the union's order.
pub(super) fn names(
    api: &Api,
    owner: &str,
    union: &Union,
    types: &HashMap<TypeId, Ident>,
    together: &Together,
) -> Vec<Ident> {
    let components: Vec<Option<TypeId>> = union
        .variants
        .iter()
        .map(|variant| component(api, variant))
        .collect();
    let variants = union.variants.iter().zip(&components);
    let whole: Vec<Ident> = variants
        .map(|(variant, component)| match component {
            Some(id) => types[id].clone(),
            None => named(&variant.word, None, false, together),
        })
        .collect();
    let words: Vec<Vec<String>> = whole.iter().map(|name| split(name.bare())).collect();
    // A value of the tag says what it has to say.
    let are_components = components.iter().all(Option::is_some) && words.len() > 1;
    let common = if are_components {
        shared(&words)
    } else {
        (0, 0)
    };
    let owner = split(owner);
    let names = words.iter().zip(&whole);
    let short: Vec<Ident> = names
        .map(|(words, whole)| cut(words, &owner, common).unwrap_or_else(|| whole.clone()))
        .collect();
    let distinct: BTreeSet<&Ident> = short.iter().collect();
    if distinct.len() == short.len() {
        short
    } else {
        whole
    }
}

/// The words of the alternatives, as the lock has them: of alternatives with the same word each has what it holds.
pub(super) fn words(union: &Union, types: &HashMap<TypeId, Ident>) -> Vec<String> {
    let words = union.variants.iter().map(|variant| {
        if is_shared(union, variant) {
            written(&variant.usage, types)
        } else {
            variant.word.clone()
        }
    });
    words.collect()
}

/// The key of an alternative in `names.toml`. Of alternatives with the same word each is called by its own place.
pub(super) fn key(owner: &str, union: &Union, variant: &Variant) -> String {
    if is_shared(union, variant) {
        variant.usage.at.to_string()
    } else {
        lock::key(owner, &variant.word)
    }
}

fn is_shared(union: &Union, variant: &Variant) -> bool {
    let alike = union.variants.iter().filter(|one| one.word == variant.word);
    alike.count() > 1
}

/// A usage with the names of its types: enough to know it again, whether null is a value or not.
pub(super) fn written(usage: &Usage, types: &HashMap<TypeId, Ident>) -> String {
    let named = |id: TypeId| types.get(&id).map(ToString::to_string).unwrap_or_default();
    usage.text(&named).replace('?', "")
}

/// A name without the owner's words and those that all alternatives have, if that leaves one.
fn cut(words: &[String], owner: &[String], (front, back): (usize, usize)) -> Option<Ident> {
    let repeats = words.len() > owner.len() && words.starts_with(owner);
    let front = if repeats {
        front.max(owner.len())
    } else {
        front
    };
    let rest = words.get(front..words.len() - back)?;
    let begins = rest.first()?.starts_with(char::is_alphabetic);
    (begins && rest.len() < words.len()).then(|| Ident::camel_parts(rest))
}

/// The type that an alternative is called after: the component of that name.
fn component(api: &Api, variant: &Variant) -> Option<TypeId> {
    let id = variant.usage.named()?;
    let hint = api.types[id].hint();
    (hint.component && hint.words.first() == Some(&variant.word)).then_some(id)
}

/// How many words all names have in common in front and at the end, one word being left of each.
fn shared(all: &[Vec<String>]) -> (usize, usize) {
    let least = all.iter().map(Vec::len).min().unwrap_or(0);
    let spare = least.saturating_sub(1);
    let first = &all[0];
    let front = (0..spare).take_while(|at| all.iter().all(|one| one[*at] == first[*at]));
    let front = front.count();
    let back = (1..=spare - front).take_while(|from_end| {
        let word = &first[first.len() - from_end];
        !is_joint(word) && all.iter().all(|one| one[one.len() - from_end] == *word)
    });
    (front, back.count())
}

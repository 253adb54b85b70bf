//! Enums that an enum is made from: what an answer says goes into what is sent.
//!
//! Takes an enum that is sent; gives the enums of answers that mean the same. They do if their names end with the same
//! thing, and if of the shorter list three values of four are in the other: one list for a campaign that is there, another
//! for one that is made. The names are ours, which stay when the description renames its components. Invariant: nothing
//! is lost, since an open enum keeps what it does not name.

use std::collections::BTreeSet;

use super::macros::outside;
use super::{Context, features};
use crate::layout::Piece;
use model::ir::{Enum, Shape, TypeId};

/// Words that say nothing of the thing unless another one is before them.
const VAGUE: [&str; 3] = ["type", "status", "state"];

/// Words for one thing.
const SAME: [(&str, &str); 1] = [("locale", "language")];

/// The calls that make an enum from others.
pub(super) fn conversions(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let tags = &context.api.types[id].tags;
    let sources = sources(context, id).into_iter().map(|source| {
        let (name, other) = (context.names.ty(id), context.names.ty(source));
        let line = vec![format!("{name} from crate::types::{other}")];
        let others = &context.api.types[source].tags;
        if tags.is_subset(others) {
            Piece::Macro("enum_from".to_owned(), line)
        } else {
            Piece::Gated(features::cfg(context, others), outside("enum_from"), line)
        }
    });
    sources.collect()
}

/// Whether one enum is made from the other.
pub(super) fn is_made_from(context: Context<'_>, id: TypeId, source: TypeId) -> bool {
    Kin::of(context, id).is_some_and(|kin| kin.is_made_from(context, source))
}

fn sources(context: Context<'_>, id: TypeId) -> Vec<TypeId> {
    let Some(kin) = Kin::of(context, id) else {
        return Vec::new();
    };
    let all = context.api.types.iter().map(|(other, _)| other);
    let mut sources: Vec<TypeId> = all
        .filter(|other| *other != id && kin.is_made_from(context, *other))
        .collect();
    sources.sort_by_key(|other| context.names.ty(*other));
    sources
}

/// What is compared of an enum that is sent.
struct Kin<'a> {
    thing: Vec<String>,
    values: BTreeSet<&'a String>,
}

impl<'a> Kin<'a> {
    fn of(context: Context<'a>, id: TypeId) -> Option<Self> {
        let values = values(context, id).filter(|_| context.api.types[id].direction.request)?;
        Some(Self {
            thing: thing(context, id),
            values: values.iter().collect(),
        })
    }

    /// Most others are no enums of answers, and of most enums the values say sooner than the names that they are no kin.
    fn is_made_from(&self, context: Context<'_>, source: TypeId) -> bool {
        context.api.types[source].direction.response
            && values(context, source).is_some_and(|others| alike(&self.values, others))
            && thing(context, source) == self.thing
    }
}

fn values(context: Context<'_>, id: TypeId) -> Option<&Vec<String>> {
    match &context.api.types[id].shape {
        Shape::Enum(Enum::Text(values)) => Some(values),
        _ => None,
    }
}

/// The words at the end of a name that say what the values are.
fn thing(context: Context<'_>, id: TypeId) -> Vec<String> {
    let words = context.names.ty(id).snake_words();
    let mut thing = Vec::new();
    for word in words.rsplit('_') {
        let same = SAME.iter().find(|(one, _)| *one == word);
        thing.push(same.map_or(word, |(_, other)| other).to_owned());
        if !VAGUE.contains(&word) {
            break;
        }
    }
    thing
}

/// Whether one list is the other but for a few values. One value in common says nothing.
fn alike(one: &BTreeSet<&String>, other: &[String]) -> bool {
    let shared = other.iter().filter(|value| one.contains(value)).count();
    shared >= 2 && shared * 4 >= one.len().min(other.len()) * 3
}

//! How much a type is like what the lock has of one: the share of members that both have.

use std::collections::BTreeSet;

use super::entries::{Entries, members};
use model::ir::{Shape, TypeDef};

/// At least so much of two types is the same if they are one.
pub(super) const ENOUGH: f64 = 0.5;

/// With fewer members than this, types are alike by chance.
pub(super) const TELLING: usize = 3;

/// The members that the lock has of a type.
pub(super) fn recorded<'l>(lines: &'l Entries, ty: &str, kind: &str) -> BTreeSet<&'l str> {
    match kind {
        "struct" => members(&lines.fields, ty).map(|(wire, _)| wire).collect(),
        "enum" => members(&lines.variants, ty)
            .map(|(value, _)| value)
            .collect(),
        "union" => members(&lines.alternatives, ty)
            .map(|(word, _)| word)
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// The members that a type has, as the lock writes them.
pub(super) fn present(def: &TypeDef) -> BTreeSet<String> {
    match &def.shape {
        Shape::Struct(object) => {
            let fields = object.fields.iter().map(|field| field.wire.clone());
            let rest = object.rest.iter().map(|_| super::REST.to_owned());
            fields.chain(rest).collect()
        }
        Shape::Enum(values) => values.texts().into_iter().collect(),
        Shape::Union(union) => union.variants.iter().map(|one| one.word.clone()).collect(),
        Shape::Id => BTreeSet::new(),
    }
}

/// From 0, nothing in common, to 1, the same.
pub(super) fn share(old: &BTreeSet<&str>, new: &BTreeSet<String>) -> f64 {
    let both = old.iter().filter(|one| new.contains(**one)).count();
    let all = old.len() + new.len() - both;
    match (u32::try_from(both), u32::try_from(all)) {
        (Ok(both), Ok(all)) if all > 0 => f64::from(both) / f64::from(all),
        _ => 1.0,
    }
}

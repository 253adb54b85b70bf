//! Copies: what was fetched becomes what is created again.
//!
//! Takes a struct that is sent, `XCreate`; gives what makes it from the `X` of answers. There is a copy if the answer has all
//! that is required and three of four members, each of the same type. Invariant: a copy never has the `id` of what it was
//! made from nor what the path of its call says, and what is required is there or the copy is refused.

use std::collections::BTreeSet;

use super::macros::outside;
use super::ty::Scope;
use super::{Context, docs, features, kinship};
use crate::layout::Piece;
use model::ir::{Field, Location, Struct, TypeId, Usage};

/// What the names of bodies that create end with.
const CREATE: &str = "Create";

/// How a copy gets its members.
pub(super) struct Copied {
    source: TypeId,
    /// In the order of the members, in the words of the macro.
    ways: Vec<Way>,
}

/// How a member of a copy is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Nothing is there to be copied.
    Absent,
    /// It may be absent and must not be.
    Needed,
    /// A list or map, which is not sent if it is empty.
    Filled,
    Same,
    Some,
    Into,
    SomeInto,
    EachInto,
}

impl Copied {
    /// The function of the standard library's trait that makes it.
    fn conversion(&self) -> &'static str {
        if self.ways.contains(&Way::Needed) {
            "try_from"
        } else {
            "from"
        }
    }
}

/// How the struct is a copy, if it is one.
pub(super) fn copied(context: Context<'_>, id: TypeId, object: &Struct) -> Option<Copied> {
    let thing = context.names.ty(id).bare().strip_suffix(CREATE)?;
    let types = context.api.types.iter();
    let mut answers = types.filter(|(_, def)| def.direction.response);
    let (source, _) = answers.find(|(other, _)| context.names.ty(*other).bare() == thing)?;
    let original = context.api.types.object(source)?;
    let own = own(context, id);
    let members = object.fields.iter().zip(context.names.fields(id));
    let ways = members.map(|member @ (field, _)| {
        let mut twins = original.fields.iter().zip(context.names.fields(source));
        let twin = twins.find(|twin| twin.0.wire == field.wire && twin.1 == member.1);
        let twin = twin.filter(|_| !own.contains(field.wire.as_str()));
        let way = twin.and_then(|(twin, _)| way(context, twin, field));
        if way.is_none() && field.is_argument() {
            return None;
        }
        Some(way.unwrap_or(Way::Absent))
    });
    let ways: Vec<Way> = ways.collect::<Option<_>>()?;
    let there = ways.iter().filter(|way| **way != Way::Absent).count();
    let enough = there >= 2 && there * 4 >= ways.len() * 3;
    let copied = Copied { source, ways };
    (enough && object.rest.is_none()).then_some(copied)
}

/// The call that makes a copy.
pub(super) fn piece(context: Context<'_>, id: TypeId, object: &Struct, copied: &Copied) -> Piece {
    let (name, source) = (context.names.ty(id), context.names.ty(copied.source));
    let way = copied.conversion();
    let mut lines = vec![format!("{name} {way} crate::types::{source} {{")];
    let members = object.fields.iter().zip(context.names.fields(id));
    let members = members.zip(&copied.ways).map(|((field, name), way)| {
        let word = match way {
            Way::Absent if field.patch => "unset".to_owned(),
            Way::Absent => "none".to_owned(),
            Way::Needed => format!("needed {:?}", field.wire),
            Way::Filled => "filled".to_owned(),
            Way::Same => "same".to_owned(),
            Way::Some => "some".to_owned(),
            Way::Into => "into".to_owned(),
            Way::SomeInto => "some_into".to_owned(),
            Way::EachInto => "each_into".to_owned(),
        };
        format!("    {name}: {word};")
    });
    lines.extend(members);
    lines.push("}".to_owned());
    let tags = &context.api.types[copied.source].tags;
    if context.api.types[id].tags.is_subset(tags) {
        Piece::Macro("copied".to_owned(), lines)
    } else {
        Piece::Gated(features::cfg(context, tags), outside("copied"), lines)
    }
}

/// Says on the type that there is a copy, and what it lacks.
pub(super) fn docs(context: Context<'_>, id: TypeId, object: &Struct) -> Vec<String> {
    let Some(copied) = copied(context, id, object) else {
        return Vec::new();
    };
    let (name, source) = (context.names.ty(id), context.names.ty(copied.source));
    let way = copied.conversion();
    let link = docs::link(source.bare(), &format!("crate::types::{source}"), source);
    let absent = object.fields.iter().zip(&copied.ways);
    let absent = absent.filter(|(_, way)| **way == Way::Absent);
    let absent: Vec<String> = absent.map(|(field, _)| docs::code(&field.wire)).collect();
    let text =
        format!("What was fetched, as {link}, becomes one by `{name}::{way}`, to be created again");
    vec![
        String::new(),
        if absent.is_empty() {
            text + "."
        } else {
            format!("{text}, without {}.", absent.join(", "))
        },
    ]
}

/// What belongs to the original alone: its id, and what the path says of where it is.
fn own(context: Context<'_>, id: TypeId) -> BTreeSet<&str> {
    let operations = context.api.operations.iter();
    let sending = operations.filter(|operation| {
        let mut sent = false;
        let body = operation.body.iter();
        body.for_each(|body| body.usage.for_each_named(&mut |named| sent |= named == id));
        sent
    });
    let parameters = sending.flat_map(|operation| &operation.parameters);
    let in_path = parameters.filter(|one| one.location == Location::Path);
    in_path.map(|one| one.name.as_str()).chain(["id"]).collect()
}

/// How a member is made of that of the answer, if it can be.
fn way(context: Context<'_>, twin: &Field, field: &Field) -> Option<Way> {
    if twin.boxed != field.boxed || twin.patch || field.patch {
        return None;
    }
    let is_there = twin.list || twin.is_argument();
    let is_same = is_same(context, &twin.usage, &field.usage)?;
    Some(match (is_there, field.is_argument(), is_same) {
        (false, true, true) => Way::Needed,
        (false, true, false) => return None,
        (true, false, true) if twin.list => Way::Filled,
        (true, false, true) => Way::Some,
        (true, false, false) => Way::SomeInto,
        (false, false, false) => Way::EachInto,
        (true, true, false) => Way::Into,
        (_, _, true) => Way::Same,
    })
}

/// Whether the types are one, or else one is made from the other.
fn is_same(context: Context<'_>, from: &Usage, to: &Usage) -> Option<bool> {
    if context.ty(from, Scope::Types) == context.ty(to, Scope::Types) {
        return Some(true);
    }
    kinship::is_made_from(context, to.named()?, from.named()?).then_some(false)
}

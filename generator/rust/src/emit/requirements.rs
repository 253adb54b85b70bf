//! What a value that is sent needs, in words.
//!
//! Takes a struct; gives a paragraph of its documentation. Invariant: what a page says is required is what `new` takes.

use super::{Context, arguments, docs};
use crate::names::Ident;
use model::ir::{Argument, Shape, Struct, TypeId};

/// What is required, and what becomes of members that are not set; nothing of types that answers have too.
pub(super) fn lines(context: Context<'_>, id: TypeId) -> Vec<String> {
    let def = &context.api.types[id];
    let Shape::Struct(object) = &def.shape else {
        return Vec::new();
    };
    if !def.direction.request || def.direction.response {
        return Vec::new();
    }
    let names = context.names.fields(id);
    let (needs, together) = (needs(object, names), together(context, object, names));
    let rest = if object.updates && object.arguments().count() < object.fields.len() {
        "; what is not set stays as it is"
    } else {
        ""
    };
    let nulls = match nulls(context, id).as_slice() {
        [] => String::new(),
        some => format!(
            " Pinterest requires {} too, and takes null, which is sent if unset.",
            docs::listed(some.iter().copied())
        ),
    };
    vec![String::new(), format!("{needs}{together}{rest}.{nulls}")]
}

/// The members for which null is sent until they are set.
pub(super) fn nulls(context: Context<'_>, id: TypeId) -> Vec<&Ident> {
    let Some(object) = context.api.types.object(id) else {
        return Vec::new();
    };
    let is_answer = context.api.types[id].direction.response;
    let members = object.fields.iter().zip(context.names.fields(id));
    members
        .filter(|(field, _)| field.is_null_if_unset() && !is_answer)
        .map(|(_, name)| name)
        .collect()
}

fn needs(object: &Struct, names: &[Ident]) -> String {
    let required: Vec<&Ident> = object
        .arguments()
        .map(|position| &names[position])
        .collect();
    match required.as_slice() {
        [] => "No member is required by itself".to_owned(),
        [one] => format!("Requires {}", docs::code(one.bare())),
        some => format!("Requires {}", docs::listed(some.iter().copied())),
    }
}

/// The members that `new` takes as one argument.
fn together(context: Context<'_>, object: &Struct, names: &[Ident]) -> String {
    let arguments = object.arguments.iter().filter(|_| !object.by_name);
    let bundles = arguments.filter_map(|argument| match argument {
        Argument::Bundle(of, members) => {
            let members = docs::listed(members.iter().map(|position| &names[*position]));
            let argument = arguments::bundle(context, *of).0;
            Some(format!("; `new` takes {members} as `{argument}`"))
        }
        Argument::Member(_) => None,
    });
    bundles.collect()
}

//! The documentation of members: their words, in which `{thing}` is what they belong to.
//!
//! Takes a member and its type; gives lines. Invariant: `{thing}` is in the first sentence or nowhere.

use super::docs::{usage, words};
use super::{Context, uses};
use model::ir::{Field, Shape, Type, TypeId, Usage};

/// What words on members say in place of the thing that the member belongs to, that an id identifies or that a list has.
const THING: &str = "{thing}";

/// The lines of a member of a type.
pub(super) fn docs(context: Context<'_>, of: TypeId, field: &Field) -> Vec<String> {
    let mut lines = if is_change(context, of) {
        // The server fills in its default where something is made, not where it is changed.
        usage(&Usage {
            default: None,
            ..field.usage.clone()
        })
    } else {
        usage(&field.usage)
    };
    if lines.first().is_some_and(|line| line.contains(THING)) {
        let identifies = field.usage.named();
        let identifies = identifies.filter(|id| matches!(context.api.types[*id].shape, Shape::Id));
        let listed = field.usage.ty.inner().and_then(Usage::named);
        let thing = thing(context, identifies.or(listed).unwrap_or(of));
        lines[0] = lines[0].replace(THING, &thing);
        if field.wire == "id" {
            let takers = identifies.and_then(|id| uses::takers(context, id));
            lines[0].extend(takers);
        }
    }
    let unset = unset(context, of, field);
    if let Some(unset) = unset.filter(|_| !lines.is_empty()) {
        lines.extend([String::new(), unset.to_owned()]);
    }
    lines
}

/// What sending null does to the value that there is; where a mask says what changes, it has to name the member.
pub(super) fn null(context: Context<'_>, of: TypeId, field: &Field) -> &'static str {
    const MASK: &str = "update_mask";
    let words = field.usage.docs.as_deref().unwrap_or_default();
    // A choice is never without a value, so no name says what it is then.
    let chosen = field.usage.ty.inner().unwrap_or(&field.usage);
    let is_choice = chosen.ty == Type::Boolean || context.is_enum(chosen);
    let object = context.api.types.object(of);
    let is_masked = object.is_some_and(|object| object.fields.iter().any(|one| one.wire == MASK));
    if words.contains("ignores")
        || words.contains("is ignored")
        || words.starts_with("Without effect")
    {
        ", which Pinterest ignores like any other value"
    } else if words.contains("removes") && !words.contains("null removes") {
        "; Pinterest names another value that removes what there is"
    } else if words.contains("what null does") || is_choice && !words.contains("null") {
        "; Pinterest does not say what that does"
    } else if is_masked {
        ", which removes the present value if `update_mask` names the member"
    } else {
        ", which removes the present value"
    }
}

/// What is sent for a member of a body that is required, may be null and is not set.
fn unset(context: Context<'_>, of: TypeId, field: &Field) -> Option<&'static str> {
    let direction = context.api.types[of].direction;
    (field.is_null_if_unset() && direction.request && !direction.response)
        .then_some("Sent as null if unset.")
}

/// Whether the type is called like what is sent to change something.
fn is_change(context: Context<'_>, of: TypeId) -> bool {
    let name = context.names.ty(of).bare();
    ["Update", "Change"].iter().any(|end| name.ends_with(end))
}

/// A type as words: what it is, not what is done with it.
fn thing(context: Context<'_>, id: TypeId) -> String {
    const ENDS: [&str; 6] = ["id", "create", "update", "outcome", "data", "details"];
    let words = words(context.names.ty(id).bare());
    let words: Vec<&str> = words.split(' ').collect();
    let thing = match words.as_slice() {
        [thing @ .., end] if !thing.is_empty() && ENDS.contains(end) => thing,
        thing => thing,
    };
    let thing = thing
        .iter()
        .map(|word| if *word == "pin" { "Pin" } else { word });
    thing.collect::<Vec<_>>().join(" ")
}

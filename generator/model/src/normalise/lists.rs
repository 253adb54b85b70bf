//! Pass *lists*: the lists and maps of answers, which are never missing to a reader.
//!
//! In an answer absent, null and empty say the same, so the member is a plain list or map. A type that is sent too keeps
//! the difference: an empty list there may clear what an absent one leaves.

use crate::ir::{Api, Shape, Type};

pub(super) fn run(api: &mut Api) {
    for id in api.types.ids() {
        let direction = api.types[id].direction;
        if direction.request || !direction.response {
            continue;
        }
        if let Shape::Struct(object) = &mut api.types[id].shape {
            for field in &mut object.fields {
                field.list = matches!(field.usage.ty, Type::List(_) | Type::Map(..));
            }
        }
    }
}

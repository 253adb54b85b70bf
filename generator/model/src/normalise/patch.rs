//! Pass *patch*: the members of update bodies that may be null.
//!
//! In the body of a PATCH, absent leaves a member as it is and null clears it. A type that answers use too stays plain:
//! reading it would be painful, and it has no null to send.

use crate::ir::{Api, Shape};

pub(super) fn run(api: &mut Api) {
    let updates = api
        .operations
        .iter()
        .filter(|operation| operation.method == "PATCH");
    let bodies = updates.filter_map(|operation| operation.body.as_ref());
    for id in api.reached_from(bodies.map(|body| &body.usage)) {
        if api.types[id].direction.response {
            continue;
        }
        if let Shape::Struct(object) = &mut api.types[id].shape {
            for field in &mut object.fields {
                field.patch = field.usage.nullable && !field.required;
            }
        }
    }
}

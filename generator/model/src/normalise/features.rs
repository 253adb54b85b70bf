//! Pass *features*: the tags whose operations reach each type, so that a feature has all that it needs.

use crate::ir::{Api, Operation};

pub(super) fn run(api: &mut Api) {
    for tag in 0..api.tags.len() {
        let operations = api
            .operations
            .iter()
            .filter(|operation| operation.tag == tag);
        for id in api.reached_from(operations.flat_map(Operation::usages)) {
            api.types[id].tags.insert(tag);
        }
    }
}

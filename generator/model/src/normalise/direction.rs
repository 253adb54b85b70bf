//! Pass *direction*: which way each type travels, so that each gets the half of serde that it needs.

use crate::ir::{Api, Operation};

pub(super) fn run(api: &mut Api) {
    let sent = api.reached_from(api.operations.iter().flat_map(Operation::sent));
    let answered = api.reached_from(api.operations.iter().filter_map(|one| one.success.as_ref()));
    for id in sent {
        api.types[id].direction.request = true;
    }
    for id in answered {
        api.types[id].direction.response = true;
    }
}

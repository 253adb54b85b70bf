//! Pass *bounds*: a definition that is weaker than its synonyms gets their limit.
//!
//! `page_size` has a maximum in every definition but one, `pin_id` a pattern in every one but one. A limit that all
//! definitions with such a limit agree on holds for the others of the same parameter too.

use crate::ir::{Api, Bounds, ParameterUse};

pub(super) fn run(api: &mut Api) {
    for index in 0..api.parameters.len() {
        let mut uses: Vec<&mut ParameterUse> = api
            .operations
            .iter_mut()
            .flat_map(|operation| &mut operation.parameters)
            .filter(|parameter| parameter.logical.0 == index)
            .collect();
        fill(&mut uses, |bounds| &mut bounds.minimum);
        fill(&mut uses, |bounds| &mut bounds.maximum);
        fill(&mut uses, |bounds| &mut bounds.min_length);
        fill(&mut uses, |bounds| &mut bounds.max_length);
        fill(&mut uses, |bounds| &mut bounds.pattern);
    }
}

fn fill<T: Clone + PartialEq>(
    uses: &mut [&mut ParameterUse],
    part: impl Fn(&mut Bounds) -> &mut Option<T>,
) {
    let mut agreed: Option<T> = None;
    for parameter in uses.iter_mut() {
        match (part(&mut parameter.usage.bounds).clone(), &agreed) {
            (Some(limit), Some(other)) if limit != *other => return,
            (Some(limit), _) => agreed = Some(limit),
            (None, _) => {}
        }
    }
    for parameter in uses.iter_mut() {
        let limit = part(&mut parameter.usage.bounds);
        if limit.is_none() {
            limit.clone_from(&agreed);
        }
    }
}

//! Which branches of its unions a value is.

use serde_json::Value;

use super::{Additional, Branch, Shape, Union};
use crate::description::Description;

impl<'d> Shape<'d> {
    /// What `schemas` say of this very `value`: of each union the branches that it can be, and
    /// whatever it likes if its tag is unknown.
    #[must_use]
    pub fn of_value(description: &'d Description, schemas: &[&'d Value], value: &Value) -> Self {
        let mut shape = Self::of(description, schemas);
        while let Some(union) = shape.unions.pop() {
            let branches = branches(description, &union, value);
            if branches.is_empty() {
                shape.additional = Additional::Any;
            }
            for branch in branches {
                shape.choose(union.tag, branch);
            }
        }
        shape
    }

    /// The same with one branch chosen of each union, in every way that fits.
    #[must_use]
    pub fn alternatives(
        description: &'d Description,
        schemas: &[&'d Value],
        value: &Value,
    ) -> Vec<Self> {
        let mut open = vec![Self::of(description, schemas)];
        let mut settled = Vec::new();
        while let Some(mut shape) = open.pop() {
            let Some(union) = shape.unions.pop() else {
                settled.push(shape);
                continue;
            };
            for branch in branches(description, &union, value) {
                let mut chosen = shape.clone();
                chosen.choose(union.tag, branch);
                open.push(chosen);
            }
        }
        settled
    }
}

/// The branches that `value` can be; none if it has a tag that the union does not know.
fn branches<'d>(description: &'d Description, union: &Union<'d>, value: &Value) -> Vec<Branch<'d>> {
    let tag = union
        .tag
        .and_then(|tag| value.get(tag))
        .and_then(Value::as_str);
    if let Some(tag) = tag {
        let named = union
            .branches
            .iter()
            .filter(|branch| branch.name == Some(tag));
        return named.copied().collect();
    }
    let fits = |branch: &&Branch<'d>| {
        let mut shape = Shape::of(description, &[]);
        shape.choose(None, **branch);
        is_of_kind(&shape, value) && shape.required.iter().all(|name| value.get(name).is_some())
    };
    let fitting: Vec<_> = union.branches.iter().filter(fits).copied().collect();
    if fitting.is_empty() {
        union.branches.clone()
    } else {
        fitting
    }
}

fn is_of_kind(shape: &Shape<'_>, value: &Value) -> bool {
    match shape.kind {
        None => true,
        Some("integer" | "number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some(_) => value.is_object(),
    }
}

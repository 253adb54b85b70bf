//! How far picking has to count until it has seen everything.

use serde_json::Value;

use crate::description::Description;
use crate::shape::{Additional, Shape};

/// How many recipes it takes until every branch of every union in `schema` was picked.
#[must_use]
pub fn picks(description: &Description, schema: &Value) -> usize {
    widest(description, &[schema], &[])
}

fn widest<'d>(description: &'d Description, schemas: &[&'d Value], above: &[&'d str]) -> usize {
    let mut shape = Shape::of(description, schemas);
    if shape
        .references
        .iter()
        .any(|reference| above.contains(reference))
    {
        return 1;
    }
    let mut most = 1;
    let mut below: Vec<Vec<&Value>> = Vec::new();
    while let Some(union) = shape.unions.pop() {
        most = most.max(union.branches.len());
        for branch in union.branches {
            let mut branched = shape.clone();
            branched.choose(union.tag, branch);
            below.extend(branched.properties.into_values());
        }
    }
    let above = [above, &shape.references].concat();
    below.extend(shape.properties.into_values());
    if !shape.items.is_empty() {
        below.push(shape.items);
    }
    if let Additional::Of(schema) = shape.additional {
        below.push(vec![schema]);
    }
    below
        .iter()
        .map(|schemas| widest(description, schemas, &above))
        .max()
        .unwrap_or(1)
        .max(most)
}

//! Pass *report rows*: rows that have a member for each column that the call asked for.
//!
//! An operation that takes `columns` answers with a list of rows; their description names the columns that each row
//! has and, in some releases, forgets the rest. Without this pass the metrics themselves would be lost.

use std::collections::BTreeSet;

use crate::ir::{Api, Enum, Location, Operation, Shape, Type, TypeId, Usage};

/// The parameter that chooses the columns of a report.
const COLUMNS: &str = "columns";

pub(super) fn run(api: &mut Api) {
    let rows: BTreeSet<TypeId> = api
        .operations
        .iter()
        .filter(|operation| chooses_columns(api, operation))
        .filter_map(row)
        .collect();
    for id in rows {
        let def = &mut api.types[id];
        let at = def.at().clone();
        if let Shape::Struct(object) = &mut def.shape {
            object
                .rest
                .get_or_insert_with(|| Box::new(Usage::new(Type::Any, at)));
        }
    }
}

fn chooses_columns(api: &Api, operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| {
        let column = parameter.usage.ty.inner().and_then(Usage::named);
        let shape = column.map(|id| &api.types[id].shape);
        (parameter.location, parameter.name.as_str()) == (Location::Query, COLUMNS)
            && matches!(shape, Some(Shape::Enum(Enum::Text(_))))
    })
}

/// The row, if the answer is a plain list of them.
fn row(operation: &Operation) -> Option<TypeId> {
    match &operation.success.as_ref()?.ty {
        Type::List(row) => row.named(),
        _ => None,
    }
}

//! Reports: the enums by which requests choose columns, and the objects whose members are those columns.
//!
//! A report is found by the word `columns`, the name of the parameter or of the member of a body that lists them. An order
//! that chooses columns in its body is answered with a token, and its rows come in a file; so only parameters tell rows.

use crate::ir::{Api, Enum, Operation, Reports, Shape, Struct, Type, TypeId, Usage};

/// The parameter, or the member of a body, that chooses the columns of a report.
const COLUMNS: &str = "columns";

pub(super) fn reports(api: &Api) -> Reports {
    let mut reports = Reports::default();
    for operation in &api.operations {
        let parameters = operation.parameters.iter();
        let mut chosen = parameters.filter(|one| one.name == COLUMNS);
        let chosen = chosen.find_map(|one| listed_enum(api, &one.usage));
        reports.columns.extend(chosen);
        reports.columns.extend(in_body(api, operation));
        let Some(columns) = chosen else { continue };
        for id in api.reached_from(&operation.success) {
            if api.types.object(id).is_some_and(has_metrics) {
                reports.rows.entry(id).or_default().insert(columns);
            }
        }
    }
    reports
}

fn in_body(api: &Api, operation: &Operation) -> Option<TypeId> {
    let body = api.types.object(operation.body.as_ref()?.usage.named()?)?;
    let columns = body.fields.iter().find(|field| field.wire == COLUMNS)?;
    listed_enum(api, &columns.usage)
}

fn listed_enum(api: &Api, usage: &Usage) -> Option<TypeId> {
    let Type::List(item) = &usage.ty else {
        return None;
    };
    let id = item.named()?;
    matches!(api.types[id].shape, Shape::Enum(Enum::Text(_))).then_some(id)
}

/// Whether an object takes any further member, or has a map of its metrics.
fn has_metrics(object: &Struct) -> bool {
    let rest = object.rest.as_ref();
    rest.is_some_and(|rest| rest.ty == Type::Any) || object.metrics().is_some()
}

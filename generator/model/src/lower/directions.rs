//! Members that only travel one way, where a schema requires them the other way too.

use serde_json::Value;

use crate::ir::{Api, Field, Shape, TypeDef};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Pointer;

/// Reports what a request has to give though only answers have it, and what an answer lacks though it is required.
/// Takes the API after its types know which way they travel.
pub fn check(api: &Api, document: &Value, diagnostics: &mut Diagnostics) {
    for (_, def) in api.types.iter() {
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        for field in object.fields.iter().filter(|field| field.required) {
            diagnostics.extend(finding(def, field, document));
        }
    }
}

fn finding(def: &TypeDef, field: &Field, document: &Value) -> Option<Diagnostic> {
    let at = &field.usage.at;
    let (code, what) = if def.direction.request && field.usage.read_only {
        (
            Code::Narrowed,
            "the member is read-only and required, so requests have to give it too",
        )
    } else if def.direction.response && is_write_only(at, document) {
        (
            Code::UnsupportedSchema,
            "the member is write-only and required, but answers do not have it",
        )
    } else {
        return None;
    };
    let keyword = match code {
        Code::Narrowed => "readOnly",
        _ => "writeOnly",
    };
    let edit = required_name(at, &field.wire, document).unwrap_or_else(|| at.child(keyword));
    let finding = Diagnostic::new(code, at, what, "let it be optional");
    Some(finding.fix(Fix::Overlay(vec![Edit::Remove(edit)])))
}

fn is_write_only(at: &Pointer, document: &Value) -> bool {
    let schema = at.lookup(document);
    schema.and_then(|schema| schema.get("writeOnly")) == Some(&Value::Bool(true))
}

/// Where the schema around a property says that it is required.
fn required_name(at: &Pointer, name: &str, document: &Value) -> Option<Pointer> {
    let list = at.parent()?.parent()?.child("required");
    let names = list.lookup(document)?.as_array()?;
    let position = names.iter().position(|one| one == name)?;
    Some(list.index(position))
}

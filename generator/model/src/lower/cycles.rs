//! Unions in a circle: one whose alternatives are unions again, and so on back to itself, is decided by no value.

use std::collections::BTreeSet;

use serde_json::json;

use crate::ir::{Shape, Type, TypeId, Types};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};

/// Reports every union that is an alternative of itself.
pub(super) fn check(types: &Types, diagnostics: &mut Diagnostics) {
    for (id, def) in types.iter() {
        if is_own_alternative(types, id) {
            let finding = Diagnostic::new(
                Code::UnsupportedSchema,
                def.at(),
                "the schema is one of its own alternatives",
                "break the circle",
            );
            let edit = Edit::Set(def.at().clone(), json!({}));
            diagnostics.add(finding.fix(Fix::Overlay(vec![edit])));
        }
    }
}

fn is_own_alternative(types: &Types, union: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<TypeId> = alternatives(types, union).collect();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(alternatives(types, id));
        }
    }
    seen.contains(&union)
}

/// The named types among the alternatives of a union.
fn alternatives(types: &Types, id: TypeId) -> impl Iterator<Item = TypeId> {
    let variants = match &types[id].shape {
        Shape::Union(union) => union.variants.as_slice(),
        _ => &[],
    };
    variants
        .iter()
        .filter_map(|variant| match variant.usage.ty {
            Type::Named(id) => Some(id),
            _ => None,
        })
}

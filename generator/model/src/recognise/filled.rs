//! Members of bodies that a call gives of its path: what is of an ad account goes to the address of that ad account, and
//! nobody says so twice.
//!
//! Takes the members with `x-from-path`; gives `Operation::filled`. Invariant: each such member that a body has is filled
//! in by the call, or is a finding.

use std::collections::BTreeSet;

use crate::ir::{Api, Location, Operation, Type, TypeId};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Pointer;

/// Says of every operation what it fills in.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut lost = BTreeSet::new();
    let filled = api.operations.iter().map(|one| of(api, one, &mut lost));
    let filled: Vec<_> = filled.collect();
    for (operation, filled) in api.operations.iter_mut().zip(filled) {
        operation.filled = filled;
    }
    for at in lost {
        let what = "`x-from-path` belongs to a member of an object in the body, by itself or in a list, which is called \
                    as a parameter of the path and of its type";
        let finding = Diagnostic::new(
            Code::UnsupportedSchema,
            &at,
            what,
            "rewrite it, or do without it",
        );
        let edit = Edit::Remove(at.child("x-from-path"));
        diagnostics.add(finding.fix(Fix::Overlay(vec![edit])));
    }
}

/// What an operation fills in; `lost` gets what it cannot.
fn of(api: &Api, operation: &Operation, lost: &mut BTreeSet<Pointer>) -> Vec<Vec<(TypeId, usize)>> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let wanted: BTreeSet<(TypeId, usize)> = wanted(api, api.reached_from([&body.usage])).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk {
        api,
        operation,
        path: Vec::new(),
        found: Vec::new(),
    };
    if let Some(id) = body.usage.named().filter(|_| body.required) {
        walk.object(id);
    }
    let found: BTreeSet<_> = walk.found.iter().filter_map(|path| path.last()).collect();
    let unfilled = wanted.iter().filter(|one| !found.contains(one));
    let fields = unfilled.filter_map(|(id, position)| {
        let object = api.types.object(*id)?;
        Some(object.fields[*position].usage.at.clone())
    });
    lost.extend(fields);
    walk.found
}

/// The members among those of the types that are to be filled in.
fn wanted(
    api: &Api,
    types: impl IntoIterator<Item = TypeId>,
) -> impl Iterator<Item = (TypeId, usize)> {
    types.into_iter().flat_map(|id| {
        let fields = api.types.object(id).into_iter().flat_map(|one| &one.fields);
        let fields = fields.enumerate().filter(|(_, one)| one.usage.from_path);
        fields.map(move |(position, _)| (id, position))
    })
}

struct Walk<'a> {
    api: &'a Api,
    operation: &'a Operation,
    path: Vec<(TypeId, usize)>,
    found: Vec<Vec<(TypeId, usize)>>,
}

impl Walk<'_> {
    fn object(&mut self, id: TypeId) {
        let open = self.path.iter().any(|(one, _)| *one == id);
        let Some(object) = self.api.types.object(id).filter(|_| !open) else {
            return;
        };
        for (position, field) in object
            .fields
            .iter()
            .enumerate()
            .filter(|(_, one)| !one.patch)
        {
            self.path.push((id, position));
            let item = match &field.usage.ty {
                Type::List(item) if !item.nullable => item,
                _ => &field.usage,
            };
            if !field.usage.from_path {
                item.named().into_iter().for_each(|id| self.object(id));
            } else if self.has_parameter(&field.wire, &field.usage.ty) {
                self.found.push(self.path.clone());
            }
            self.path.pop();
        }
    }

    fn has_parameter(&self, name: &str, ty: &Type) -> bool {
        let mut parameters = self.operation.parameters.iter();
        parameters
            .any(|one| one.location == Location::Path && one.name == name && one.usage.ty == *ty)
    }
}

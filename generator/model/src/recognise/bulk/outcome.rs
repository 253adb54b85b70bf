//! Outcomes: types that say whether one thing succeeded.

use super::reason::{beside_reasons, holds_reasons, is_bare_reason, of_failure};
use crate::ir::{
    Alternative, Api, BulkItem, Enum, Field, Says, Shape, Struct, Type, TypeId, Union, Usage,
    Variant,
};

/// The values of a status that mean success.
const SUCCESSES: [&str; 2] = ["SUCCESS", "processed"];

/// Outcomes inside each other deeper than this are none: three levels are an outcome in a member of an alternative.
const DEEPEST: usize = 4;

/// The outcomes among the types.
pub(super) struct Outcomes<'a> {
    api: &'a Api,
}

impl<'a> Outcomes<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api }
    }

    /// A type as an outcome, if it is one.
    pub(super) fn of(&self, id: TypeId) -> Option<BulkItem> {
        self.at(id, 0)
    }

    fn at(&self, id: TypeId, depth: usize) -> Option<BulkItem> {
        if depth > DEEPEST {
            return None;
        }
        match &self.api.types[id].shape {
            Shape::Struct(object) => self
                .with_reasons(object)
                .or_else(|| self.with_member(object, depth)),
            Shape::Union(union) => self.alternatives(union, depth),
            Shape::Enum(_) | Shape::Id => None,
        }
    }

    /// An object with reasons in it. What else there is of the thing is one other member, or the object itself.
    fn with_reasons(&self, object: &Struct) -> Option<BulkItem> {
        let (reasons, other) = beside_reasons(object)?;
        if !holds_reasons(self.api, &object.fields[reasons].usage) {
            return None;
        }
        let data = other.filter(|position| is_data(&object.fields[*position]));
        let mut fields = object.fields.iter().enumerate();
        let status = fields.find_map(|(position, field)| Some((position, self.success(field)?)));
        let status = status.filter(|_| data.is_none());
        Some(BulkItem {
            says: Says::Reasons {
                reasons,
                data,
                status,
            },
            data: data.map(|position| object.fields[position].usage.clone()),
        })
    }

    /// An object with one member that is an outcome. Beside others, such as an id, the object is the data.
    fn with_member(&self, object: &Struct, depth: usize) -> Option<BulkItem> {
        let mut found = object
            .fields
            .iter()
            .enumerate()
            .filter_map(|(position, field)| {
                let plain = field.required && !field.usage.nullable && !field.boxed && !field.patch;
                let member = field.usage.named().filter(|_| plain)?;
                let is_union = matches!(self.api.types[member].shape, Shape::Union(_));
                Some((
                    position,
                    self.at(member, depth + 1).filter(|_| is_union)?,
                    &field.usage,
                ))
            });
        let (position, member, usage) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        let alone = object.fields.len() == 1 && object.rest.is_none();
        let data = member.data.unwrap_or_else(|| usage.clone());
        Some(BulkItem {
            says: Says::Member(position),
            data: alone.then_some(data),
        })
    }

    /// One of several types, of which one at least says that the thing failed.
    fn alternatives(&self, union: &Union, depth: usize) -> Option<BulkItem> {
        let kinds = union
            .variants
            .iter()
            .map(|variant| self.kind(variant, depth));
        let kinds: Vec<(Alternative, Option<Usage>)> = kinds.collect::<Option<_>>()?;
        let is_failure = |kind: &Alternative| *kind == Alternative::Failure;
        let says = kinds.iter().any(|(kind, _)| *kind != Alternative::Data);
        if !says || kinds.iter().all(|(kind, _)| is_failure(kind)) {
            return None;
        }
        let data: Option<Vec<&Usage>> = kinds
            .iter()
            .filter(|(kind, _)| !is_failure(kind))
            .map(|(_, data)| data.as_ref())
            .collect();
        let data = data.and_then(|data| {
            let (first, rest) = data.split_first()?;
            rest.iter()
                .all(|one| one.ty == first.ty)
                .then(|| (*first).clone())
        });
        let kinds = kinds.into_iter().map(|(kind, _)| kind).collect();
        Some(BulkItem {
            says: Says::Alternatives(kinds),
            data,
        })
    }

    /// What an alternative is, and the data that it holds if that is another type.
    fn kind(&self, variant: &Variant, depth: usize) -> Option<(Alternative, Option<Usage>)> {
        let usage = &variant.usage;
        let id = usage.named().filter(|_| !usage.nullable)?;
        if !matches!(self.api.types[id].shape, Shape::Struct(_) | Shape::Union(_)) {
            return None;
        }
        if is_bare_reason(self.api, id) || of_failure(self.api, id).is_some() {
            return Some((Alternative::Failure, None));
        }
        match self.at(id, depth + 1) {
            Some(outcome) => Some((Alternative::Outcome, outcome.data)),
            None => Some((Alternative::Data, Some(usage.clone()))),
        }
    }

    /// The value that means success, if the member is a status.
    fn success(&self, field: &Field) -> Option<&'static str> {
        let shape = &self.api.types[field.usage.named()?].shape;
        let Shape::Enum(Enum::Text(values)) = shape else {
            return None;
        };
        let mut successes = SUCCESSES.into_iter();
        successes.find(|one| field.wire == "status" && values.iter().any(|value| value == one))
    }
}

/// A member that holds all there is of a thing: an object, not just its id.
fn is_data(field: &Field) -> bool {
    let object = matches!(field.usage.ty, Type::Named(_));
    object && !field.boxed && !field.patch
}

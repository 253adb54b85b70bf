//! Pass *dedup*: types with the same structure become one.
//!
//! Two types are the same if their members, values or variants are, with `required` and nullability; texts, bounds and
//! defaults belong to the use and do not count. The test refines a partition until it is stable, so types that refer
//! to each other compare too. The one that stays is named by a component if any of them is.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use crate::ir::{Api, Enum, Operation, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let live = api.reached_from(api.operations.iter().flat_map(Operation::usages));
    let classes = classes(api);
    let mut groups: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for id in live {
        groups.entry(classes[id.0]).or_default().push(id);
    }
    let mut firsts: HashMap<TypeId, TypeId> = HashMap::new();
    for group in groups.values_mut() {
        group.sort_by_key(|id| rank(api, *id));
        let first = group[0];
        for id in group.iter() {
            firsts.insert(*id, first);
            if *id != first {
                let origins = api.types[*id].origins.clone();
                api.types[first].origins.extend(origins);
                api.types[first].code |= api.types[*id].code;
            }
        }
    }
    api.for_each_usage_mut(&mut |usage| redirect(usage, &firsts));
}

/// What makes two usages the same type, as text; named types by their id.
#[must_use]
pub(super) fn signature(usage: &Usage) -> String {
    describe(usage, &|id| id.0)
}

fn redirect(usage: &mut Usage, firsts: &HashMap<TypeId, TypeId>) {
    if let Type::Named(id) | Type::Map(Some(id), _) = &mut usage.ty
        && let Some(first) = firsts.get(id)
    {
        *id = *first;
    }
}

/// Components before places in a type, short names before long ones.
fn rank(api: &Api, id: TypeId) -> (bool, usize, usize, String) {
    let hint = api.types[id].hint();
    let text = hint.words.join(".");
    (!hint.component, hint.words.len(), text.len(), text)
}

/// Splits the types into classes, finer and finer, until another round splits nothing; gives the class of each type.
fn classes(api: &Api) -> Vec<usize> {
    let mut classes = vec![0; api.types.len()];
    let mut count = 1;
    loop {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let next = api.types.iter().map(|(id, _)| {
            let structure = structure(api, id, &|other| classes[other.0]);
            let new = numbers.len();
            *numbers.entry(structure).or_insert(new)
        });
        classes = next.collect();
        if numbers.len() == count {
            return classes;
        }
        count = numbers.len();
    }
}

fn structure(api: &Api, id: TypeId, class: &impl Fn(TypeId) -> usize) -> String {
    match &api.types[id].shape {
        Shape::Id => format!("id {}", api.types[id].hint().words.join(".")),
        Shape::Enum(Enum::Whole(values)) => {
            let mut values = values.clone();
            values.sort_unstable();
            format!("whole {values:?}")
        }
        Shape::Enum(Enum::Text(values)) => {
            let mut values: Vec<&String> = values.iter().collect();
            values.sort_unstable();
            format!("text {values:?}")
        }
        Shape::Struct(object) => {
            let mut members: Vec<String> = object
                .fields
                .iter()
                .map(|field| {
                    format!(
                        "{:?} {} {}",
                        field.wire,
                        field.required,
                        describe(&field.usage, class)
                    )
                })
                .collect();
            members.sort_unstable();
            let rest = object.rest.as_ref().map(|usage| describe(usage, class));
            format!("struct {members:?} {:?} {rest:?}", object.constants)
        }
        Shape::Union(union) => {
            let mut text = format!("union {:?}", union.tag);
            for variant in &union.variants {
                let _ = write!(
                    text,
                    " {:?} {}",
                    variant.tags,
                    describe(&variant.usage, class)
                );
            }
            text
        }
    }
}

/// A usage by the classes of its types.
fn describe(usage: &Usage, class: &impl Fn(TypeId) -> usize) -> String {
    usage.text(&|id| format!("#{}", class(id)))
}

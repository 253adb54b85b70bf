//! Pass *dedup*: types with the same structure become one.
//!
//! Two types are the same if their members, values or variants are, with `required` and nullability; texts, bounds and
//! defaults belong to the use and do not count. The test refines a partition until it is stable, so types that refer
//! to each other compare too. The one that stays is named by a component if any of them is.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::hash::{Hash, Hasher};

use crate::ir::{Api, Enum, Operation, Shape, Type, TypeId, Usage};

pub(super) fn run(api: &mut Api) {
    let live = api.reached_from(api.operations.iter().flat_map(Operation::usages));
    let colours = stable_colours(api);
    let mut groups: BTreeMap<u64, Vec<TypeId>> = BTreeMap::new();
    for id in live {
        groups.entry(colours[id.0]).or_default().push(id);
    }
    let mut kept: HashMap<TypeId, TypeId> = HashMap::new();
    for group in groups.values_mut() {
        group.sort_by_key(|id| rank(api, *id));
        let first = group[0];
        for id in group.iter() {
            kept.insert(*id, first);
            if *id != first {
                let origins = api.types[*id].origins.clone();
                api.types[first].origins.extend(origins);
            }
        }
    }
    api.for_each_usage_mut(&mut |usage| redirect(usage, &kept));
}

/// What makes two usages the same type, as text; named types by their id.
#[must_use]
pub(super) fn signature(usage: &Usage) -> String {
    describe(usage, &|id| id.0 as u64)
}

fn redirect(usage: &mut Usage, kept: &HashMap<TypeId, TypeId>) {
    if let Type::Named(id) | Type::Map(Some(id), _) = &mut usage.ty
        && let Some(first) = kept.get(id)
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

/// Refines the colouring of types until another round splits nothing.
fn stable_colours(api: &Api) -> Vec<u64> {
    let mut colours = vec![0; api.types.len()];
    let mut count = 1;
    loop {
        let next: Vec<u64> = api
            .types
            .iter()
            .map(|(id, _)| hash(&structure(api, id, &|other| colours[other.0])))
            .collect();
        let mut distinct = next.clone();
        distinct.sort_unstable();
        distinct.dedup();
        colours = next;
        if distinct.len() == count {
            return colours;
        }
        count = distinct.len();
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn structure(api: &Api, id: TypeId, colour: &impl Fn(TypeId) -> u64) -> String {
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
                        describe(&field.usage, colour)
                    )
                })
                .collect();
            members.sort_unstable();
            let rest = object.rest.as_ref().map(|usage| describe(usage, colour));
            format!("struct {members:?} {:?} {rest:?}", object.constants)
        }
        Shape::Union(union) => {
            let mut text = format!("union {:?}", union.tag);
            for variant in &union.variants {
                let _ = write!(
                    text,
                    " {:?} {}",
                    variant.tags,
                    describe(&variant.usage, colour)
                );
            }
            text
        }
    }
}

fn describe(usage: &Usage, colour: &impl Fn(TypeId) -> u64) -> String {
    let text = match &usage.ty {
        Type::Named(id) => format!("#{}", colour(*id)),
        Type::List(inner) => format!("list<{}>", describe(inner, colour)),
        Type::Page(inner) => format!("page<{}>", describe(inner, colour)),
        Type::OneOrMany(inner) => format!("one_or_many<{}>", describe(inner, colour)),
        Type::Map(key, inner) => {
            format!("map<{:?}, {}>", key.map(colour), describe(inner, colour))
        }
        scalar => format!("{scalar:?}"),
    };
    if usage.nullable {
        format!("{text}?")
    } else {
        text
    }
}

//! What tells a type from others when its place has another name: the places that use it.

use std::collections::HashMap;

use model::ir::{Api, Operation, Shape, TypeDef, TypeId, Usage};

/// The places that use each type, as a line of the lock writes them: `boards/get answer`, `Board.owner`.
#[derive(Debug, Default)]
pub(crate) struct Uses(HashMap<TypeId, Vec<String>>);

impl Uses {
    /// The uses of every type: by operations before those by other types.
    pub(crate) fn new(api: &Api, types: &[(TypeId, &str)]) -> Self {
        let mut uses = Self::default();
        for operation in &api.operations {
            for (role, usage) in roles(operation) {
                uses.add(None, &format!("{} {role}", operation.id), usage);
            }
        }
        for (owner, name) in types {
            for (member, usage) in members(&api.types[*owner].shape) {
                uses.add(Some(*owner), &super::key(name, member), usage);
            }
        }
        uses
    }

    fn add(&mut self, owner: Option<TypeId>, text: &str, usage: &Usage) {
        usage.for_each_named(&mut |id| {
            // What a type says of itself leads nowhere.
            if Some(id) != owner {
                self.0.entry(id).or_default().push(text.to_owned());
            }
        });
    }

    /// The first use of a type.
    pub(crate) fn of(&self, id: TypeId) -> &str {
        let uses = self.0.get(&id);
        uses.and_then(|uses| uses.first())
            .map_or("", String::as_str)
    }

    /// Whether a type is used at a place.
    pub(crate) fn holds(&self, id: TypeId, text: &str) -> bool {
        let uses = self.0.get(&id);
        uses.is_some_and(|uses| uses.iter().any(|one| one == text))
    }
}

/// The types that a use's text leads to, the operations and types being found by what the lock calls them. The words of
/// a union may be names of components, so any of its alternatives may be meant; the one with the word is first.
pub(super) fn resolve<'a>(
    api: &'a Api,
    text: &str,
    operation: impl Fn(&str) -> Option<&'a Operation>,
    ty: impl Fn(&str) -> Option<TypeId>,
) -> Vec<TypeId> {
    if let Some((id, role)) = text.rsplit_once(' ') {
        let mut roles = operation(id).into_iter().flat_map(roles);
        let usage = roles.find(|(one, _)| one == role);
        return usage.map(|(_, usage)| named(usage)).unwrap_or_default();
    }
    let owner = text.split_once('.');
    let Some((id, member)) = owner.and_then(|(owner, member)| Some((ty(owner)?, member))) else {
        return Vec::new();
    };
    let shape = &api.types[id].shape;
    let mut members = members(shape);
    members.sort_by_key(|(one, _)| *one != member);
    if !matches!(shape, Shape::Union(_)) {
        members.retain(|(one, _)| *one == member);
    }
    members.iter().flat_map(|(_, usage)| named(usage)).collect()
}

/// The named types in a usage, nested ones too.
fn named(usage: &Usage) -> Vec<TypeId> {
    let mut ids = Vec::new();
    usage.for_each_named(&mut |id| ids.push(id));
    ids
}

/// The places that declare a type. Identifiers are declared by the name of their parameter: it is in many places.
pub(crate) fn identities(def: &TypeDef) -> Vec<&str> {
    match def.shape {
        Shape::Id => def
            .hint()
            .words
            .first()
            .map(String::as_str)
            .into_iter()
            .collect(),
        _ => def.origins.iter().map(|(at, _)| at.as_str()).collect(),
    }
}

fn roles(operation: &Operation) -> impl Iterator<Item = (String, &Usage)> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|one| {
        let role = format!("{}.{}", one.location.as_str(), one.name);
        (role, &one.usage)
    });
    let body = operation
        .body
        .iter()
        .map(|body| ("body".to_owned(), &body.usage));
    let success = operation.success.iter();
    parameters
        .chain(body)
        .chain(success.map(|usage| ("answer".to_owned(), usage)))
}

fn members(shape: &Shape) -> Vec<(&str, &Usage)> {
    match shape {
        Shape::Struct(object) => {
            let fields = object.fields.iter();
            let fields = fields.map(|field| (field.wire.as_str(), &field.usage));
            let rest = object.rest.iter().map(|rest| (super::REST, &**rest));
            fields.chain(rest).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants
                .map(|one| (one.word.as_str(), &one.usage))
                .collect()
        }
        Shape::Enum(_) | Shape::Id => Vec::new(),
    }
}

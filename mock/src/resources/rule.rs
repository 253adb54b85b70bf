//! Kinds and roles by the shape of paths.
//!
//! A collection is a path that is listed or added to; its item is the same path with one variable more.

use std::sync::Arc;

use serde_json::Value;

use super::table::{ALIASES, ENTITIES, GETS, LISTS, MADE_BY, NOT_KEPT, TOGETHER};
use super::{Kind, Looks, Role, Write};
use crate::description::{Description, Operation, Place};
use crate::json_schema::Validators;
use crate::shape::Shape;

/// Every kind, in the order of the paths.
pub(super) fn kinds(description: &Description, validators: &Arc<Validators>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for operation in description.operations() {
        let collection = collection(&operation.template);
        if kinds.iter().any(|kind| kind.collection == collection)
            || !is_kept(description, collection)
        {
            continue;
        }
        if let Some(schema) = entity(description, collection) {
            kinds.push(kind(
                description,
                collection,
                Looks::new(validators, &schema),
            ));
        }
    }
    kinds
}

/// What an operation does to the kinds.
pub(super) fn role(description: &Description, kinds: &[Kind], operation: &Operation) -> Role {
    let template = operation.template.as_str();
    let is_item = template.ends_with('}');
    let position = |path: &str| kinds.iter().position(|kind| kind.collection == path);
    if let Some(row) = LISTS.iter().find(|row| row.0 == operation.id) {
        let within = row.2.iter();
        let within =
            within.map(|(variable, member)| ((*variable).to_owned(), (*member).to_owned()));
        return position(row.1).map_or(Role::MadeUp, |kind| Role::List(kind, within.collect()));
    }
    if let Some(row) = GETS.iter().find(|row| row.0 == operation.id) {
        return position(row.1).map_or(Role::MadeUp, Role::Get);
    }
    if let Some(row) = MADE_BY.iter().find(|row| row.1 == operation.id) {
        return position(row.0).map_or(Role::MadeUp, Role::Create);
    }
    let together = TOGETHER.iter().find(|(path, _)| *path == template);
    let collection = together.map_or_else(|| collection(template), |(_, collection)| *collection);
    let Some(kind) = position(collection) else {
        return Role::MadeUp;
    };
    match (operation.method.as_str(), is_item) {
        ("GET", true) => Role::Get(kind),
        ("DELETE", _) => Role::Delete(kind),
        ("GET", false) => {
            let scope = kinds[kind].scope.iter();
            Role::List(
                kind,
                scope.map(|name| (name.clone(), name.clone())).collect(),
            )
        }
        ("POST", false) if elements(description, operation).is_some() => {
            Role::Bulk(kind, Write::Create)
        }
        ("POST", false) => Role::Create(kind),
        ("PATCH", false) if elements(description, operation).is_some() => {
            Role::Bulk(kind, Write::Update)
        }
        ("PATCH", _) => Role::Update(kind),
        _ => Role::MadeUp,
    }
}

/// Where the elements of a bulk call stand in its body: in a member of this name, or (empty) in the body itself.
pub(crate) fn elements<'d>(
    description: &'d Description,
    operation: &'d Operation,
) -> Option<&'d str> {
    let body = operation.body.as_ref()?;
    let shape = Shape::of(description, &[&body.schema]);
    if shape.kind == Some("array") {
        return Some("");
    }
    let is_list = |name: &&str| {
        let member = shape.properties.get(*name);
        let member = member.map(|schemas| Shape::of(description, schemas));
        member.is_some_and(|member| {
            member.kind == Some("array")
                && Shape::of(description, &member.items).kind == Some("object")
        })
    };
    // A list beside members that are the thing's own is one of these.
    let answers = operation.first_success()?.schema.as_ref()?;
    let answers = Shape::of(description, &[answers]);
    let has_lists = answers.kind == Some("array")
        || answers
            .properties
            .keys()
            .any(|name| ["items", "errors"].contains(name));
    let required = || shape.properties.keys().copied().find(is_list);
    has_lists.then(required).flatten()
}

/// The path without its last variable.
fn collection(template: &str) -> &str {
    match template.rsplit_once('/') {
        Some((before, last)) if last.starts_with('{') => before,
        _ => template,
    }
}

fn is_kept(description: &Description, collection: &str) -> bool {
    let has = |method: &str, item: bool| {
        description.operations().iter().any(|operation| {
            operation.method == method
                && self::collection(&operation.template) == collection
                && operation.template.ends_with('}') == item
        })
    };
    let is_seen = has("GET", false) || has("GET", true) || has("PATCH", true);
    let is_made = has("POST", false)
        || has("GET", false) && has("GET", true)
        || MADE_BY.iter().any(|(made, _)| *made == collection);
    !NOT_KEPT.contains(&collection) && is_made && is_seen
}

/// What one element of a collection looks like: as it is fetched, else as it is listed or made.
fn entity(description: &Description, collection: &str) -> Option<Value> {
    if let Some((_, reference)) = ENTITIES.iter().find(|(known, _)| *known == collection) {
        return Some(serde_json::json!({ "$ref": reference }));
    }
    let of = |method: &str, item: bool| {
        let mut operations = description.operations().iter();
        operations.find(|operation| {
            operation.method == method
                && self::collection(&operation.template) == collection
                && operation.template.ends_with('}') == item
        })
    };
    let whole = of("GET", true).or_else(|| of("PATCH", true));
    if let Some(schema) = whole.and_then(|get| get.first_success()?.schema.as_ref()) {
        return Some(schema.clone());
    }
    let listed = of("GET", false)?.first_success()?.schema.as_ref()?;
    element(description, listed)
}

/// The schema of an element of a page or of a list.
pub(crate) fn element(description: &Description, schema: &Value) -> Option<Value> {
    let shape = Shape::of(description, &[schema]);
    if let Some(items) = shape.properties.get("items") {
        let items = Shape::of(description, items);
        return items.items.first().map(|schema| (*schema).clone());
    }
    shape.items.first().map(|schema| (*schema).clone())
}

fn kind(description: &Description, collection: &str, looks: Looks) -> Kind {
    let item = format!("{collection}/{{");
    let mut operations = description.operations().iter();
    let variable = operations.find_map(|operation| {
        let rest = operation.template.strip_prefix(&item)?;
        rest.split_once('}').map(|(name, _)| name)
    });
    let last = collection.rsplit('/').next().unwrap_or_default();
    let singular = variable.map(|name| name.trim_end_matches("_id"));
    let singular = singular.filter(|name| !name.is_empty() && *name != "id");
    let singular = singular
        .unwrap_or_else(|| last.strip_suffix('s').unwrap_or(last))
        .to_owned();
    let shape = widened(Shape::of(description, &[&looks.schema]));
    let has = |name: &str| shape.properties.contains_key(name);
    let own = variable.filter(|name| has(name)).map(str::to_owned);
    let prefixed = Some(format!("{singular}_id")).filter(|name| has(name));
    let alias = ALIASES.iter().find(|(known, _)| *known == collection);
    let id = alias.map(|(_, id)| (*id).to_owned());
    let id = id
        .or_else(|| has("id").then(|| "id".to_owned()))
        .or(own)
        .or(prefixed);
    let scope = collection.split('/').filter_map(|segment| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        Some(name.to_owned())
    });
    Kind {
        collection: collection.to_owned(),
        scope: scope.collect(),
        id: id.unwrap_or_else(|| "id".to_owned()),
        singular,
        looks,
    }
}

/// The shape with all branches of its unions.
pub(crate) fn widened(mut shape: Shape<'_>) -> Shape<'_> {
    while let Some(union) = shape.unions.pop() {
        for branch in union.branches {
            shape.choose(None, branch);
        }
    }
    shape
}

/// The names of the query that an operation takes.
pub(crate) fn takes(operation: &Operation, name: &str) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| parameter.place == Place::Query && parameter.name == name)
}

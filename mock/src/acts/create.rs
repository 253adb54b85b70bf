//! Something new: what the caller says of it, and what the server adds.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::conform::{conform, follow};
use super::{Call, conflicts, made_up, references};
use crate::answer::Refusal;
use crate::resources::{Kind, table::MADE_BY, widened};
use crate::shape::{Shape, takes_null};
use crate::state::Thing;

/// Makes a thing of `body` in the place that `scope` names; gives its id.
///
/// What callers can set has their value, the default of the description, or none; what they cannot set is made up.
pub(crate) fn create(
    call: &mut Call<'_>,
    kind: &Kind,
    body: &Map<String, Value>,
    scope: &BTreeMap<String, String>,
) -> Result<String, Refusal> {
    references::check(call, body, scope)?;
    let sent = tagged(call, kind, body);
    let shape = Shape::of_value(call.description, &[&kind.looks.schema], &sent);
    let settable = settable(call, kind, &sent);
    let inherited = inherited(call, kind, body, &sent);
    conflicts::twins(call, kind, None, &[body, &inherited])?;
    let own = body
        .get(&kind.id)
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty());
    let id = match own.filter(|_| kind.id != "id") {
        Some(id) => id.to_owned(),
        None => call.state.new_id(&kind.collection),
    };
    let place: BTreeMap<String, String> = kind
        .scope
        .iter()
        .filter_map(|name| Some((name.clone(), scope.get(name)?.clone())))
        .collect();
    let mut value = Map::new();
    for (name, schemas) in &shape.properties {
        let member = if *name == kind.id {
            Some(id.as_str().into())
        } else if let Some(said) = body.get(*name) {
            let is_said = !said.is_null() || takes_all_null(call, schemas);
            is_said.then(|| said.clone())
        } else if let Some(text) = place.get(*name) {
            Some(text.as_str().into())
        } else if *name == "type" && Shape::of(call.description, schemas).values.is_none() {
            Some(kind.singular.replace('_', "").into())
        } else if let Some(known) = inherited.get(*name) {
            Some(known.clone())
        } else if settable.contains_key(*name) || call.resources.referred(name).is_some() {
            let required = shape.required.contains(name);
            let said = settable.get(*name).cloned().flatten();
            let default = said.or_else(|| default(schemas));
            let default = default.or_else(|| usual(call, name, schemas));
            default.or_else(|| required.then(|| made_up::member(call, name, schemas, &id))?)
        } else {
            made_up::member(call, name, schemas, &id)
        };
        if let Some(member) = member {
            value.insert((*name).to_owned(), member);
        }
    }
    for (tag, name) in &shape.tags {
        value.entry(*tag).or_insert_with(|| (*name).into());
    }
    follow(call, &shape, &mut value);
    conform(call, &kind.looks, &id, &mut value);
    call.state.put(&kind.collection, &id, place, value);
    Ok(id)
}

/// What the things that a body names know of those above them: an ad's campaign is that of its ad group.
fn inherited(
    call: &Call<'_>,
    kind: &Kind,
    body: &Map<String, Value>,
    sent: &Value,
) -> Map<String, Value> {
    let mut known = Map::new();
    // Feeds and product groups are those of a catalog, of the first one of their type if nobody says so.
    if kind.collection.starts_with("/catalogs/") {
        let of_type =
            |catalog: &Thing| catalog.value.get("catalog_type") == sent.get("catalog_type");
        let mut catalogs = call.state.all("/catalogs");
        if let Some((id, _)) = catalogs.find(|(_, catalog)| of_type(catalog)) {
            known.insert("catalog_id".to_owned(), id.as_str().into());
        }
    }
    for (member, named) in body {
        let of = call.resources.referred(member);
        let of = of.filter(|of| of.collection != kind.collection);
        let Some(thing) = of.and_then(|of| call.state.get(&of.collection, named.as_str()?)) else {
            continue;
        };
        let names = thing.value.iter().filter(|(name, _)| {
            let above = call.resources.referred(name);
            above.is_some_and(|above| above.collection != kind.collection)
        });
        known.extend(names.map(|(name, id)| (name.clone(), id.clone())));
    }
    known
}

/// What is new is active, where that can be said of it.
fn usual(call: &Call<'_>, name: &str, schemas: &[&Value]) -> Option<Value> {
    let values = Shape::of(call.description, schemas).values?;
    let is_active = name == "status" && values.iter().any(|value| *value == "ACTIVE");
    is_active.then(|| "ACTIVE".into())
}

/// The body with the tags that it leaves out: then it is of the first kind.
fn tagged(call: &Call<'_>, kind: &Kind, body: &Map<String, Value>) -> Value {
    let mut sent = body.clone();
    for union in Shape::of(call.description, &[&kind.looks.schema]).unions {
        let first = union.branches.first().and_then(|branch| branch.name);
        if let (Some(tag), Some(name)) = (union.tag, first) {
            sent.entry(tag).or_insert_with(|| name.into());
        }
    }
    sent.into()
}

/// The members that callers can set, each with its default.
fn settable(call: &Call<'_>, kind: &Kind, sent: &Value) -> BTreeMap<String, Option<Value>> {
    let elsewhere = MADE_BY.iter().any(|(made, _)| *made == kind.collection);
    let maker = call.resources.maker(call.description, kind);
    let maker = maker.filter(|_| !elsewhere);
    let Some(body) = maker.and_then(|maker| maker.body.as_ref()) else {
        return BTreeMap::new();
    };
    let mut shape = widened(Shape::of(call.description, &[&body.schema]));
    // Of a bulk call, those of an element.
    let elements = std::mem::take(&mut shape.items);
    let lists = shape.properties.values().filter_map(|schemas| {
        let list = Shape::of(call.description, schemas);
        (list.kind == Some("array")).then_some(list.items)
    });
    let mut members = BTreeMap::new();
    let mut add = |shape: &Shape<'_>| {
        for (name, schemas) in &shape.properties {
            members
                .entry((*name).to_owned())
                .or_insert_with(|| default(schemas));
        }
    };
    lists.for_each(|items| add(&Shape::of_value(call.description, &items, sent)));
    if !elements.is_empty() {
        add(&Shape::of_value(call.description, &elements, sent));
    }
    add(&shape);
    members
}

fn default(schemas: &[&Value]) -> Option<Value> {
    schemas
        .iter()
        .find_map(|schema| schema.get("default").cloned())
}

fn takes_all_null(call: &Call<'_>, schemas: &[&Value]) -> bool {
    schemas
        .iter()
        .all(|schema| takes_null(call.description, schema))
}

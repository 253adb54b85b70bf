//! Values that nobody gave: whole answers, and the members that only the server sets.

use serde_json::{Map, Value, json};

use super::{Call, Outcome, list};
use crate::answer::Refusal;
use crate::clock::{date, timestamp};
use crate::json_schema::Direction;
use crate::resources::element;
use crate::shape::{Shape, takes_null};
use crate::synthesis::{self, Likeness, Members, Recipe};

/// How many things a list has that nobody made.
const LISTED: u64 = 3;

/// An answer after the description, the same for the same path.
pub(super) fn answer(call: &Call<'_>) -> Outcome {
    let Some(schema) = call.operation.usual_schema() else {
        return Ok(call.success(None));
    };
    let path = call.request.target.split('?').next().unwrap_or_default();
    let shape = Shape::of(call.description, &[schema]);
    let is_page =
        shape.properties.contains_key("items") && shape.properties.contains_key("bookmark");
    if !is_page {
        let name = path.rsplit('/').next().unwrap_or_default();
        let mut value = made_like(call, &[schema], name, Members::All, call.likeness(path))?;
        echo(call, &shape, &mut value);
        return Ok(call.success(Some(value)));
    }
    let item = element(call.description, schema).unwrap_or_default();
    let items = (1..=LISTED).map(|index| {
        let item = of_schema(call, &item, &format!("{path} {index}"))?;
        Ok((index, item))
    });
    let items: Vec<_> = items.collect::<Result<_, Refusal>>()?;
    let (items, bookmark) = list::page(call, &items)?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

/// A value of a schema.
pub(crate) fn of_schema(call: &Call<'_>, schema: &Value, name: &str) -> Result<Value, Refusal> {
    made(call, &[schema], name, Members::All)
}

/// The value of a member that only the server sets: what is new has no history.
pub(crate) fn member(call: &Call<'_>, name: &str, schemas: &[&Value], id: &str) -> Option<Value> {
    let shape = Shape::of(call.description, schemas);
    let is = |kind| shape.kind == Some(kind);
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    let empty = ["exception", "error", "rejected", "rejection", "fail"];
    if begins(&[
        "created",
        "updated",
        "creation",
        "last_updated",
        "board_pins_modified",
    ]) {
        match shape.kind {
            Some("integer" | "number") => return Some((call.now / 1000).into()),
            Some("string") => match shape.keyword("format").and_then(Value::as_str) {
                Some("date") => return Some(date(call.now).into()),
                Some(_) => return Some(timestamp(call.now).into()),
                None => {}
            },
            _ => {}
        }
    }
    if empty.iter().any(|word| name.contains(word)) {
        return is("array").then(|| json!([]));
    }
    let counts = name.ends_with("_count") || name.starts_with("num_");
    if counts && (is("integer") || is("number")) {
        return Some(
            shape
                .keyword("minimum")
                .cloned()
                .unwrap_or_else(|| 0.into()),
        );
    }
    if name == "owner" || name == "board_owner" {
        return owner(call, &shape);
    }
    if name.starts_with("last_fired") || name == "pin_metrics" {
        let null = schemas
            .iter()
            .all(|schema| takes_null(call.description, schema));
        return null.then_some(Value::Null);
    }
    let likeness = call.likeness(&format!("{id} {name}"));
    let as_of = |members| made_like(call, schemas, name, members, likeness);
    as_of(Members::All)
        .or_else(|_| as_of(Members::Required))
        .ok()
}

/// A value of a member that has to be there.
pub(super) fn required(call: &Call<'_>, name: &str, schemas: &[&Value]) -> Option<Value> {
    made(call, schemas, name, Members::Required).ok()
}

fn owner(call: &Call<'_>, shape: &Shape<'_>) -> Option<Value> {
    let mut owner = Map::new();
    for (name, schemas) in &shape.properties {
        let value = match *name {
            "username" => call.settings.username.clone().into(),
            "id" => call.settings.user_id().into(),
            _ => made(call, schemas, name, Members::Required).ok()?,
        };
        owner.insert((*name).to_owned(), value);
    }
    Some(owner.into())
}

/// What was asked for comes back where the answer has it in the same form.
fn echo(call: &Call<'_>, shape: &Shape<'_>, value: &mut Value) {
    let body = call.body();
    let scope = call.scope();
    let Some(object) = value.as_object_mut() else {
        return;
    };
    for (name, schemas) in &shape.properties {
        let is_text = Shape::of(call.description, schemas).kind == Some("string");
        let sent = body.get(*name);
        let sent = sent
            .filter(|sent| sent.is_string() || sent.is_number())
            .cloned();
        let place = scope.get(*name).filter(|_| is_text);
        if let Some(sent) = sent.or_else(|| place.map(|text| text.as_str().into())) {
            object.insert((*name).to_owned(), sent);
        }
    }
}

fn made(
    call: &Call<'_>,
    schemas: &[&Value],
    name: &str,
    members: Members,
) -> Result<Value, Refusal> {
    made_like(call, schemas, name, members, call.likeness(name))
}

fn made_like(
    call: &Call<'_>,
    schemas: &[&Value],
    name: &str,
    members: Members,
    likeness: Likeness,
) -> Result<Value, Refusal> {
    let recipe = Recipe {
        members,
        direction: Direction::Response,
        pick: 0,
    };
    let mut value = synthesis::plausible(call.description, schemas, recipe, name, likeness)
        .map_err(|error| Refusal::new(500, 500, error.to_string()))?;
    order_bounds(&mut value);
    Ok(value)
}

/// Puts the lower of two bounds below the upper one.
fn order_bounds(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(order_bounds),
        Value::Object(members) => {
            let lower = members.keys().filter(|name| name.contains("lower_bound"));
            let lower: Vec<String> = lower.cloned().collect();
            for low in lower {
                let high = low.replace("lower", "upper");
                let (least, most) = (members.get(&low), members.get(&high));
                let of = |one: Option<&Value>| one.and_then(Value::as_f64);
                if of(least) > of(most)
                    && let (Some(least), Some(most)) = (least.cloned(), most.cloned())
                {
                    members.insert(low, most);
                    members.insert(high, least);
                }
            }
            members.values_mut().for_each(order_bounds);
        }
        _ => {}
    }
}

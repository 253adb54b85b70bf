//! Items of catalogs, what stores have of them, and bids for them: kept as they were sent.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, envelope::filled, text};
use crate::resources::element;
use crate::shape::Shape;
use crate::state::State;

pub(super) const ITEMS: &str = "/catalogs/items";
const STOCK: &str = "/catalogs/{catalog_id}/local_inventory_items";
const BIDS: &str = "/advanced_auction/items";

/// Kinds of items: the type of their catalogs, the member of the id, that of several in a filter, the kind in answers.
pub(super) const KINDS: [(&str, &str, &str, &str); 3] = [
    ("RETAIL", "item_id", "item_ids", "retail_item"),
    ("HOTEL", "hotel_id", "hotel_ids", "hotel_item"),
    (
        "CREATIVE_ASSETS",
        "creative_assets_id",
        "creative_assets_ids",
        "creative_assets_item",
    ),
];

/// What a shop has to begin with: item, name, price, stock.
const SHELVES: [(&str, &str, &str, &str); 6] = [
    ("pot-1", "Soup pot", "39.90 USD", "IN_STOCK"),
    ("pot-2", "Small soup pot", "24.90 USD", "IN_STOCK"),
    ("bowl-1", "Blue bowl", "12.00 USD", "IN_STOCK"),
    ("bowl-2", "White bowl", "12.00 USD", "OUT_OF_STOCK"),
    ("ladle-1", "Ladle", "8.50 USD", "IN_STOCK"),
    ("spoon-1", "Set of spoons", "16.00 USD", "PREORDER"),
];

/// Puts items into the catalogs of shops; `now` are milliseconds.
pub(crate) fn fill_shelves(state: &mut State, now: i64) {
    for (id, title, price, availability) in SHELVES {
        let item = json!({
            "title": title, "price": price, "availability": availability, "condition": "new", "brand": "Soup Club",
            "link": format!("https://example.com/{id}"), "image_link": [format!("https://example.com/{id}.jpg")],
            "description": "Made by hand.", "item_group_id": id.split('-').next(), "product_type": "Home > Kitchen",
        });
        let item = item.as_object().cloned().unwrap_or_default();
        let key = format!("{} {id}", KINDS[0].0);
        let thing = state.put(ITEMS, &key, BTreeMap::new(), item);
        for name in ["created", "updated"] {
            thing.notes.insert(name.to_owned(), now.into());
        }
    }
}

/// Does what a batch says of its items; gives a record of each.
pub(super) fn keep(call: &mut Call<'_>, body: &Map<String, Value>) -> Vec<Value> {
    let listed = body.get("items").and_then(Value::as_array);
    let mut records = Vec::new();
    for item in listed.into_iter().flatten() {
        let named = KINDS.iter().find(|kind| item.get(kind.1).is_some());
        let (catalog, name, ..) = named.unwrap_or(&KINDS[0]);
        let key = format!("{catalog} {}", text(&item[*name]));
        let operation = item.get("operation").or_else(|| body.get("operation"));
        let attributes = item.get("attributes").and_then(Value::as_object);
        let needs_it = operation.is_some_and(|what| what == "UPDATE");
        let mut record = json!({ "status": "SUCCESS", "errors": [], "warnings": [] });
        if needs_it && call.state.get(ITEMS, &key).is_none() {
            record["status"] = "FAILURE".into();
            record["errors"] = missing(name, &item[*name]);
        } else {
            write(call, ITEMS, &key, operation, attributes);
        }
        record[*name] = item[*name].clone();
        records.push(record);
    }
    records
}

/// `POST /catalogs/items`: the items that a filter names, each or why it is not there.
pub(super) fn look(call: &mut Call<'_>) -> Outcome {
    let filters = call.body().get("filters").cloned().unwrap_or_default();
    let named = KINDS.iter().find(|kind| filters.get(kind.2).is_some());
    let (catalog, name, many, response) = named.unwrap_or(&KINDS[0]);
    let ids = filters[*many].as_array().into_iter().flatten();
    let items = ids.map(|id| {
        let mut item = json!({ "catalog_type": catalog, "item_response_kind": response });
        item[*name] = id.clone();
        let key = format!("{catalog} {}", text(id));
        if let Some(kept) = call.state.get(ITEMS, &key) {
            item["attributes"] = kept.value.clone().into();
            item["attributes"] = attributes(call, &item);
            item["pins"] = json!([]);
        } else {
            item["item_response_kind"] = format!("{response}_error").into();
            item["errors"] = missing(name, id);
        }
        item
    });
    let items: Vec<Value> = items.collect();
    Ok(call.success(Some(json!({ "items": items }))))
}

/// That there is no item with this id.
fn missing(name: &str, id: &Value) -> Value {
    let message = format!("there is no item {}", text(id));
    json!([{ "attribute": name, "code": 404, "message": message }])
}

/// Does what a batch says of what stores have; gives a record of each.
pub(super) fn stock(call: &mut Call<'_>) -> Vec<Value> {
    let operations = call.body().get("operations").cloned().unwrap_or_default();
    let mut records = Vec::new();
    for one in operations.as_array().into_iter().flatten() {
        let attributes = one.get("attributes").and_then(Value::as_object);
        let key = place(call, one);
        write(call, STOCK, &key, one.get("operation"), attributes);
        records.push(json!({
            "item_id": one["item_id"], "store_code": one["store_code"], "status": "SUCCESS",
            "supplemental_type": "LOCAL_INVENTORY", "errors": [], "warnings": [],
        }));
    }
    records
}

/// `POST .../local_inventory_items/query`: what is there of what was asked for.
pub(super) fn look_at_stock(call: &mut Call<'_>) -> Outcome {
    let filters = call.body().get("item_filters").cloned().unwrap_or_default();
    let filters = filters.as_array().into_iter().flatten();
    let items = filters.filter_map(|one| {
        let kept = call.state.get(STOCK, &place(call, one))?;
        let mut item = Value::from(kept.value.clone());
        let code = &one["store_code"];
        item["item_id"] = one["item_id"].clone();
        item["created_at"] = kept.notes["created"].clone();
        item["last_updated_time"] = kept.notes["updated"].clone();
        item["store_metadata"] =
            json!({ "store_code": code, "store_id": code, "store_name": code });
        Some(item)
    });
    let items: Vec<Value> = items.collect();
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `POST /advanced_auction/items/submit`: bids for items.
pub(super) fn bid(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let items = body.get("items").and_then(Value::as_array);
    for item in items.into_iter().flatten() {
        let options = item.get("bid_options").and_then(Value::as_object);
        let key = bidden(&body, item);
        write(call, BIDS, &key, item.get("operation"), options);
    }
    Ok(call.success(Some(body.into())))
}

/// `POST /advanced_auction/items/get`: the bids that there are.
pub(super) fn bids(call: &mut Call<'_>) -> Outcome {
    let mut body = call.body();
    let mut items = body.get("items").cloned().unwrap_or_default();
    if let Some(items) = items.as_array_mut() {
        items.retain_mut(|item| {
            let kept = call.state.get(BIDS, &bidden(&body, item));
            item["bid_options"] = kept.map(|kept| kept.value.clone()).into();
            kept.is_some()
        });
    }
    body.insert("items".to_owned(), items);
    Ok(call.success(Some(body.into())))
}

/// Makes, changes or removes what is kept under a key.
fn write(
    call: &mut Call<'_>,
    collection: &str,
    key: &str,
    operation: Option<&Value>,
    sent: Option<&Map<String, Value>>,
) {
    let operation = operation.and_then(Value::as_str).unwrap_or_default();
    let before = call.state.remove(collection, key);
    if operation.starts_with("DELETE") {
        return;
    }
    // What stores have counts milliseconds.
    let now = Value::from(call.now);
    let (mut value, created) = match before.filter(|_| operation != "CREATE") {
        Some(thing) => (thing.value, thing.notes.get("created").cloned()),
        None => (Map::new(), None),
    };
    value.extend(sent.cloned().unwrap_or_default());
    let thing = call.state.put(collection, key, BTreeMap::new(), value);
    let times = [
        ("created", created.unwrap_or_else(|| now.clone())),
        ("updated", now),
    ];
    thing
        .notes
        .extend(times.map(|(name, value)| (name.to_owned(), value)));
}

/// The attributes as answers about such an item declare them.
fn attributes(call: &Call<'_>, item: &Value) -> Value {
    let schema = call.operation.usual_schema();
    let element = schema.and_then(|schema| element(call.description, schema));
    let element = element.unwrap_or_default();
    let shape = Shape::of_value(call.description, &[&element], item);
    let schemas = shape
        .properties
        .get("attributes")
        .map_or(&[][..], Vec::as_slice);
    filled(call, schemas, &item["attributes"])
}

fn place(call: &Call<'_>, one: &Value) -> String {
    let catalog = call.path("catalog_id").unwrap_or_default();
    format!(
        "{catalog} {} {}",
        text(&one["item_id"]),
        text(&one["store_code"])
    )
}

fn bidden(body: &Map<String, Value>, item: &Value) -> String {
    let catalog = body.get("catalog_id").map(text).unwrap_or_default();
    let place = ["item_id", "country", "language"].map(|name| text(&item[name]));
    format!("{catalog} {}", place.join(" "))
}

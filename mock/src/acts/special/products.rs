//! Products: the items that the filters of a product group leave.

mod filters;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, envelope::filled, list, made_up};
use super::items::{ITEMS, KINDS};
use crate::resources::element;
use crate::shape::Shape;
use crate::state::Thing;
use filters::{Groups, Product, passes, tidy};

const GROUPS: &str = "/catalogs/product_groups";

/// `GET /catalogs/product_groups/{product_group_id}/products`.
pub(super) fn of_group(call: &mut Call<'_>) -> Outcome {
    let group = group(call);
    let found = found(call, &group);
    page(call, &found)
}

/// `POST /catalogs/product_groups/products/get`: those that the filters of the body leave.
pub(super) fn of_filters(call: &mut Call<'_>) -> Outcome {
    let found = found(call, &call.body());
    page(call, &found)
}

/// `GET /catalogs/product_groups/{product_group_id}/product_counts`.
pub(super) fn counts(call: &mut Call<'_>) -> Outcome {
    let group = group(call);
    let found = found(call, &group);
    let stocked = |name: &str| {
        let is = |one: &&(u64, Product)| one.1.attributes["availability"] == name;
        found.iter().filter(is).count()
    };
    let counts = json!({
        "catalog_type": catalog(&group), "total": found.len(), "images": found.len(), "videos": 0, "app_links": 0,
        "in_stock": stocked("IN_STOCK"), "out_of_stock": stocked("OUT_OF_STOCK"), "preorder": stocked("PREORDER"),
    });
    let schema = call.operation.usual_schema();
    let counts = schema.map(|schema| filled(call, &[schema], &counts));
    Ok(call.success(counts))
}

/// The product group that the path names.
fn group(call: &Call<'_>) -> Map<String, Value> {
    let id = call.path("product_group_id").unwrap_or_default();
    let group = call.state.get(GROUPS, &id);
    group.map(|group| group.value.clone()).unwrap_or_default()
}

/// The type of the catalog that a product group or a query is about.
fn catalog(about: &Map<String, Value>) -> String {
    let named = about.get("catalog_type").and_then(Value::as_str);
    named.unwrap_or(KINDS[0].0).to_owned()
}

/// The items of a type of catalog that the filters of a product group or of a query leave.
fn found(call: &Call<'_>, about: &Map<String, Value>) -> Vec<(u64, Product)> {
    let catalog = catalog(about);
    let filters = about.get("filters").cloned().unwrap_or_default();
    let groups = Groups {
        state: call.state,
        above: None,
    };
    let product = |(key, thing): (&String, &Thing)| {
        let id = key.strip_prefix(&format!("{catalog} "))?;
        let product = Product {
            catalog: catalog.clone(),
            id: id.to_owned(),
            attributes: tidy(&thing.value),
        };
        passes(&product, &filters, &groups).then_some((thing.serial, product))
    };
    call.state.all(ITEMS).filter_map(product).collect()
}

fn page(call: &Call<'_>, found: &[(u64, Product)]) -> Outcome {
    let (products, bookmark) = list::page(call, found)?;
    let products = products.iter().map(|product| shown(call, product));
    Ok(call.success(Some(list::answer(call, products.collect(), bookmark))))
}

/// A product with its Pin.
fn shown(call: &Call<'_>, product: &Product) -> Value {
    let schema = call.operation.usual_schema();
    let element = schema.and_then(|schema| element(call.description, schema));
    let element = element.unwrap_or_default();
    let mut value = json!({ "catalog_type": product.catalog });
    let shape = Shape::of_value(call.description, &[&element], &value);
    if let Some(schemas) = shape.properties.get("metadata") {
        let id = KINDS.iter().find(|kind| kind.0 == product.catalog);
        let mut metadata = product.attributes.clone();
        metadata[id.map_or("item_id", |kind| kind.1)] = product.id.as_str().into();
        value["metadata"] = filled(call, schemas, &metadata);
    }
    if let Some(schemas) = shape.properties.get("pin") {
        let mut pin = made_up::member(call, "pin", schemas, &product.id).unwrap_or_default();
        for name in ["title", "link", "description"] {
            if let Some(text) = product.attributes.get(name).filter(|text| text.is_string()) {
                pin[name] = text.clone();
            }
        }
        value["pin"] = pin;
    }
    value
}

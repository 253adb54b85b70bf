//! Products: the items that the filters of a product group leave.

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, envelope::filled, list, made_up, text};
use super::items::{ITEMS, KINDS};
use crate::resources::element;
use crate::shape::Shape;
use crate::state::Thing;

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

/// An item as a product group sees it.
#[derive(Clone)]
struct Product {
    catalog: String,
    id: String,
    attributes: Value,
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
    let product = |(key, thing): (&String, &Thing)| {
        let id = key.strip_prefix(&format!("{catalog} "))?;
        let product = Product {
            catalog: catalog.clone(),
            id: id.to_owned(),
            attributes: tidy(&thing.value),
        };
        passes(&product, &filters).then_some((thing.serial, product))
    };
    call.state.all(ITEMS).filter_map(product).collect()
}

/// Attributes as products show them: feeds write "in stock" and "19.99 EUR".
fn tidy(attributes: &Map<String, Value>) -> Value {
    let mut tidy = attributes.clone();
    if let Some(Value::String(stock)) = tidy.get_mut("availability") {
        *stock = stock.to_uppercase().replace(' ', "_");
    }
    for name in ["price", "sale_price"] {
        let Some(Value::String(price)) = attributes.get(name) else {
            continue;
        };
        let mut words = price.split_whitespace();
        let amount = words.next().and_then(|word| word.parse::<f64>().ok());
        tidy.insert(name.to_owned(), amount.into());
        if let Some(currency) = words.next() {
            tidy.insert("currency".to_owned(), currency.into());
        }
    }
    tidy.into()
}

/// Whether all of `all_of` or one of `any_of` holds.
fn passes(product: &Product, filters: &Value) -> bool {
    let holds = |one: &Value| {
        let criteria = one.as_object().into_iter().flatten();
        criteria.into_iter().all(|(key, criterion)| {
            let negated = criterion["negated"] == true;
            meets(product, key, criterion) != negated
        })
    };
    match (filters["all_of"].as_array(), filters["any_of"].as_array()) {
        (Some(all), _) => all.iter().all(holds),
        (None, Some(any)) => any.iter().any(holds),
        (None, None) => true,
    }
}

fn meets(product: &Product, key: &str, criterion: &Value) -> bool {
    let name = key.to_lowercase();
    let is_id = KINDS.iter().any(|kind| kind.1 == name);
    let own = if is_id {
        product.id.as_str().into()
    } else {
        step(&product.attributes, &name).unwrap_or_else(|| product.attributes[&name].clone())
    };
    let price = product.attributes["price"].as_f64();
    let limit = criterion["values"].as_f64().or(criterion["value"].as_f64());
    match (key, price, limit) {
        ("MIN_PRICE", Some(price), Some(limit)) => return price >= limit,
        ("MAX_PRICE", Some(price), Some(limit)) => return price <= limit,
        ("PRICE", Some(price), Some(limit)) => {
            return match criterion["operator"].as_str() {
                Some("GREATER_THAN") => price > limit,
                Some("GREATER_THAN_OR_EQUALS") => price >= limit,
                Some("LESS_THAN") => price < limit,
                _ => price <= limit,
            };
        }
        _ => {}
    }
    let values = criterion["values"].as_array();
    // Lists of lists are the steps of a category.
    let values = values.into_iter().flatten().map(|value| match value {
        Value::Array(steps) => steps.iter().map(text).collect::<Vec<_>>().join(" > "),
        value => text(value),
    });
    let own = text(&own).to_lowercase();
    let title = text(&product.attributes["title"]).to_lowercase();
    values.map(|value| value.to_lowercase()).any(|value| {
        let words = criterion["filter_operator_type"].as_str();
        match (key, words) {
            ("TITLE_KEYWORDS", _) => title.contains(&value),
            (_, Some("CONTAINS")) => own.contains(&value),
            _ => own == value,
        }
    })
}

/// `product_type_1`: the first two steps of "Home > Kitchen > Pots", as far as the category has them.
fn step(attributes: &Value, name: &str) -> Option<Value> {
    let (category, step) = name.rsplit_once('_')?;
    let step: usize = step.parse().ok()?;
    let steps: Vec<&str> = attributes[category].as_str()?.split(" > ").collect();
    Some(steps.get(..=step)?.join(" > ").into())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn soup() -> Product {
        let attributes = json!({
            "title": "Leek soup", "availability": "in stock", "price": "4.50 EUR", "brand": "Soup Club",
            "product_type": "Food > Soups", "custom_label_0": "hot",
        });
        Product {
            catalog: "RETAIL".to_owned(),
            id: "S1".to_owned(),
            attributes: tidy(attributes.as_object().expect("an object")),
        }
    }

    #[test]
    fn filters_tell_products_apart() {
        let cases = [
            (json!({ "ITEM_ID": { "values": ["S1", "S2"] } }), true),
            (
                json!({ "ITEM_ID": { "values": ["S1"], "negated": true } }),
                false,
            ),
            (json!({ "BRAND": { "values": ["soup club"] } }), true),
            (
                json!({ "AVAILABILITY": { "values": ["OUT_OF_STOCK"] } }),
                false,
            ),
            (json!({ "PRODUCT_TYPE_0": { "values": [["Food"]] } }), true),
            (
                json!({ "PRODUCT_TYPE_1": { "values": [["Food", "Soups"]] } }),
                true,
            ),
            (json!({ "PRODUCT_TYPE_2": { "values": [["Food"]] } }), false),
            (json!({ "CUSTOM_LABEL_0": { "values": ["hot"] } }), true),
            (json!({ "TITLE_KEYWORDS": { "values": ["soup"] } }), true),
            (json!({ "MAX_PRICE": { "values": 4 } }), false),
            (
                json!({ "PRICE": { "operator": "LESS_THAN", "value": 5, "currency": "EUR" } }),
                true,
            ),
        ];
        for (filter, expected) in cases {
            let both = json!({ "all_of": [filter, { "ITEM_ID": { "values": ["S1"] } }] });
            assert_eq!(passes(&soup(), &both), expected, "{both}");
            let either = json!({ "any_of": [filter] });
            assert_eq!(passes(&soup(), &either), expected, "{either}");
        }
        assert!(passes(&soup(), &json!({ "all_of": [] })));
    }
}

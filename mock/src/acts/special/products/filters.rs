//! Which products the filters of a group leave.
//!
//! Invariant: a group that leads to itself has no products.

use serde_json::{Map, Value};

use super::super::super::text;
use super::{GROUPS, KINDS};
use crate::state::State;

/// An item as a product group sees it.
#[derive(Clone)]
pub(super) struct Product {
    pub(super) catalog: String,
    pub(super) id: String,
    pub(super) attributes: Value,
}

/// The product groups that a filter may name, and those that have led to it.
#[derive(Clone, Copy)]
pub(super) struct Groups<'g> {
    pub(super) state: &'g State,
    pub(super) above: Option<(&'g str, &'g Groups<'g>)>,
}

impl Groups<'_> {
    /// Whether a product is in the group with this id; a group that leads to itself has none.
    fn have(&self, id: &str, product: &Product) -> bool {
        let mut above = self.above;
        while let Some((known, groups)) = above {
            if known == id {
                return false;
            }
            above = groups.above;
        }
        let inner = Groups {
            state: self.state,
            above: Some((id, self)),
        };
        let group = self.state.get(GROUPS, id);
        let filters = group.and_then(|group| group.value.get("filters"));
        filters.is_some_and(|filters| passes(product, filters, &inner))
    }
}

/// Whether all of `all_of` or one of `any_of` holds.
pub(super) fn passes(product: &Product, filters: &Value, groups: &Groups<'_>) -> bool {
    let holds = |one: &Value| {
        let criteria = one.as_object().into_iter().flatten();
        criteria.into_iter().all(|(key, criterion)| {
            let negated = criterion["negated"] == true;
            let meets = if key == "PRODUCT_GROUP" {
                let ids = criterion["values"].as_array().into_iter().flatten();
                ids.map(text).any(|id| groups.have(&id, product))
            } else {
                meets(product, key, criterion)
            };
            meets != negated
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

/// Attributes as products show them: feeds write "in stock" and "19.99 EUR".
pub(super) fn tidy(attributes: &Map<String, Value>) -> Value {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

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
        let groups = Groups {
            state: &State::default(),
            above: None,
        };
        for (filter, expected) in cases {
            let both = json!({ "all_of": [filter, { "ITEM_ID": { "values": ["S1"] } }] });
            assert_eq!(passes(&soup(), &both, &groups), expected, "{both}");
            let either = json!({ "any_of": [filter] });
            assert_eq!(passes(&soup(), &either, &groups), expected, "{either}");
        }
        assert!(passes(&soup(), &json!({ "all_of": [] }), &groups));
    }

    #[test]
    fn a_group_may_be_made_of_another_one() {
        let mut state = State::default();
        let group = |filter: Value| {
            let value = json!({ "filters": { "all_of": [filter] } });
            value.as_object().cloned().unwrap_or_default()
        };
        let of = |id: &str| json!({ "PRODUCT_GROUP": { "values": [id] } });
        let soups = json!({ "BRAND": { "values": ["soup club"] } });
        for (id, filter) in [("1", soups), ("2", of("1")), ("3", of("4")), ("4", of("3"))] {
            state.put(GROUPS, id, BTreeMap::new(), group(filter));
        }
        let groups = Groups {
            state: &state,
            above: None,
        };
        let found = ["1", "2", "3", "4", "5"].map(|id| groups.have(id, &soup()));
        assert_eq!(found, [true, true, false, false, false]);
        let other =
            json!({ "all_of": [{ "PRODUCT_GROUP": { "values": ["1"], "negated": true } }] });
        assert!(!passes(&soup(), &other, &groups));
    }
}

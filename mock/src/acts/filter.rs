//! Filters: which things a query leaves in a list.
//!
//! A parameter filters by the member that it is called after: `campaign_ids` by `id` of campaigns and by `campaign_id` of
//! what belongs to them, `entity_statuses` by `status`, `privacy` by `privacy`.

use serde_json::Value;

use super::{Call, text};
use crate::description::Place;
use crate::resources::{
    Kind,
    table::{NOT_FILTERS, NOTED},
    widened,
};
use crate::shape::Shape;
use crate::state::{Thing, is_text};

/// One parameter that leaves things out.
pub(super) struct Filter {
    test: Test,
    values: Vec<String>,
}

enum Test {
    /// The id is among the values.
    Id,
    /// A member is among the values; what lacks it passes.
    Member(String),
    /// A note has one of the values.
    Noted(String),
    /// A text of the thing has the value in it.
    Words,
}

/// The filters of a query.
pub(super) fn filters(call: &Call<'_>, kind: &Kind) -> Vec<Filter> {
    let shape = widened(Shape::of(call.description, &[&kind.looks.schema]));
    let has = |name: &str| shape.properties.contains_key(name);
    let in_query = call.operation.parameters.iter();
    let in_query = in_query.filter(|parameter| parameter.place == Place::Query);
    let filter = |name: &str| {
        let value = call.query(name).filter(|value| !value.is_null())?;
        let test = test(kind, name, has)?;
        let values: Vec<String> = match value {
            Value::Array(values) => values.iter().map(text).collect(),
            value => vec![text(&value)],
        };
        // An empty list or text asks for nothing.
        let says = values.iter().any(|value| !value.is_empty());
        (says && values != ["ALL"]).then_some(Filter { test, values })
    };
    let names = in_query.filter(|parameter| !NOT_FILTERS.contains(&parameter.name.as_str()));
    names
        .filter_map(|parameter| filter(&parameter.name))
        .collect()
}

/// The ids of the things in the path's place that one value of a parameter names.
pub(super) fn named(call: &Call<'_>, kind: &Kind, parameter: &str, value: &str) -> Vec<String> {
    let shape = widened(Shape::of(call.description, &[&kind.looks.schema]));
    let test = test(kind, parameter, |name| shape.properties.contains_key(name));
    let values = vec![value.to_owned()];
    let filter = Filter {
        test: test.unwrap_or(Test::Id),
        values,
    };
    let scope = call.scope();
    let things = call
        .state
        .all(&kind.collection)
        .filter(|(id, thing)| call.holds(kind, id, &scope) && filter.lets_pass(id, thing));
    things.map(|(id, _)| id.clone()).collect()
}

fn test(kind: &Kind, name: &str, has: impl Fn(&str) -> bool) -> Option<Test> {
    let one = name.strip_suffix('s').unwrap_or(name);
    let plural = name.strip_suffix("es").unwrap_or(one);
    let own = format!("{}_id", kind.singular);
    let member = |name: &str| Some(Test::Member(name.to_owned()));
    if NOTED.contains(&(kind.collection.as_str(), name)) {
        return Some(Test::Noted(name.to_owned()));
    }
    match name {
        "query" | "search_query" | "term" => Some(Test::Words),
        _ if one == own || one == kind.id || one == "id" => Some(Test::Id),
        "ad_group_id" | "campaign_id" if !has(name) && has("parent_id") => member("parent_id"),
        _ if has(name) => member(name),
        _ if has(one) => member(one),
        _ if has(plural) => member(plural),
        _ if plural.ends_with("status") && has("status") => member("status"),
        _ => None,
    }
}

impl Filter {
    /// Whether a thing stays in the list.
    pub(super) fn lets_pass(&self, id: &str, thing: &Thing) -> bool {
        match &self.test {
            Test::Id => self.values.iter().any(|value| value == id),
            Test::Member(name) => match thing.value.get(name) {
                None | Some(Value::Null) => match thing.scope.get(name) {
                    Some(value) => self.values.contains(value),
                    // Who asks by ids asks for those alone.
                    None => !name.ends_with("_id") && !name.ends_with("_ids"),
                },
                Some(Value::Array(values)) => values.iter().any(|value| self.has(value)),
                Some(value) => self.has(value),
            },
            Test::Noted(name) => {
                let noted = thing.notes.get(name).and_then(Value::as_array);
                noted.is_some_and(|noted| noted.iter().any(|value| self.has(value)))
            }
            Test::Words => {
                let words = self.values.concat().to_lowercase();
                let mut texts = ["name", "title", "description"].into_iter();
                texts.any(|name| {
                    let text = thing.value.get(name).and_then(Value::as_str);
                    text.is_some_and(|text| text.to_lowercase().contains(&words))
                })
            }
        }
    }

    fn has(&self, value: &Value) -> bool {
        self.values.iter().any(|wanted| is_text(value, wanted))
    }
}

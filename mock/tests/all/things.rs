//! What requests name: things that are there, made if need be.

use std::collections::BTreeMap;

use pinterest_v5_mock::Pinterest;
use pinterest_v5_mock::description::{Operation, Parameter, Place};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::synthesis::Sample;
use serde_json::{Value, json};

use crate::support::{self, ORIGIN, thing};

/// A change of an order names one that is there.
pub(crate) fn name_order(pinterest: &Pinterest, body: &mut Value) {
    let order = pinterest.state(|state| {
        let mut orders = state.all("/ad_accounts/{ad_account_id}/ssio/order_lines");
        orders.next().map(|(_, order)| order.value.clone())
    });
    let order = order.expect("an order line");
    if body.get("salesforce_order_line_id").is_some() {
        body["salesforce_order_line_id"] = order["salesforce_order_line_id"].clone();
    }
    body["ads_manager_order_line_id"] = order["ads_manager_order_line_id"].clone();
}

/// Uploads a review of the titles of an ad group; gives what it is called.
pub(crate) fn upload_titles(pinterest: &Pinterest, account: &str, group: &str) -> Value {
    let path = format!("/ad_accounts/{account}/ad_groups/{group}/dynamic_titles/uploads");
    let place = support::get(pinterest, &path).value();
    let target = place["upload_url"].as_str().expect("an address");
    let upload = Request {
        method: "PUT".to_owned(),
        target: target.trim_start_matches(ORIGIN).to_owned(),
        body: b"id,title,approved\n1,Soup,true\n".to_vec(),
        ..Request::default()
    };
    assert_eq!(pinterest.answer(&upload, ORIGIN).status, 200);
    place["request_id"].clone()
}

/// What would be said of the same thing twice is said once.
pub(crate) fn first_alone(body: &mut Value) {
    let list = match body {
        Value::Object(members) => members.values_mut().find(|member| member.is_array()),
        body => Some(body),
    };
    if let Some(list) = list.and_then(Value::as_array_mut) {
        list.truncate(1);
    }
}

/// The elements of a bulk change name what is there.
pub(crate) fn own_ids(
    pinterest: &Pinterest,
    kind: &pinterest_v5_mock::resources::Kind,
    body: &mut Value,
) {
    let id = thing(pinterest, &kind.collection, &BTreeMap::new());
    match body {
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|one| own_ids(pinterest, kind, one)),
        Value::Object(members) => {
            for name in ["id", kind.id.as_str()] {
                if members.contains_key(name) {
                    members.insert(name.to_owned(), id.as_str().into());
                }
            }
            members
                .values_mut()
                .filter(|member| member.is_array())
                .for_each(|list| own_ids(pinterest, kind, list));
        }
        _ => {}
    }
}

/// The query of a removal names what is there.
pub(crate) fn name_own(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let collection = operation.template.trim_end_matches("/multiple");
    let Some(kind) = pinterest.resources().kind(collection) else {
        return;
    };
    let id = thing(pinterest, &kind.collection, &BTreeMap::new());
    let is_own = |parameter: &Parameter| {
        let is_id = parameter.name.contains("id") && parameter.name != "ad_account_id";
        parameter.place == Place::Query && is_id
    };
    for (_, value) in sample.parameters.iter_mut().filter(|(one, _)| is_own(one)) {
        *value = if value.is_array() {
            json!([id])
        } else {
            id.as_str().into()
        };
    }
    support::name_people(pinterest, sample);
}

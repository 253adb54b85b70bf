//! What has to be there before a call: a job that is looked at, a thing that is changed.

use std::collections::BTreeMap;

use pinterest_v5_mock::Pinterest;
use pinterest_v5_mock::description::{Operation, Parameter, Place};
use pinterest_v5_mock::synthesis::{Members, Sample};
use serde_json::{Value, json};

use crate::support::{self, ORIGIN, call, first, thing};

/// A call that looks at something, the one that starts it, and where the answer of that names it.
const STARTS: [(&str, &str, &str); 11] = [
    ("analytics/get_report", "analytics/create_report", "/token"),
    (
        "analytics/get_mmm_report",
        "analytics/create_mmm_report",
        "/token",
    ),
    (
        "analytics/get_conversion_product_report",
        "analytics/create_conversion_product_report",
        "/token",
    ),
    ("reports/get", "reports/create", "/token"),
    ("bulk_request/get", "bulk_download/create", "/request_id"),
    (
        "leads_export/get",
        "leads_export/create",
        "/leads_export_id",
    ),
    ("items_batch/get", "items_batch/post", "/batch_id"),
    (
        "catalogs_supplemental_items_batch/get",
        "catalogs_local_inventory_items_batch/operate",
        "/batch_id",
    ),
    (
        "customer_list_uploads/get",
        "customer_list_uploads/create",
        "/customer_list_upload/id",
    ),
    (
        "customer_list_uploads/run",
        "customer_list_uploads/create",
        "/customer_list_upload/id",
    ),
    ("media/get", "media/create", "/media_id"),
];

/// What some operations need before.
pub(crate) fn prepare(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let Some((_, start, pointer)) = STARTS.iter().find(|(id, ..)| *id == operation.id) else {
        return special(pinterest, operation, sample);
    };
    let start = pinterest
        .description()
        .operation(start)
        .expect("an operation");
    let request = support::sample(pinterest, start, Members::Required).request("/v5");
    let answer = pinterest.answer(&request, ORIGIN).value();
    let id = answer
        .pointer(pointer)
        .unwrap_or_else(|| panic!("no {pointer} in {answer}"))
        .clone();
    let last = sample.parameters.iter_mut().filter(|(parameter, _)| {
        let names = [
            "token",
            "bulk_request_id",
            "leads_export_id",
            "batch_id",
            "customer_list_upload_id",
            "media_id",
        ];
        names.contains(&parameter.name.as_str())
    });
    last.for_each(|(_, value)| *value = id.clone());
}

fn special(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let id = operation.id.as_str();
    let body = sample.body.as_mut();
    match (id, body) {
        ("oauth/token", Some(body)) => {
            *body = json!({ "grant_type": "client_credentials", "scope": "boards:read" });
        }
        ("pins/create", Some(body)) => {
            body["media_source"] =
                json!({ "source_type": "image_url", "url": "https://example.com/a.png" });
        }
        ("unverify_website/delete", _) => {
            let site =
                json!({ "website": "https://example.com", "verification_method": "METATAG" });
            call(pinterest, "POST", "/user_account/websites", &site);
            let website = sample
                .parameters
                .iter_mut()
                .find(|(one, _)| one.name == "website");
            if let Some((_, value)) = website {
                *value = "https://example.com".into();
            }
        }
        ("keywords/create", Some(body)) => {
            body["parent_id"] = first(pinterest, "/ad_accounts/{ad_account_id}/campaigns").into();
        }
        (_, Some(body)) if operation.method == "PATCH" => {
            let own = pinterest
                .resources()
                .kinds()
                .iter()
                .find(|kind| kind.collection == operation.template);
            if let Some(kind) = own {
                own_ids(pinterest, kind, body);
            }
        }
        _ if operation.method == "DELETE" && !operation.template.ends_with('}') => {
            name_own(pinterest, operation, sample);
        }
        _ => {}
    }
}

/// The elements of a bulk change name what is there.
fn own_ids(pinterest: &Pinterest, kind: &pinterest_v5_mock::resources::Kind, body: &mut Value) {
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
fn name_own(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let Some(kind) = pinterest.resources().kind(&operation.template) else {
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
}

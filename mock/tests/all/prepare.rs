//! What has to be there before a call: a job that is looked at, a thing that is changed.

use pinterest_v5_mock::Pinterest;
use pinterest_v5_mock::description::Operation;
use pinterest_v5_mock::synthesis::{Members, Sample};
use serde_json::{Value, json};

use crate::support::{self, ORIGIN, call, first};
use crate::things::{first_alone, name_order, name_own, own_ids, upload_titles};

/// A call that looks at something, the one that starts it, and where the answer of that names it.
pub(crate) const STARTS: [(&str, &str, &str); 14] = [
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
    ("bulk_request/get", "bulk_upsert/create", "/request_id"),
    (
        "analytics/get_report",
        "analytics/create_template_report",
        "/token",
    ),
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
    (
        "customer_list_uploads/get",
        "customer_list_uploads/run",
        "/id",
    ),
];

/// What some operations need before.
pub(crate) fn prepare(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    if let Some((_, before)) = BEFORE.iter().find(|(id, _)| *id == operation.id) {
        let before = pinterest.description().operation(before);
        let before = support::sample(pinterest, before.expect("an operation"), Members::All);
        let done = pinterest.answer(&before.request("/v5"), ORIGIN);
        assert!(done.status < 300, "{}", done.value());
        support::name_people(pinterest, sample);
    }
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
    support::named(pinterest, sample, &id);
}

/// Calls that undo or change what another one does first.
const BEFORE: [(&str, &str); 8] = [
    (
        "advertiser_defined_events/delete",
        "advertiser_defined_events/create",
    ),
    (
        "advertiser_defined_events/update",
        "advertiser_defined_events/create",
    ),
    ("asset_group/delete", "asset_group/create"),
    ("asset_group/update", "asset_group/create"),
    (
        "business_members_asset_access/delete",
        "business_members_asset_access/update",
    ),
    (
        "delete_partner_asset_access_handler_impl",
        "update_partner_asset_access_handler_impl",
    ),
    ("labels/remove", "labels/apply"),
    ("product_tags/bulk_delete", "product_tags/bulk_add"),
];

fn special(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let id = operation.id.as_str();
    let own = pinterest.resources().kind(&operation.template);
    let body = sample.body.as_mut();
    match (id, body) {
        ("oauth/token", Some(body)) => {
            *body = json!({ "grant_type": "client_credentials", "scope": "boards:read" });
        }
        ("pins/create", Some(body)) => {
            body["media_source"] =
                json!({ "source_type": "image_url", "url": "https://example.com/a.png" });
        }
        (
            "update/business_memberships"
            | "advanced_auction_items_submit/post"
            | "catalogs_product_groups/create_many",
            Some(body),
        ) => {
            first_alone(body);
        }
        ("schedules/update", Some(body)) => {
            own_ids(pinterest, own.expect("a kind"), body);
            first_alone(body);
            if let Some(schedule) = body.get_mut(0) {
                schedule["name"] = "Later".into();
            }
        }
        ("integrations_commerce/post", Some(body)) => {
            body["external_business_id"] = "soup-club".into();
        }
        ("follow_user/update", _) => sample.parameters[0].1 = "green_kitchen".into(),
        ("ads_credit/redeem", Some(body)) => body["validateOnly"] = false.into(),
        ("advertiser_defined_events/update", Some(body)) => {
            if let Some(event) = body["items"].get_mut(0) {
                event["mapped_conversion_type"] = "LEAD".into();
            }
        }
        ("ssio_insertion_order/edit", Some(body)) => name_order(pinterest, body),
        ("ad_groups_dynamic_titles/process_csv", Some(body)) => {
            let place = sample.parameters.iter().map(|(_, value)| value.as_str());
            let place: Vec<_> = place.map(Option::unwrap_or_default).collect();
            body["request_id"] = upload_titles(pinterest, place[0], place[1]);
        }
        ("keywords/create", Some(body)) => {
            body["parent_id"] = first(pinterest, "/ad_accounts/{ad_account_id}/campaigns").into();
        }
        (_, Some(body)) if operation.method == "PATCH" => {
            if let Some(kind) = own {
                own_ids(pinterest, kind, body);
            }
        }
        _ => parameters(pinterest, operation, sample),
    }
}

fn parameters(pinterest: &Pinterest, operation: &Operation, sample: &mut Sample<'_>) {
    let mut set = |name: &str, value: Value| {
        let mut parameters = sample.parameters.iter_mut();
        let parameter = parameters.find(|(one, _)| one.name == name);
        parameter.expect("the parameter").1 = value;
    };
    match operation.id.as_str() {
        "unverify_website/delete" => {
            let site =
                json!({ "website": "https://example.com", "verification_method": "METATAG" });
            call(pinterest, "POST", "/user_account/websites", &site);
            set("website", "https://example.com".into());
        }
        "advertiser_defined_events/delete" => {
            let events = pinterest.state(|state| {
                let events = state.all("/ad_accounts/{ad_account_id}/advertiser_defined_events");
                events.map(|(name, _)| name.clone()).collect::<Vec<_>>()
            });
            set("event_names", events.into());
        }
        _ if operation.method == "DELETE" && !operation.template.ends_with('}') => {
            name_own(pinterest, operation, sample);
        }
        _ => {}
    }
}

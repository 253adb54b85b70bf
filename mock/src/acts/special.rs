//! Acts that no role gives, by operation.

#![expect(
    clippy::unnecessary_wraps,
    reason = "acts have one type, whether or not they refuse"
)]

mod account;
mod actions;
mod ad_analytics;
mod batches;
mod business;
mod customers;
mod defined_events;
mod events;
mod facts;
mod figures;
mod files;
mod items;
mod jobs;
mod labels;
mod media;
mod organic;
mod pins;
mod products;
mod resources;
mod shares;
mod targets;
mod titles;
mod upsert;
mod websites;

use super::{Call, Outcome};
use crate::login::endpoint;
pub(crate) use business::begin;
pub(super) use customers::count_records;
pub(crate) use items::fill_shelves;
pub(super) use pins::show_pins;
pub(crate) use pins::{address, film, image};

/// What does the work of an operation.
type Act = fn(&mut Call<'_>) -> Outcome;

const ACTS: &[(&str, Act)] = &[
    ("oauth/token", endpoint::token),
    ("oauth/conversion_token", endpoint::conversion_token),
    ("token/revoke", endpoint::revoke),
    ("user_account/get", account::get),
    ("sandbox/delete", account::empty),
    ("pins/create", pins::create),
    ("pins/save", pins::save),
    ("pins/update", pins::change),
    ("product_tags/list", pins::tags),
    ("product_tags/bulk_add", pins::add_tags),
    ("product_tags/bulk_delete", pins::remove_tags),
    ("media/create", media::create),
    ("media/get", media::get),
    ("media/list", media::list),
    ("ads/analytics", ad_analytics::rows),
    ("ad_groups/analytics", ad_analytics::rows),
    ("ad_account/analytics", ad_analytics::rows),
    ("ad_pins/analytics", ad_analytics::rows),
    ("campaigns/analytics", ad_analytics::rows),
    ("product_groups/analytics", ad_analytics::rows),
    (
        "ad_account_targeting_analytics/get",
        ad_analytics::targeting,
    ),
    ("ad_groups_targeting_analytics/get", ad_analytics::targeting),
    ("ad_targeting_analytics/get", ad_analytics::targeting),
    ("campaign_targeting_analytics/get", ad_analytics::targeting),
    ("targeting_options/get", targets::options),
    ("ad_account_countries/get", resources::countries),
    ("delivery_metrics/get", resources::metrics),
    ("pins/analytics", organic::pin),
    ("multi_pins/analytics", organic::pins),
    ("user_account/analytics", organic::account),
    ("user_account/analytics/top_pins", organic::top),
    ("user_account/analytics/top_video_pins", organic::top),
    ("analytics/create_report", jobs::start),
    ("analytics/create_mmm_report", jobs::start),
    ("analytics/create_conversion_product_report", jobs::start),
    ("analytics/create_template_report", jobs::start),
    ("reports/create", jobs::start),
    ("bulk_download/create", jobs::start),
    ("bulk_upsert/create", jobs::start),
    ("leads_export/create", jobs::start),
    ("analytics/get_report", jobs::look),
    ("analytics/get_mmm_report", jobs::look),
    ("analytics/get_conversion_product_report", jobs::look),
    ("reports/get", jobs::look),
    ("bulk_request/get", jobs::look),
    ("leads_export/get", jobs::look),
    ("items_batch/post", batches::items),
    ("items_batch/get", batches::look),
    (
        "catalogs_local_inventory_items_batch/operate",
        batches::inventory,
    ),
    ("catalogs_supplemental_items_batch/get", batches::look),
    ("customer_lists/create", customers::create),
    ("customer_lists/update", customers::update),
    ("customer_list_uploads/create", customers::upload),
    ("customer_list_uploads/get", customers::look_at_upload),
    ("customer_list_uploads/run", customers::run_upload),
    ("catalogs_product_group_pins/list", products::of_group),
    (
        "products_by_product_group_filter/list",
        products::of_filters,
    ),
    (
        "catalogs_product_groups/product_counts_get",
        products::counts,
    ),
    ("items/post", items::look),
    ("catalogs_local_inventory_items/post", items::look_at_stock),
    ("advanced_auction_items_submit/post", items::bid),
    ("advanced_auction_items_get/post", items::bids),
    ("labels/apply", labels::apply),
    ("labels/remove", labels::remove),
    ("advertiser_defined_events/create", defined_events::create),
    ("advertiser_defined_events/update", defined_events::update),
    ("advertiser_defined_events/delete", defined_events::remove),
    ("ads_credit/redeem", actions::redeem),
    ("ssio_insertion_order/edit", actions::edit_order),
    ("ad_groups_dynamic_titles/get_upload_url", titles::place),
    ("ad_groups_dynamic_titles/process_csv", titles::process),
    ("ad_groups_dynamic_titles/get_status", titles::status),
    ("ad_groups_dynamic_titles/download_csv", titles::download),
    (
        "update_ad_account_to_ad_account_shared_audience",
        shares::change,
    ),
    (
        "update_ad_account_to_business_shared_audience",
        shares::change,
    ),
    (
        "update_business_to_ad_account_shared_audience",
        shares::change,
    ),
    (
        "update_business_to_business_shared_audience",
        shares::change,
    ),
    (
        "ad_accounts_audiences_shared_accounts/list",
        shares::accounts,
    ),
    (
        "business_account_audiences_shared_accounts/list",
        shares::accounts,
    ),
    ("shared_audiences_for_business/list", shares::received),
    ("events/create", events::create),
    (
        "create_membership_or_partnership_invites",
        business::invites::create,
    ),
    ("get/invites", business::invites::list),
    ("cancel_invites_or_requests", business::invites::cancel),
    (
        "respond_business_access_invites",
        business::invites::respond,
    ),
    ("create_asset_invites", business::invites::permit),
    ("asset_access_requests/create", business::invites::request),
    ("get/business_members", business::people::members),
    ("get/business_employers", business::people::employers),
    ("get/business_partners", business::people::partners),
    (
        "update/business_memberships",
        business::people::change_roles,
    ),
    (
        "delete_business_membership",
        business::people::remove_members,
    ),
    (
        "delete_business_partners",
        business::people::remove_partners,
    ),
    ("system_user/update", business::people::rename_system_user),
    ("business_assets/get", business::assets::owned),
    ("business_member_assets/get", business::assets::of_person),
    (
        "business_partner_asset_access/get",
        business::assets::of_person,
    ),
    ("business_asset_members/get", business::assets::members),
    ("business_asset_partners/get", business::assets::partners),
    (
        "business_members_asset_access/update",
        business::assets::grant_members,
    ),
    (
        "business_members_asset_access/delete",
        business::assets::revoke_members,
    ),
    (
        "update_partner_asset_access_handler_impl",
        business::assets::grant_partners,
    ),
    (
        "delete_partner_asset_access_handler_impl",
        business::assets::revoke_partners,
    ),
    ("asset_group/create", business::groups::create),
    ("asset_group/update", business::groups::update),
    ("asset_group/delete", business::groups::remove),
    ("verify_website/update", websites::verify),
    ("unverify_website/delete", websites::remove),
];

/// The act of an operation, if it has one of its own.
pub(super) fn of(operation: &str) -> Option<Act> {
    let found = ACTS.iter().find(|(known, _)| *known == operation);
    found.map(|(_, act)| *act)
}

#[cfg(test)]
mod tests {
    use super::ACTS;
    use crate::description::Description;

    #[test]
    fn every_row_is_an_operation() {
        let description = Description::committed().expect("a description");
        for (name, _) in ACTS {
            assert!(description.operation(name).is_ok(), "{name}");
        }
    }
}

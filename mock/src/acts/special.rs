//! Acts that no role gives, by operation.

#![expect(
    clippy::unnecessary_wraps,
    reason = "acts have one type, whether or not they refuse"
)]

mod account;
mod ad_analytics;
mod batches;
mod business;
mod events;
mod jobs;
mod media;
mod organic;
mod pins;
mod websites;

use super::{Call, Outcome};
use crate::login::endpoint;

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
    ("customer_list_uploads/create", batches::upload),
    ("customer_list_uploads/get", batches::look_at_upload),
    ("customer_list_uploads/run", batches::run_upload),
    ("events/create", events::create),
    ("create_membership_or_partnership_invites", business::invite),
    ("get/invites", business::invites),
    ("cancel_invites_or_requests", business::cancel),
    ("respond_business_access_invites", business::respond),
    ("get/business_members", business::members),
    ("update/business_memberships", business::change_roles),
    ("delete_business_membership", business::remove_members),
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

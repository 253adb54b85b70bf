//! Actions that another collection shows: a code that is redeemed, an order that is changed.

use serde_json::{Value, json};

use super::super::{Call, Outcome, create as make, text, update as change};
use crate::answer::Refusal;

const DISCOUNTS: &str = "/ad_accounts/{ad_account_id}/ads_credit/discounts";
const ORDERS: &str = "/ad_accounts/{ad_account_id}/ssio/order_lines";

/// The members that name an order in a change.
const NAMES: [&str; 3] = [
    "ads_manager_order_line_id",
    "salesforce_order_line_id",
    "pin_order_id",
];

/// `POST .../ads_credit/redeem`: a discount more, unless the code was only to be checked.
pub(super) fn redeem(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let kind = call.resources.kind(DISCOUNTS);
    let only_checks = body.get("validateOnly").is_some_and(|only| only == true);
    if let Some(kind) = kind.filter(|_| !only_checks) {
        let code = body.get("offerCodeHash").map(text).unwrap_or_default();
        let discount = json!({ "title": format!("Offer {code}"), "active": true });
        let discount = discount.as_object().cloned().unwrap_or_default();
        make(call, kind, &discount, &call.scope())?;
    }
    Ok(call.success(Some(json!({ "success": true }))))
}

/// `PATCH .../ssio/insertion_orders`: changes the order line that the body names.
pub(super) fn edit_order(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let named = |name| Some((name, text(body.get(name).filter(|id| !id.is_null())?)));
    let (member, named) = NAMES.into_iter().find_map(named).unwrap_or_default();
    let found = call
        .state
        .all(ORDERS)
        .find(|(_, order)| order.has(member, &named));
    let id = found.map(|(id, _)| id.clone());
    let kind = call.resources.kind(ORDERS);
    let missing = || Refusal::new(404, 404, format!("there is no order line {named}"));
    let (id, kind) = id.zip(kind).ok_or_else(missing)?;
    change::update(call, kind, &id, &body)?;
    Ok(call.success(Some(json!({ "pin_order_id": Value::from(id) }))))
}

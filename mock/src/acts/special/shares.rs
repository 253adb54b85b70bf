//! Audiences that are shared with other accounts: with whom, and what a business has been given.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Call, Outcome, list, text, view};
use crate::answer::Refusal;
use crate::resources::{Kind, element};

const SHARES: &str = "shares";
const AUDIENCES: &str = "/ad_accounts/{ad_account_id}/audiences";

/// Recipients of each type: the member that lists them, and the type in answers.
const RECIPIENTS: [(&str, &str); 2] = [
    ("recipient_account_ids", "AD_ACCOUNT"),
    ("recipient_business_ids", "BUSINESS_ACCOUNT"),
];

/// `PATCH .../audiences/{ad_accounts|businesses}/shared`.
pub(super) fn change(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let audience = body.get("audience_id").map(text).unwrap_or_default();
    let kind = audiences(call)?;
    if !call.holds(kind, &audience, &call.scope()) {
        return Err(kind.missing(&audience));
    }
    let gives = body
        .get("operation_type")
        .is_some_and(|what| what == "SHARE");
    for (member, type_name) in RECIPIENTS {
        let recipients = body.get(member).and_then(Value::as_array);
        for recipient in recipients.into_iter().flatten().map(text) {
            let key = format!("{audience} {type_name} {recipient}");
            call.state.remove(SHARES, &key);
            if gives {
                share(call, &key, &audience, (type_name, &recipient));
            }
        }
    }
    let mut answer = body;
    answer.shift_remove("operation_type");
    let permissions = if gives { json!(["ANALYST"]) } else { json!([]) };
    answer.insert("permissions".to_owned(), permissions);
    Ok(call.success(Some(answer.into())))
}

fn share(call: &mut Call<'_>, key: &str, audience: &str, (type_name, recipient): (&str, &str)) {
    let account = call.state.get("/ad_accounts", recipient);
    let name = account.and_then(|account| account.value.get("name").cloned());
    let value = json!({
        "account_id": recipient,
        "account_name": name.unwrap_or_else(|| format!("Business {recipient}").into()),
        "account_type": type_name,
        "shared_on_timestamp": call.now / 1000,
    });
    let scope = BTreeMap::from([("audience_id".to_owned(), audience.to_owned())]);
    let value = value.as_object().cloned().unwrap_or_default();
    call.state.put(SHARES, key, scope, value);
}

/// `GET .../audiences/shared/accounts`: those with whom an audience is shared.
pub(super) fn accounts(call: &mut Call<'_>) -> Outcome {
    let asked = ["audience_id", "account_type"];
    let wanted = asked.map(|name| (name, call.query(name).map(|value| text(&value))));
    let shares = call.state.all(SHARES).filter(|(_, share)| {
        let mut wanted = wanted.iter();
        wanted.all(|(name, value)| value.as_ref().is_none_or(|value| share.has(name, value)))
    });
    let shares = shares.map(|(_, share)| (share.serial, Value::from(share.value.clone())));
    let (items, bookmark) = list::page(call, &shares.collect::<Vec<_>>())?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

/// `GET /businesses/{business_id}/audiences`: what was shared with a business.
pub(super) fn received(call: &mut Call<'_>) -> Outcome {
    let business = call.path("business_id").unwrap_or_default();
    let kind = audiences(call)?;
    let schema = call.operation.usual_schema();
    let schema = schema.and_then(|schema| element(call.description, schema));
    let schema = schema.unwrap_or_default();
    let shares = call.state.all(SHARES).filter(|(_, share)| {
        share.has("account_type", "BUSINESS_ACCOUNT") && share.has("account_id", &business)
    });
    let shown = shares.filter_map(|(_, share)| {
        let audience = share.scope.get("audience_id")?;
        let value = view::view(call, kind, audience);
        let is_there = !value.is_null();
        is_there.then(|| {
            (
                share.serial,
                view::shown(call, &[&schema], &value, audience),
            )
        })
    });
    let (items, bookmark) = list::page(call, &shown.collect::<Vec<_>>())?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

fn audiences<'c>(call: &Call<'c>) -> Result<&'c Kind, Refusal> {
    let kind = call.resources.kind(AUDIENCES);
    kind.ok_or_else(|| Refusal::new(404, 404, "there are no audiences"))
}

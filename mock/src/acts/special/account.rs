//! The account itself, and the end of an ad account in the sandbox.

use serde_json::Value;

use super::super::{Call, Outcome, cascade, of_schema};
use crate::answer::Refusal;

/// `GET /user_account`: whose token it is, with what is there.
pub(super) fn get(call: &mut Call<'_>) -> Outcome {
    let schema = call.operation.usual_schema();
    let mut account = of_schema(call, schema.unwrap_or(&Value::Null), "user_account")?;
    account["id"] = call.settings.user_id().into();
    account["username"] = call.settings.username.clone().into();
    account["business_name"] = titled(&call.settings.username).into();
    account["board_count"] = call.state.all("/boards").count().into();
    account["pin_count"] = call.state.all("/pins").count().into();
    Ok(call.success(Some(account)))
}

/// `soup_club` as a name: `Soup Club`.
fn titled(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `DELETE /ad_accounts/{ad_account_id}/sandbox`: all that belongs to an ad account, and itself.
pub(super) fn empty(call: &mut Call<'_>) -> Outcome {
    if !call.settings.environment.is_sandbox() {
        return Err(Refusal::new(
            403,
            29,
            "Only the sandbox can empty an ad account.",
        ));
    }
    let id = call.path("ad_account_id").unwrap_or_default();
    let kind = call.resources.kind("/ad_accounts");
    let kind = kind.ok_or_else(|| Refusal::new(404, 404, "there are no ad accounts"))?;
    cascade(call.state, kind, &id);
    call.state.remove("/ad_accounts", &id);
    Ok(call.success(Some("the ad account is gone".into())))
}

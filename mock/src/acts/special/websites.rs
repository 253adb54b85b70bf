//! Websites that the account has claimed.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::{Call, Outcome, text};
use crate::answer::Refusal;
use crate::clock::timestamp;

const COLLECTION: &str = "/user_account/websites";

/// `POST /user_account/websites`.
pub(super) fn verify(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let website = body.get("website").map(text).unwrap_or_default();
    let mut value = Map::new();
    value.insert("website".to_owned(), website.as_str().into());
    value.insert("status".to_owned(), "success".into());
    value.insert("verified_at".to_owned(), timestamp(call.now).into());
    call.state
        .put(COLLECTION, &website, BTreeMap::new(), value.clone());
    Ok(call.success(Some(value.into())))
}

/// `DELETE /user_account/websites`.
pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    let website = call
        .query("website")
        .map(|value| text(&value))
        .unwrap_or_default();
    let gone = call.state.remove(COLLECTION, &website);
    gone.ok_or_else(|| Refusal::new(404, 404, format!("{website} is not claimed")))?;
    Ok(call.success(Some(Value::Null)))
}

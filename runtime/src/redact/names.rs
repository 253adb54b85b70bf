//! The names of members whose values are secrets or personal data, as one table.

use serde_json::Value;

use super::MASK;

/// What is under one of these names is not shown, whatever it is. The types of the emitted crate hide the same
/// members by themselves; this table is for bodies that no type has read.
const MARKED: [&str; 61] = [
    // Tokens and keys.
    "access_token",
    "authorization",
    "client_secret",
    "code_verifier",
    "conversion_access_token",
    "cryptographic_key",
    "oauth_signature",
    "one_time_passcode",
    "partner_access_token",
    "partner_refresh_token",
    "password",
    "refresh_token",
    "secret",
    "subscriber_key",
    "token",
    // What signs an upload or a download.
    "policy",
    "signature",
    "upload_parameters",
    "upload_url",
    "x-amz-credential",
    "x-amz-security-token",
    "x-amz-signature",
    // Who a person is.
    "address",
    "answers",
    "billing_contact_email",
    "click_id",
    "client_ip_address",
    "client_user_agent",
    "ct",
    "date_of_birth",
    "db",
    "em",
    "email",
    "emails",
    "external_id",
    "first_name",
    "fn",
    "full_name",
    "ge",
    "hashed_maids",
    "hashed_phone_number",
    "hashed_pinner_id",
    "ip_address",
    "last_name",
    "liveramp_envelope",
    "ln",
    "maid",
    "media_contact_email",
    "partner_primary_email",
    "ph",
    "phone",
    "phone_number",
    "records",
    "st",
    "user_agent",
    "user_data",
    "user_email",
    "user_emails",
    "user_ids",
    "username_or_email",
    "zp",
];

pub(super) fn is_marked(name: &str) -> bool {
    MARKED
        .iter()
        .any(|marked| name.eq_ignore_ascii_case(marked))
}

/// Masks what is under a marked name.
pub(super) fn mask(value: &mut Value) {
    walk(value, &mut |value| *value = Value::from(MASK));
}

/// Every text under a marked name.
pub(super) fn marked_texts(value: &mut Value) -> Vec<String> {
    let mut texts = Vec::new();
    walk(value, &mut |value| collect(value, &mut texts));
    texts
}

fn walk(value: &mut Value, marked: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if is_marked(name) && !value.is_null() {
                    marked(value);
                } else {
                    walk(value, marked);
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|value| walk(value, marked)),
        _ => {}
    }
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(elements) => elements.iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => members.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

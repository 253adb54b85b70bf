//! What a body names has to be there.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Call, text};
use crate::answer::Refusal;

/// Refuses a body that names something which is not there.
pub(super) fn check(
    call: &Call<'_>,
    body: &Map<String, Value>,
    scope: &BTreeMap<String, String>,
) -> Result<(), Refusal> {
    for (member, named) in body {
        let Some(kind) = call.resources.referred(member) else {
            if let Some(inner) = named.as_object() {
                check(call, inner, scope)?;
            }
            continue;
        };
        let named = Some(named).filter(|named| named.is_string() || named.is_number());
        let Some(id) = named.map(text).filter(|id| !id.is_empty()) else {
            continue;
        };
        // A section is one of the board that stands beside it.
        let mut place = scope.clone();
        for name in &kind.scope {
            if let Some(value) = body.get(name).filter(|value| !value.is_null()) {
                place.entry(name.clone()).or_insert_with(|| text(value));
            }
        }
        if !call.holds(kind, &id, &place) {
            return Err(kind.missing(&id));
        }
    }
    Ok(())
}

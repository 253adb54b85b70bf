//! What columns of a row tell of the thing that it is about, and of those above it: ids, names, settings.

use serde_json::Value;

use super::super::{Call, text};

/// The levels from the account down: the column of the id, the member that holds it in things below, and where they are.
const LEVELS: [(&str, &str, &str); 5] = [
    ("AD_ACCOUNT", "ad_account_id", "/ad_accounts"),
    (
        "CAMPAIGN",
        "campaign_id",
        "/ad_accounts/{ad_account_id}/campaigns",
    ),
    (
        "AD_GROUP",
        "ad_group_id",
        "/ad_accounts/{ad_account_id}/ad_groups",
    ),
    ("AD", "ad_id", "/ad_accounts/{ad_account_id}/ads"),
    ("PIN", "pin_id", "/pins"),
];

/// Other words for a level at the beginning of a column.
const ALSO: [(&str, &str); 2] = [("ADVERTISER", "AD_ACCOUNT"), ("PIN_PROMOTION", "AD")];

/// Ends of columns, and the member of the thing that they show.
const MEMBERS: [(&str, &str); 5] = [
    ("NAME", "name"),
    ("ENTITY_STATUS", "status"),
    ("OBJECTIVE_TYPE", "objective_type"),
    ("DAILY_SPEND_CAP", "daily_spend_cap"),
    ("LIFETIME_SPEND_CAP", "lifetime_spend_cap"),
];

/// What a column tells of the thing with this id at a level, if it tells something of a thing.
pub(super) fn fact(call: &Call<'_>, id_column: &str, id: &str, column: &str) -> Option<Value> {
    let (level, what) = parts(column)?;
    let own = parts(id_column)?.0;
    let thing = call.state.get(own.2, id)?;
    let wanted = if level.2 == own.2 {
        id.to_owned()
    } else {
        let above = thing.value.get(level.1).map(text);
        above.or_else(|| thing.scope.get(level.1).cloned())?
    };
    if what == "ID" {
        return Some(wanted.into());
    }
    let (_, member) = MEMBERS.iter().find(|(end, _)| *end == what)?;
    let value = call.state.get(level.2, &wanted)?.value.get(*member)?;
    (!value.is_null()).then(|| value.clone())
}

/// The level that a column is about and what it tells of it: `AD_GROUP_NAME` the name of the ad group.
fn parts(column: &str) -> Option<(&'static (&'static str, &'static str, &'static str), &str)> {
    let also = ALSO.iter().find_map(|(word, same)| {
        let rest = column.strip_prefix(word)?.strip_prefix('_')?;
        Some((*same, rest))
    });
    if let Some((same, rest)) = also {
        let level = LEVELS.iter().find(|level| level.0 == same)?;
        return Some((level, rest));
    }
    // `AD_GROUP_NAME` begins like a column about an ad.
    let about = |level: &'static (&str, &str, &str)| {
        let rest = column.strip_prefix(level.0)?.strip_prefix('_')?;
        (rest == "ID" || MEMBERS.iter().any(|(end, _)| *end == rest)).then_some((level, rest))
    };
    LEVELS.iter().find_map(about)
}

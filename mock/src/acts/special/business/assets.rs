//! What a business has, and who may do what with it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::super::{Call, Outcome, list, text};
use super::people::there;
use super::{ACCESS, GROUPS, MEMBERS, PARTNERS, Permissions, asked, sent};
use crate::answer::Refusal;
use crate::state::Thing;

/// What belongs to the business: its collection, and the type in answers.
const TYPES: [(&str, &str); 3] = [
    ("/ad_accounts", "AD_ACCOUNT"),
    ("/catalogs", "CATALOG"),
    (GROUPS, "ASSET_GROUP"),
];

/// `GET /businesses/{business_id}/assets`.
pub(in super::super) fn owned(call: &mut Call<'_>) -> Outcome {
    let group = call.query("asset_group_id").map(|id| text(&id));
    let group = group.and_then(|id| call.state.get(GROUPS, &id).cloned());
    let in_group = |id: &str| {
        let lists = ["ad_accounts_ids", "catalogs_ids", "profiles_ids"];
        let holds = |group: &Thing| lists.iter().any(|list| has(&group.value[*list], id));
        group.as_ref().is_none_or(holds)
    };
    let all = assets(call).into_iter().filter(|asset| in_group(&asset.1));
    let all = all.map(|(serial, id, kind)| (serial, shown(call, &id, kind, &json!(["OWNER"]))));
    page(call, all.collect())
}

/// `GET .../{members|partners}/{id}/assets`: those on which someone has permissions.
pub(in super::super) fn of_person(call: &mut Call<'_>) -> Outcome {
    let who = call.path("member_id").or_else(|| call.path("partner_id"));
    let who = who.unwrap_or_default();
    let granted = granted(call, "who", &who).map(|access| {
        let asset = access.scope.get("asset_id").cloned().unwrap_or_default();
        let kind = kind(call, &asset).unwrap_or("PROFILE");
        (
            access.serial,
            shown(call, &asset, kind, &access.value["permissions"]),
        )
    });
    page(call, granted.collect())
}

/// `GET .../assets/{asset_id}/members`.
pub(in super::super) fn members(call: &mut Call<'_>) -> Outcome {
    holders(call, MEMBERS)
}

/// `GET .../assets/{asset_id}/partners`.
pub(in super::super) fn partners(call: &mut Call<'_>) -> Outcome {
    holders(call, PARTNERS)
}

/// `PATCH .../members/assets/access`.
pub(in super::super) fn grant_members(call: &mut Call<'_>) -> Outcome {
    let rows = grants(call, MEMBERS, "member_id")?;
    let rows = rows.into_iter().map(|row| json!({ "response": row }));
    Ok(call.success(Some(json!({ "items": rows.collect::<Vec<_>>() }))))
}

/// `PATCH .../partners/assets`.
pub(in super::super) fn grant_partners(call: &mut Call<'_>) -> Outcome {
    let mut rows = grants(call, PARTNERS, "partner_id")?;
    for row in &mut rows {
        row["asset_type"] = kind(call, &text(&row["asset_id"])).into();
    }
    Ok(call.success(Some(json!({ "items": rows }))))
}

/// `DELETE .../members/assets/access`.
pub(in super::super) fn revoke_members(call: &mut Call<'_>) -> Outcome {
    let rows = revokes(call, "member_id");
    Ok(call.success(Some(json!({ "items": rows }))))
}

/// `DELETE .../partners/assets`.
pub(in super::super) fn revoke_partners(call: &mut Call<'_>) -> Outcome {
    let mut rows = revokes(call, "partner_id");
    for row in &mut rows {
        row["asset_type"] = kind(call, &text(&row["asset_id"])).into();
        row["is_shared_partner"] = false.into();
        row["permissions"] = json!([]);
    }
    Ok(call.success(Some(json!({ "items": rows }))))
}

/// Gives someone permissions on assets, in the place of those that they had.
pub(super) fn grant(call: &mut Call<'_>, business: &str, who: &str, permissions: &Permissions) {
    for (asset, permissions) in permissions {
        let place = [("business_id", business), ("who", who), ("asset_id", asset)];
        let place = place.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let value = Map::from_iter([("permissions".to_owned(), permissions.clone())]);
        let key = format!("{who} {asset}");
        call.state.put(ACCESS, &key, BTreeMap::from(place), value);
    }
}

/// The permissions of someone in short.
pub(super) fn summary(call: &Call<'_>, who: &str) -> Value {
    let permissions = granted(call, "who", who).map(|access| {
        let asset = access.scope.get("asset_id").cloned().unwrap_or_default();
        (asset, access.value["permissions"].clone())
    });
    summed(call, &permissions.collect())
}

/// Permissions on assets by the type of these.
pub(super) fn summed(call: &Call<'_>, permissions: &Permissions) -> Value {
    let of = |is_account: bool| {
        // What is no id names no asset.
        let is_id = |id: &String| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        let own = permissions.iter().filter(|(id, _)| is_id(id));
        let own = own.filter(|(id, _)| (kind(call, id) == Some("AD_ACCOUNT")) == is_account);
        own.map(|(id, permissions)| json!({ "id": id, "permissions": permissions }))
            .collect::<Vec<_>>()
    };
    json!({ "ad_accounts": of(true), "profiles": of(false) })
}

/// The type of an asset, if the business has it.
pub(super) fn kind(call: &Call<'_>, id: &str) -> Option<&'static str> {
    let mut types = TYPES.iter();
    let found = types.find(|(collection, _)| call.state.get(collection, id).is_some());
    let profile = (id == call.settings.user_id()).then_some("PROFILE");
    found.map(|(_, kind)| *kind).or(profile)
}

/// Each asset: what it is sorted by, its id, its type.
fn assets(call: &Call<'_>) -> Vec<(u64, String, &'static str)> {
    let mut assets = vec![(0, call.settings.user_id(), "PROFILE")];
    for (collection, kind) in TYPES {
        let all = call.state.all(collection);
        assets.extend(all.map(|(id, thing)| (thing.serial, id.clone(), kind)));
    }
    assets.sort_unstable();
    assets
}

fn shown(call: &Call<'_>, id: &str, kind: &str, permissions: &Value) -> Value {
    let mut asset = json!({ "asset_id": id, "asset_type": kind, "permissions": permissions });
    if let Some(group) = call.state.get(GROUPS, id) {
        asset["asset_group_info"] = group.value.clone().into();
    }
    asset
}

fn page(call: &Call<'_>, mut assets: Vec<(u64, Value)>) -> Outcome {
    let (kinds, rights) = (asked(call, "asset_type"), asked(call, "permissions"));
    assets.retain(|(_, asset)| {
        let of_kind = |kinds: &Vec<String>| kinds.contains(&text(&asset["asset_type"]));
        let with =
            |rights: &Vec<String>| rights.iter().any(|right| has(&asset["permissions"], right));
        kinds.as_ref().is_none_or(of_kind) && rights.as_ref().is_none_or(with)
    });
    let (items, bookmark) = list::page(call, &assets)?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

fn holders(call: &Call<'_>, collection: &str) -> Outcome {
    let asset = call.path("asset_id").unwrap_or_default();
    let holders = granted(call, "asset_id", &asset).filter_map(|access| {
        let person = call.state.get(collection, access.scope.get("who")?)?;
        let (user, permissions) = (&person.value["user"], &access.value["permissions"]);
        Some((
            access.serial,
            json!({ "user": user, "permissions": permissions }),
        ))
    });
    let (items, bookmark) = list::page(call, &holders.collect::<Vec<_>>())?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

fn granted<'c>(
    call: &'c Call<'_>,
    member: &'c str,
    id: &'c str,
) -> impl Iterator<Item = &'c Thing> {
    let all = call.state.all(ACCESS).map(|(_, access)| access);
    all.filter(move |access| access.has(member, id))
}

fn grants(call: &mut Call<'_>, people: &str, member: &str) -> Result<Vec<Value>, Refusal> {
    let accesses = sent(call, "accesses");
    for access in &accesses {
        there(call, people, &access[member])?;
        let asset = text(&access["asset_id"]);
        let missing = || Refusal::new(404, 404, format!("the business has no asset {asset}"));
        kind(call, &asset).ok_or_else(missing)?;
    }
    let business = call.path("business_id").unwrap_or_default();
    for access in &accesses {
        let permissions = access["permissions"].clone();
        let permissions = Permissions::from_iter([(text(&access["asset_id"]), permissions)]);
        grant(call, &business, &text(&access[member]), &permissions);
    }
    Ok(accesses)
}

/// Takes permissions away; gives what was taken.
fn revokes(call: &mut Call<'_>, member: &str) -> Vec<Value> {
    let accesses = sent(call, "accesses").into_iter().filter_map(|access| {
        let key = format!("{} {}", text(&access[member]), text(&access["asset_id"]));
        call.state.remove(ACCESS, &key)?;
        Some(json!({ "asset_id": access["asset_id"], member: access[member] }))
    });
    accesses.collect()
}

fn has(list: &Value, wanted: &str) -> bool {
    let mut values = list.as_array().into_iter().flatten();
    values.any(|value| value == wanted)
}

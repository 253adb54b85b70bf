//! Members, partners, employers and system users of a business.

use serde_json::{Map, Value, json};

use super::super::super::{Call, Outcome, list, text};
use super::{ACCESS, EMPLOYERS, MEMBERS, PARTNERS, SYSTEM_USERS, asked, assets, listed, sent};
use crate::answer::Refusal;
use crate::state::Thing;

/// `GET /businesses/{business_id}/members`.
pub(in super::super) fn members(call: &mut Call<'_>) -> Outcome {
    let is_system = call
        .query("fetch_system_users")
        .is_some_and(|is| is == true);
    let collection = if is_system { SYSTEM_USERS } else { MEMBERS };
    people(call, collection, "member_ids")
}

/// `GET /businesses/{business_id}/partners`.
pub(in super::super) fn partners(call: &mut Call<'_>) -> Outcome {
    people(call, PARTNERS, "partner_ids")
}

/// `GET /businesses/employers`: the businesses that the caller works for.
pub(in super::super) fn employers(call: &mut Call<'_>) -> Outcome {
    let all = call.state.all(EMPLOYERS);
    let all: Vec<_> = all
        .map(|(_, one)| (one.serial, Value::from(one.value.clone())))
        .collect();
    let (items, bookmark) = list::page(call, &all)?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

/// `PATCH /businesses/{business_id}/members`.
pub(in super::super) fn change_roles(call: &mut Call<'_>) -> Outcome {
    let changes = call.verdict.body.clone().unwrap_or_default();
    let changes = changes.as_array().cloned().unwrap_or_default();
    for change in &changes {
        there(call, MEMBERS, &change["member_id"])?;
    }
    for change in &changes {
        let id = text(&change["member_id"]);
        if let Some(member) = call.state.get_mut(MEMBERS, &id) {
            let roles = json!([change["business_role"]]);
            member.value.insert("business_roles".to_owned(), roles);
        }
    }
    Ok(call.success(Some(json!({ "items": changes }))))
}

/// `DELETE /businesses/{business_id}/members`.
pub(in super::super) fn remove_members(call: &mut Call<'_>) -> Outcome {
    let members = sent(call, "members");
    let ids = members.iter().map(|member| text(&member["member_id"]));
    let gone = remove(call, MEMBERS, ids);
    Ok(call.success(Some(json!({ "deleted_members": gone }))))
}

/// `DELETE /businesses/{business_id}/partners`.
pub(in super::super) fn remove_partners(call: &mut Call<'_>) -> Outcome {
    let partners = sent(call, "partner_ids");
    let gone = remove(call, PARTNERS, partners.iter().map(text));
    Ok(call.success(Some(json!({ "deleted_partners": gone }))))
}

/// `PATCH /businesses/{business_id}/system_users/{system_user_id}`: a new name.
pub(in super::super) fn rename_system_user(call: &mut Call<'_>) -> Outcome {
    let id = call.path("system_user_id").unwrap_or_default();
    there(call, SYSTEM_USERS, &id.as_str().into())?;
    let name = call.body().get("name").cloned().unwrap_or_default();
    if let Some(user) = call.state.get_mut(SYSTEM_USERS, &id) {
        user.value["user"]["username"] = name;
    }
    Ok(call.success(None))
}

/// Refuses an id that nobody in the business has.
pub(super) fn there(call: &Call<'_>, collection: &str, id: &Value) -> Result<String, Refusal> {
    let id = text(id);
    let business = call.path("business_id").unwrap_or_default();
    let one = call.state.get(collection, &id);
    if one.is_some_and(|one| one.has("business_id", &business)) {
        return Ok(id);
    }
    let one = collection.trim_end_matches('s').replace('_', " ");
    Err(Refusal::new(
        404,
        404,
        format!("the business has no {one} {id}"),
    ))
}

fn people(call: &Call<'_>, collection: &str, by: &str) -> Outcome {
    let (ids, roles) = (asked(call, by), asked(call, "business_roles"));
    let wants_assets = call
        .query("assets_summary")
        .is_some_and(|wants| wants == true);
    let passes = |person: &Thing| {
        let has = |member: &str, wanted: &Option<Vec<String>>| {
            let mut own = flat(&person.value, member);
            wanted
                .as_ref()
                .is_none_or(|wanted| own.any(|one| wanted.contains(&one)))
        };
        has("id", &ids) && has("business_roles", &roles)
    };
    listed(call, collection, passes, |person| {
        let mut value = person.value.clone();
        if wants_assets {
            let id = text(&value["id"]);
            value.insert("assets_summary".to_owned(), assets::summary(call, &id));
        }
        value.into()
    })
}

/// The texts of a member that holds one or several.
fn flat<'v>(value: &'v Map<String, Value>, member: &str) -> Box<dyn Iterator<Item = String> + 'v> {
    match value.get(member) {
        Some(Value::Array(values)) => Box::new(values.iter().map(text)),
        value => Box::new(value.into_iter().map(text)),
    }
}

/// Takes people away, with their permissions; gives the ids of those who were there.
fn remove(call: &mut Call<'_>, collection: &str, ids: impl Iterator<Item = String>) -> Vec<String> {
    let there = |call: &mut Call<'_>, id: &String| {
        let gone = there(call, collection, &id.as_str().into()).is_ok();
        if gone {
            call.state.remove(collection, id);
            call.state
                .remove_if(|of, access| of == ACCESS && access.has("who", id));
        }
        gone
    };
    ids.filter(|id| there(call, id)).collect()
}

//! Business access: invites that are made, answered and taken back, and members with their roles.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, list, text};

const INVITES: &str = "invites";
const MEMBERS: &str = "members";

/// How long an invite can be answered, in milliseconds: 30 days.
const LIFE: i64 = 30 * 86_400_000;

/// `POST /businesses/{business_id}/invites`: an invite for each of the named.
pub(super) fn invite(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let business = call.path("business_id").unwrap_or_default();
    let role = body.get("business_role").cloned().unwrap_or_default();
    let kind = body.get("invite_type").cloned().unwrap_or_default();
    let named = ["members", "partners"]
        .into_iter()
        .filter_map(|name| body.get(name)?.as_array());
    let mut items = Vec::new();
    for who in named.flatten().map(text) {
        let id = call.state.new_id(INVITES);
        // Invites count milliseconds.
        let now = call.now;
        let invite = json!({
            "id": id,
            "is_received_invite": false,
            "business_roles": [role],
            "created_time": now,
            "user": { "id": call.state.new_id(MEMBERS), "username": who, "email": who },
            "invite_data": {
                "invite_type": kind, "invite_status": "PENDING", "sent_at": now,
                "last_updated_time": now, "invite_expiration": now + LIFE,
            },
        });
        let value = invite.as_object().cloned().unwrap_or_default();
        call.state.put(INVITES, &id, place(&business), value);
        items.push(json!({ "invite": short(&invite) }));
    }
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `GET /businesses/{business_id}/invites`.
pub(super) fn invites(call: &mut Call<'_>) -> Outcome {
    listed(call, INVITES)
}

/// `DELETE /businesses/{business_id}/invites`.
pub(super) fn cancel(call: &mut Call<'_>) -> Outcome {
    let ids = call
        .body()
        .get("invite_ids")
        .and_then(Value::as_array)
        .cloned();
    let items = ids.unwrap_or_default().into_iter().map(|id| {
        let id = text(&id);
        let gone = call.state.remove(INVITES, &id);
        match gone {
            Some(invite) => json!({ "invite": short(&invite.value.into()) }),
            None => {
                json!({ "exception": { "invite_id": id, "message": "there is no such invite" } })
            }
        }
    });
    let items: Vec<_> = items.collect();
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `PATCH /businesses/invites`: who accepts becomes a member.
pub(super) fn respond(call: &mut Call<'_>) -> Outcome {
    let invites = call
        .body()
        .get("invites")
        .and_then(Value::as_array)
        .cloned();
    let mut items = Vec::new();
    for answer in invites.unwrap_or_default() {
        let id = answer.get("invite_id").map(text).unwrap_or_default();
        let Some(invite) = call.state.remove(INVITES, &id) else {
            let fault = json!({ "code": 404, "message": "there is no such invite", "invite_or_request_id": id });
            items.push(json!({ "exception": fault }));
            continue;
        };
        let invite: Value = invite.value.into();
        if answer.to_string().contains("ACCEPT") {
            let business = call.settings.user_id();
            join(call, &business, &invite);
        }
        items.push(json!({ "invite": short(&invite) }));
    }
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `GET /businesses/{business_id}/members`.
pub(super) fn members(call: &mut Call<'_>) -> Outcome {
    listed(call, MEMBERS)
}

/// `PATCH /businesses/{business_id}/members`.
pub(super) fn change_roles(call: &mut Call<'_>) -> Outcome {
    let changes = call.verdict.body.clone().unwrap_or_default();
    let changes = changes.as_array().cloned().unwrap_or_default();
    for change in &changes {
        let id = change.get("member_id").map(text).unwrap_or_default();
        if let Some(member) = call.state.get_mut(MEMBERS, &id) {
            member.value.insert(
                "business_roles".to_owned(),
                json!([change["business_role"]]),
            );
        }
    }
    Ok(call.success(Some(json!({ "items": changes }))))
}

/// `DELETE /businesses/{business_id}/members`.
pub(super) fn remove_members(call: &mut Call<'_>) -> Outcome {
    let members = call
        .body()
        .get("members")
        .and_then(Value::as_array)
        .cloned();
    let ids = members.unwrap_or_default().into_iter();
    let ids = ids.filter_map(|member| member.get("member_id").map(text));
    let gone: Vec<String> = ids
        .filter(|id| call.state.remove(MEMBERS, id).is_some())
        .collect();
    Ok(call.success(Some(json!({ "deleted_members": gone }))))
}

fn join(call: &mut Call<'_>, business: &str, invite: &Value) {
    let user = invite["user"].clone();
    let id = text(&user["id"]);
    let mut member = Map::new();
    member.insert("id".to_owned(), id.as_str().into());
    member.insert("user".to_owned(), user);
    member.insert(
        "business_roles".to_owned(),
        invite["business_roles"].clone(),
    );
    member.insert("created_time".to_owned(), call.now.into());
    member.insert("is_shared_partner".to_owned(), false.into());
    call.state.put(MEMBERS, &id, place(business), member);
}

fn listed(call: &Call<'_>, collection: &str) -> Outcome {
    let business = call.path("business_id").unwrap_or_default();
    let all = call.state.all(collection);
    let own = all.filter(|(_, thing)| thing.has("business_id", &business));
    let own: Vec<_> = own
        .map(|(_, thing)| (thing.serial, Value::from(thing.value.clone())))
        .collect();
    let (items, bookmark) = list::page(call, &own)?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

fn place(business: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("business_id".to_owned(), business.to_owned())])
}

/// What an answer to a change shows of an invite.
fn short(invite: &Value) -> Value {
    let member = |name: &str| (name.to_owned(), invite[name].clone());
    let members = ["id", "is_received_invite", "user", "invite_data"].map(member);
    Value::Object(members.into_iter().collect())
}

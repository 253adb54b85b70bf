//! Invites to a business, and requests for its assets: made, answered, taken back.

use serde_json::{Map, Value, json};

use super::super::super::{Call, Outcome, text};
use super::{INVITES, MEMBERS, PARTNERS, Permissions, asked, assets, join, listed, put, sent};
use crate::description::Place;

/// `POST /businesses/{business_id}/invites`: an invite for each of the named.
pub(in super::super) fn create(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let role = body.get("business_role").cloned().unwrap_or_default();
    let kind = body.get("invite_type").cloned().unwrap_or_default();
    let mut items = Vec::new();
    for who in [sent(call, "members"), sent(call, "partners")].concat() {
        let who = text(&who);
        let user = json!({ "id": call.state.new_id(MEMBERS), "username": who, "email": who });
        let invite = new(call, &user, (&role, &kind));
        items.push(json!({ "invite": short(&invite) }));
    }
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `GET /businesses/{business_id}/invites`.
pub(in super::super) fn list(call: &mut Call<'_>) -> Outcome {
    let (states, kinds) = (asked(call, "invite_status"), asked(call, "invite_type"));
    // Who names a type means it, whatever is the default.
    let sent = call.verdict.parameter(Place::Query, "is_member");
    let default = call.query("is_member").filter(|_| kinds.is_none());
    let of_members = sent.or(default.as_ref()).and_then(Value::as_bool);
    let says = |invite: &Value, member: &str, wanted: &Option<Vec<String>>| {
        let value = text(&invite[member]);
        wanted.as_ref().is_none_or(|wanted| wanted.contains(&value))
    };
    listed(
        call,
        INVITES,
        |invite| {
            let data = &invite.value["invite_data"];
            let is_asked_for = of_members.is_none_or(|members| members == is_of_member(data));
            is_asked_for
                && says(data, "invite_status", &states)
                && says(data, "invite_type", &kinds)
        },
        |invite| invite.value.clone().into(),
    )
}

/// `DELETE /businesses/{business_id}/invites`.
pub(in super::super) fn cancel(call: &mut Call<'_>) -> Outcome {
    let items = sent(call, "invite_ids").into_iter().map(|id| {
        let id = text(&id);
        match call.state.remove(INVITES, &id) {
            Some(invite) => json!({ "invite": short(&invite.value.into()) }),
            None => {
                json!({ "exception": { "invite_id": id, "message": "there is no such invite" } })
            }
        }
    });
    let items: Vec<_> = items.collect();
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `PATCH /businesses/invites`: who is accepted becomes a member or a partner, with what the invite and the answer permit.
pub(in super::super) fn respond(call: &mut Call<'_>) -> Outcome {
    let mut items = Vec::new();
    for answer in sent(call, "invites") {
        let id = text(&answer["invite_id"]);
        let Some(invite) = call.state.remove(INVITES, &id) else {
            items.push(missing(&id));
            continue;
        };
        if answer["action"]["accept_invite"] == true {
            let granted = answer["action"].get("asset_id_to_permissions");
            let noted = invite.notes.get("permissions");
            let permissions = granted.or(noted).and_then(Value::as_object);
            accept(
                call,
                &invite.value,
                &permissions.cloned().unwrap_or_default(),
            );
        }
        items.push(json!({ "invite": short(&invite.value.into()) }));
    }
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `POST .../invites/assets/access`: what an invite permits.
pub(in super::super) fn permit(call: &mut Call<'_>) -> Outcome {
    let mut items = Vec::new();
    for change in sent(call, "invites") {
        let id = text(&change["invite_id"]);
        let permissions = change["asset_id_to_permissions"].as_object();
        if call.state.get(INVITES, &id).is_none() {
            items.push(missing(&id));
            continue;
        }
        note(call, &id, &permissions.cloned().unwrap_or_default());
        let invite = call
            .state
            .get(INVITES, &id)
            .map(|invite| invite.value.clone());
        items.push(json!({ "invite": short(&invite.unwrap_or_default().into()) }));
    }
    Ok(call.success(Some(json!({ "items": items }))))
}

/// `POST .../requests/assets/access`: asks partners for permissions.
pub(in super::super) fn request(call: &mut Call<'_>) -> Outcome {
    let mut invites = Map::new();
    for request in sent(call, "asset_requests") {
        let partner = text(&request["partner_id"]);
        let known = call.state.get(PARTNERS, &partner);
        let known = known.map(|partner| partner.value["user"].clone());
        let user = known.unwrap_or_else(|| json!({ "id": partner, "username": partner }));
        let invite = new(call, &user, (&"PARTNER".into(), &"PARTNER_REQUEST".into()));
        let id = text(&invite["id"]);
        let permissions = request["asset_id_to_permissions"].as_object();
        note(call, &id, &permissions.cloned().unwrap_or_default());
        invites.insert(partner, id.into());
    }
    Ok(call.success(Some(json!({ "invites": invites, "exceptions": [] }))))
}

fn new(call: &mut Call<'_>, user: &Value, said: (&Value, &Value)) -> Value {
    let business = call.path("business_id").unwrap_or_default();
    let id = call.state.new_id(INVITES);
    let invite = super::invite((&id, call.now), false, user, said);
    put(call.state, INVITES, (&business, &id), &invite);
    invite
}

/// Keeps what an invite permits, and shows it in short.
fn note(call: &mut Call<'_>, id: &str, permissions: &Permissions) {
    let summary = assets::summed(call, permissions);
    if let Some(invite) = call.state.get_mut(INVITES, id) {
        invite.value.insert("assets_summary".to_owned(), summary);
        let permissions = permissions.clone().into();
        invite.notes.insert("permissions".to_owned(), permissions);
    }
}

fn accept(call: &mut Call<'_>, invite: &Map<String, Value>, permissions: &Permissions) {
    let business = call.settings.user_id();
    let (user, role) = (&invite["user"], text(&invite["business_roles"][0]));
    let collection = if is_of_member(&invite["invite_data"]) {
        MEMBERS
    } else {
        PARTNERS
    };
    join(call.state, collection, &business, (user, &role), call.now);
    assets::grant(call, &business, &text(&user["id"]), permissions);
}

/// Whether an invite is to a membership, not to a partnership.
fn is_of_member(data: &Value) -> bool {
    data["invite_type"] == "MEMBER_INVITE"
}

fn missing(id: &str) -> Value {
    let message = "there is no such invite";
    json!({ "exception": { "code": 404, "message": message, "invite_or_request_id": id } })
}

/// What an answer to a change shows of an invite.
fn short(invite: &Value) -> Value {
    let member = |name: &str| (name.to_owned(), invite[name].clone());
    let members = ["id", "is_received_invite", "user", "invite_data"].map(member);
    Value::Object(members.into_iter().collect())
}

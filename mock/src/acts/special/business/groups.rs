//! Groups of assets.

use serde_json::{Value, json};

use super::super::super::{Call, Outcome, text};
use super::people::there;
use super::{GROUPS, assets, put, sent};

/// The member that lists the assets of a type.
const LISTS: [(&str, &str); 3] = [
    ("AD_ACCOUNT", "ad_accounts_ids"),
    ("CATALOG", "catalogs_ids"),
    ("PROFILE", "profiles_ids"),
];

/// What a change may say of a group, and the member that shows it.
const CHANGES: [(&str, &str); 3] = [
    ("name", "asset_group_name"),
    ("description", "asset_group_description"),
    ("asset_group_types", "asset_group_types"),
];

/// `POST /businesses/{business_id}/asset_groups`.
pub(in super::super) fn create(call: &mut Call<'_>) -> Outcome {
    let id = call.state.new_id(GROUPS);
    let owner = json!({ "id": call.settings.user_id(), "username": call.settings.username });
    // Groups count milliseconds.
    let now = call.now;
    let mut group = json!({
        "id": id, "owner": owner, "created_by": owner, "created_time": now, "updated_time": now,
        "ad_accounts_ids": [], "catalogs_ids": [], "profiles_ids": [],
    });
    let body = call.body();
    for (_, member) in CHANGES {
        group[member] = body.get(member).cloned().unwrap_or_default();
    }
    let business = call.path("business_id").unwrap_or_default();
    put(call.state, GROUPS, (&business, &id), &group);
    Ok(call.success(Some(json!({ "asset_group": group }))))
}

/// `PATCH /businesses/{business_id}/asset_groups`.
pub(in super::super) fn update(call: &mut Call<'_>) -> Outcome {
    let (mut updated, mut exceptions) = (Vec::new(), Vec::new());
    for change in sent(call, "asset_groups_to_update") {
        match there(call, GROUPS, &change["asset_group_id"]) {
            Ok(id) => updated.push(changed(call, &id, &change)),
            Err(refusal) => exceptions.push(fault(&change["asset_group_id"], &refusal.message)),
        }
    }
    let body = json!({ "updated_asset_groups": updated, "exceptions": exceptions });
    Ok(call.success(Some(body)))
}

/// `DELETE /businesses/{business_id}/asset_groups`.
pub(in super::super) fn remove(call: &mut Call<'_>) -> Outcome {
    let (mut deleted, mut exceptions) = (Vec::new(), Vec::new());
    for id in sent(call, "asset_groups_to_delete") {
        match there(call, GROUPS, &id) {
            Ok(id) => {
                call.state.remove(GROUPS, &id);
                deleted.push(id);
            }
            Err(refusal) => exceptions.push(fault(&id, &refusal.message)),
        }
    }
    let body = json!({ "deleted_asset_groups": deleted, "exceptions": exceptions });
    Ok(call.success(Some(body)))
}

fn changed(call: &mut Call<'_>, id: &str, change: &Value) -> Value {
    let assets = |name: &str| {
        let ids = change[name].as_array().into_iter().flatten().map(text);
        let placed = ids.filter_map(|id| {
            let kind = assets::kind(call, &id)?;
            let list = LISTS.iter().find(|(known, _)| *known == kind)?;
            Some((list.1, id))
        });
        placed.collect::<Vec<_>>()
    };
    let (added, removed) = (assets("assets_to_add"), assets("assets_to_remove"));
    let now = call.now;
    let Some(group) = call.state.get_mut(GROUPS, id) else {
        return Value::Null;
    };
    for (said, member) in CHANGES {
        if let Some(value) = change.get(said).filter(|value| !value.is_null()) {
            group.value.insert(member.to_owned(), value.clone());
        }
    }
    for (list, asset) in added.iter().chain(&removed) {
        if let Some(list) = group.value[*list].as_array_mut() {
            list.retain(|known| known != asset);
        }
    }
    for (list, asset) in added {
        if let Some(list) = group.value[list].as_array_mut() {
            list.push(asset.into());
        }
    }
    group.value.insert("updated_time".to_owned(), now.into());
    group.value.clone().into()
}

fn fault(id: &Value, message: &str) -> Value {
    json!({ "asset_group_id": id, "code": 404, "message": message })
}

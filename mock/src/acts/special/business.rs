//! Business access: who belongs to a business, what it has, and who may do what with it.
//!
//! Invariant: an access names a person and an asset that are there, and goes with either.

pub(super) mod assets;
pub(super) mod groups;
pub(super) mod invites;
pub(super) mod people;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, list, text};
use crate::state::{State, Thing};

const INVITES: &str = "invites";
const MEMBERS: &str = "members";
const PARTNERS: &str = "partners";
const SYSTEM_USERS: &str = "system_users";
const EMPLOYERS: &str = "employers";
const GROUPS: &str = "asset_groups";
const ACCESS: &str = "access";

/// How long an invite can be answered, in milliseconds: 30 days.
const LIFE: i64 = 30 * 86_400_000;

/// The permissions of a person on assets: `{"549755885175": ["ANALYST"]}`.
type Permissions = Map<String, Value>;

/// The business that the account works for, and who else does.
const EMPLOYER: (&str, &str) = ("549755813777", "harbour_group");
const COLLEAGUES: [(&str, &str); 2] = [("joan", "BIZ_ADMIN"), ("edith", "EMPLOYEE")];

/// Whom a business has to begin with: collection, name, role.
const PEOPLE: [(&str, &str, &str); 4] = [
    (MEMBERS, "grace", "BIZ_ADMIN"),
    (MEMBERS, "mary", "EMPLOYEE"),
    (PARTNERS, "north_loft", "PARTNER"),
    (SYSTEM_USERS, "nightly_reports", "EMPLOYEE"),
];

/// The business of the account as it is to begin with; `now` are milliseconds.
pub(crate) fn begin(state: &mut State, (business, owner): (&str, &str), now: i64) {
    for (collection, name, role) in PEOPLE {
        let user = person(&state.new_id(collection), name);
        join(state, collection, business, (&user, role), now);
    }
    let (employer, name) = EMPLOYER;
    join(
        state,
        EMPLOYERS,
        business,
        (&person(employer, name), "EMPLOYEE"),
        now,
    );
    join(
        state,
        MEMBERS,
        employer,
        (&person(business, owner), "EMPLOYEE"),
        now,
    );
    for (name, role) in COLLEAGUES {
        let user = person(&state.new_id(MEMBERS), name);
        join(state, MEMBERS, employer, (&user, role), now);
    }
    let id = state.new_id(INVITES);
    let host =
        json!({ "id": "549755813999", "username": "paper_boats", "email": "boats@example.com" });
    let invite = invite(
        (&id, now),
        true,
        &host,
        (&"EMPLOYEE".into(), &"MEMBER_INVITE".into()),
    );
    put(state, INVITES, (business, &id), &invite);
}

fn person(id: &str, name: &str) -> Value {
    json!({ "id": id, "username": name, "email": format!("{name}@example.com") })
}

/// Someone who belongs to a business from now on.
fn join(
    state: &mut State,
    collection: &str,
    business: &str,
    (user, role): (&Value, &str),
    now: i64,
) {
    let id = text(&user["id"]);
    let person = json!({
        "id": id, "user": user, "business_roles": [role], "created_time": now, "is_shared_partner": false,
    });
    put(state, collection, (business, &id), &person);
}

fn invite(
    (id, now): (&str, i64),
    is_received: bool,
    user: &Value,
    (role, kind): (&Value, &Value),
) -> Value {
    json!({
        "id": id, "is_received_invite": is_received, "business_roles": [role], "created_time": now, "user": user,
        "invite_data": {
            "invite_type": kind, "invite_status": "PENDING", "sent_at": now, "last_updated_time": now,
            "invite_expiration": now + LIFE,
        },
    })
}

fn put(state: &mut State, collection: &str, (business, id): (&str, &str), value: &Value) {
    let scope = BTreeMap::from([("business_id".to_owned(), business.to_owned())]);
    let value = value.as_object().cloned().unwrap_or_default();
    state.put(collection, id, scope, value);
}

/// The things of a business that the query leaves, page by page; `show` says what a caller sees of one.
fn listed(
    call: &Call<'_>,
    collection: &str,
    passes: impl Fn(&Thing) -> bool,
    show: impl Fn(&Thing) -> Value,
) -> Outcome {
    let business = call.path("business_id").unwrap_or_default();
    let all = call.state.all(collection);
    let own = all.filter(|(_, thing)| thing.has("business_id", &business) && passes(thing));
    let own: Vec<_> = own.map(|(_, thing)| (thing.serial, show(thing))).collect();
    let (items, bookmark) = list::page(call, &own)?;
    Ok(call.success(Some(list::answer(call, items, bookmark))))
}

/// The texts of a parameter of several values; none if it was not sent.
fn asked(call: &Call<'_>, name: &str) -> Option<Vec<String>> {
    match call.query(name)? {
        Value::Array(values) if values.is_empty() => None,
        Value::Array(values) => Some(values.iter().map(text).collect()),
        value => Some(vec![text(&value)]),
    }
}

/// The elements of a list in the body.
fn sent(call: &Call<'_>, name: &str) -> Vec<Value> {
    let body = call.body();
    let elements = body.get(name).and_then(Value::as_array);
    elements.cloned().unwrap_or_default()
}

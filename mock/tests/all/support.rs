//! What the tests share: a Pinterest at a fixed time, and requests about what it has.

use std::collections::BTreeMap;

use pinterest_v5_mock::description::{Operation, Place};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::synthesis::{Members, Sample};
use pinterest_v5_mock::{Answer, Clock, Environment, Pinterest, Settings, World};
use serde_json::Value;

use crate::prepare;

/// Where the tests find it.
pub(crate) const ORIGIN: &str = "http://127.0.0.1:1";

/// The time: some weeks after the days of samples.
pub(crate) const NOW: i64 = 1_717_200_000;

/// A small world whose answers are to the letter of the description.
pub(crate) fn pinterest() -> Pinterest {
    with(Settings::default())
}

pub(crate) fn with(settings: Settings) -> Pinterest {
    let settings = Settings {
        quirks: false,
        ..settings
    };
    Pinterest::new(settings, World::Small, Clock::at(NOW)).expect("a Pinterest")
}

pub(crate) fn sandbox() -> Pinterest {
    with(Settings {
        environment: Environment::Sandbox,
        ..Settings::default()
    })
}

/// The answer to a call of the owner.
pub(crate) fn call(pinterest: &Pinterest, method: &str, path: &str, body: &Value) -> Answer {
    as_holder(pinterest, "pina_1", method, path, body)
}

pub(crate) fn as_holder(
    pinterest: &Pinterest,
    token: &str,
    method: &str,
    path: &str,
    body: &Value,
) -> Answer {
    let mut headers = vec![("authorization".to_owned(), format!("Bearer {token}"))];
    let mut bytes = Vec::new();
    if !body.is_null() {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
        bytes = body.to_string().into_bytes();
    }
    let request = Request {
        method: method.to_owned(),
        target: format!("/v5{path}"),
        headers,
        body: bytes,
    };
    pinterest.answer(&request, ORIGIN)
}

pub(crate) fn get(pinterest: &Pinterest, path: &str) -> Answer {
    call(pinterest, "GET", path, &Value::Null)
}

/// The first id of a collection.
pub(crate) fn first(pinterest: &Pinterest, collection: &str) -> String {
    let first = pinterest.state(|state| state.all(collection).next().map(|(id, _)| id.clone()));
    first.unwrap_or_else(|| panic!("nothing in {collection}"))
}

/// The status and Pinterest's code of a refusal.
pub(crate) fn refusal(answer: &Answer) -> (u16, Value) {
    (answer.status, answer.value()["code"].clone())
}

/// A request of `operation` about things that are there.
pub(crate) fn sample<'p>(
    pinterest: &'p Pinterest,
    operation: &'p Operation,
    members: Members,
) -> Sample<'p> {
    let mut sample = Sample::of(pinterest.description(), operation, members).expect("a request");
    let mut scope = BTreeMap::new();
    for (kind, variable) in pinterest.resources().parents(operation) {
        let id = thing(pinterest, &kind.collection, &scope);
        scope.insert(variable.to_owned(), id);
    }
    for (parameter, value) in &mut sample.parameters {
        match scope.get(&parameter.name) {
            Some(id) if parameter.place == Place::Path => *value = id.as_str().into(),
            _ if parameter.name == "bookmark" => *value = "".into(),
            _ => {}
        }
    }
    // A bookmark is one that was given.
    sample
        .parameters
        .retain(|(parameter, _)| parameter.name != "bookmark");
    if let Some(body) = &mut sample.body {
        refer(pinterest, body, &scope);
    }
    name_people(pinterest, &mut sample);
    prepare::prepare(pinterest, operation, &mut sample);
    sample
}

/// What names a thing that no path keeps, and where such things are.
const PEOPLE: [(&str, &str); 17] = [
    ("asset_group_id", "asset_groups"),
    ("asset_groups_to_delete", "asset_groups"),
    ("asset_id", "/ad_accounts"),
    ("audience_id", "/ad_accounts/{ad_account_id}/audiences"),
    ("campaign_ids", "/ad_accounts/{ad_account_id}/campaigns"),
    ("ad_group_ids", "/ad_accounts/{ad_account_id}/ad_groups"),
    ("entity_id", "/ad_accounts/{ad_account_id}/campaigns"),
    ("entity_ids", "/ad_accounts/{ad_account_id}/campaigns"),
    ("invite_id", "invites"),
    ("invite_ids", "invites"),
    ("member_id", "members"),
    ("member_ids", "members"),
    ("partner_id", "partners"),
    ("partner_ids", "partners"),
    ("promotion_ids", "/ad_accounts/{ad_account_id}/promotions"),
    (
        "pin_order_id",
        "/ad_accounts/{ad_account_id}/ssio/order_lines",
    ),
    ("system_user_id", "system_users"),
];

/// The account's business, and who belongs to it.
pub(crate) fn name_people(pinterest: &Pinterest, sample: &mut Sample<'_>) {
    for (parameter, value) in &mut sample.parameters {
        name(pinterest, &parameter.name, value);
    }
    if let Some(body) = &mut sample.body {
        name(pinterest, "", body);
    }
}

fn name(pinterest: &Pinterest, called: &str, value: &mut Value) {
    let found = PEOPLE.iter().find(|(known, _)| *known == called);
    let known = found.and_then(|(_, collection)| {
        pinterest.state(|state| state.all(collection).next().map(|(id, _)| id.clone()))
    });
    match value {
        Value::Object(members) => members
            .iter_mut()
            .for_each(|(called, member)| name(pinterest, called, member)),
        Value::Array(elements) if found.is_some() => {
            elements.truncate(1);
            for one in elements {
                name(pinterest, called, one);
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|one| name(pinterest, "", one)),
        Value::String(_) if called == "business_id" => {
            *value = pinterest.settings().user_id().into();
        }
        Value::String(text) => *text = known.unwrap_or_else(|| std::mem::take(text)),
        _ => {}
    }
}

/// Names a job in the parameter that does.
pub(crate) fn named(pinterest: &Pinterest, sample: &mut Sample<'_>, id: &Value) {
    let names = [
        "token",
        "bulk_request_id",
        "leads_export_id",
        "batch_id",
        "customer_list_upload_id",
        "media_id",
    ];
    for (parameter, value) in &mut sample.parameters {
        let scope = ["ad_account_id", "catalog_id", "customer_list_id"];
        let kinds = [
            "/ad_accounts",
            "/catalogs",
            "/ad_accounts/{ad_account_id}/customer_lists",
        ];
        if let Some(at) = scope.iter().position(|name| *name == parameter.name) {
            *value = first(pinterest, kinds[at]).into();
        } else if names.contains(&parameter.name.as_str()) {
            *value = id.clone();
        }
    }
}

/// The id of a thing in a place; one is made if there is none.
pub(crate) fn thing(
    pinterest: &Pinterest,
    collection: &str,
    scope: &BTreeMap<String, String>,
) -> String {
    let find = || {
        pinterest.state(|state| {
            let mut all = state.all(collection);
            let inside = all.find(|(_, thing)| {
                let mut place = thing.scope.iter();
                place.all(|(name, value)| scope.get(name).is_none_or(|wanted| wanted == value))
            });
            inside.map(|(id, _)| id.clone())
        })
    };
    if let Some(id) = find() {
        return id;
    }
    let kind = pinterest.resources().kind(collection).expect("a kind");
    let Some(maker) = pinterest.resources().maker(pinterest.description(), kind) else {
        return "549755885175".to_owned();
    };
    let mut made = Value::Null;
    // What lists what is to be made may be empty, if nothing says how long it is.
    for members in [Members::Required, Members::All] {
        let request = sample(pinterest, maker, members).request("/v5");
        made = pinterest.answer(&request, ORIGIN).value();
        if let Some(id) = find() {
            return id;
        }
    }
    eprintln!("{} made nothing: {made}", maker.id);
    "549755885175".to_owned()
}

/// What a body names is there.
fn refer(pinterest: &Pinterest, value: &mut Value, scope: &BTreeMap<String, String>) {
    match value {
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|one| refer(pinterest, one, scope)),
        Value::Object(members) => {
            // A section is one of its own board.
            let mut scope = scope.clone();
            if let Some(board) = pinterest.resources().referred("board_id") {
                scope
                    .entry("board_id".to_owned())
                    .or_insert_with(|| thing(pinterest, &board.collection, &BTreeMap::new()));
            }
            for (name, member) in members.iter_mut() {
                match pinterest.resources().referred(name) {
                    Some(kind) if member.is_string() => {
                        *member = thing(pinterest, &kind.collection, &scope).into();
                    }
                    _ => refer(pinterest, member, &scope),
                }
            }
        }
        _ => {}
    }
}

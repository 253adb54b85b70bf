//! What a call changes is seen by those that read.
//!
//! The rule is the description's: an operation that is no GET changes something, and some reading answers otherwise
//! afterwards. [`UNSEEN`] has the exceptions, and a row that no longer is one fails.

use pinterest_v5_mock::description::{Operation, Parameter, Place};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::resources::{Kind, Role};
use pinterest_v5_mock::shape::Shape;
use pinterest_v5_mock::state::State;
use pinterest_v5_mock::synthesis::{Members, Sample};
use pinterest_v5_mock::{Environment, Pinterest, Settings};
use serde_json::Value;

use crate::prepare::STARTS;
use crate::support::{ORIGIN, named, sample, with};

const READS: &str = "only reads; POST because the question is a body";
const TOLD: &str = "the answer is all that anybody is told";
const TOKENS: &str = "changes who may call; the tests of logins see it";

/// Operations after which no reading answers otherwise, and why.
const UNSEEN: &[(&str, &str)] = &[
    ("ad_groups/audience_sizing", READS),
    ("ad_groups_bid_floor/get", READS),
    ("advanced_auction_items_get/post", READS),
    ("catalogs_local_inventory_items/post", READS),
    ("get_campaign_delivery_estimates", READS),
    ("items/post", READS),
    ("products_by_product_group_filter/list", READS),
    ("ad_previews/create", TOLD),
    ("brand_accounts/create", TOLD),
    ("brand_accounts/update", TOLD),
    ("events/create", TOLD),
    ("integrations_logs/post", TOLD),
    ("lead_form_test/create", TOLD),
    ("msot_events/create", TOLD),
    ("notification/post", TOLD),
    ("oauth/conversion_token", TOKENS),
    ("oauth/token", TOKENS),
    ("token/revoke", TOKENS),
];

/// Operations that read by POST.
const READ_BY_POST: [&str; 3] = [
    "advanced_auction_items_get/post",
    "catalogs_local_inventory_items/post",
    "items/post",
];

/// A request that reads, and the path by which it is near to others.
struct Reading {
    near: String,
    request: Request,
}

#[test]
fn what_is_changed_is_seen_by_who_reads() {
    let production = with(Settings::default());
    let sandbox = with(Settings {
        environment: Environment::Sandbox,
        ..Settings::default()
    });
    let readings = readings(&production);
    let sandboxed = self::readings(&sandbox);
    let mut faults = Vec::new();
    let operations = production.description().operations().iter();
    for operation in operations.filter(|operation| operation.method != "GET") {
        // Only the sandbox empties an ad account.
        let is_seen = match operation.id.as_str() {
            "sandbox/delete" => is_seen(&sandbox, operation, &sandboxed),
            _ => is_seen(&production, operation, &readings),
        };
        let row = UNSEEN.iter().find(|(id, _)| *id == operation.id);
        match (is_seen, row) {
            (Ok(true), None) | (Ok(false), Some(_)) => {}
            (Ok(true), Some(_)) => faults.push(format!("{} is seen: take it out", operation.id)),
            (Ok(false), None) => faults.push(format!("{} is not seen", operation.id)),
            (Err(why), _) => faults.push(format!("{}: {why}", operation.id)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether some reading answers otherwise after a call.
fn is_seen(
    pinterest: &Pinterest,
    operation: &Operation,
    readings: &[Reading],
) -> Result<bool, String> {
    let start = pinterest.state(|state| state.clone());
    let request = sample(pinterest, operation, Members::All).request("/v5");
    let mut before = pinterest.state(|state| state.clone());
    let answer = pinterest.answer(&request, ORIGIN);
    if answer.status >= 300 {
        return Err(format!("{} {}", answer.status, answer.value()));
    }
    if let Role::Create(index) | Role::Bulk(index, _) = pinterest.resources().role(&operation.id) {
        // What is new is read by its own id.
        let kind = &pinterest.resources().kinds()[*index];
        let after = shown(pinterest, kind);
        pinterest.state(|state| std::mem::swap(state, &mut before));
        let is_seen = after != shown(pinterest, kind);
        pinterest.state(|state| std::mem::swap(state, &mut before));
        if is_seen {
            pinterest.state(|state| *state = start);
            return Ok(true);
        }
    }
    let written = |state: &State| serde_json::to_value(state).expect("JSON");
    if pinterest.state(|state| written(state)) == written(&before) {
        return Ok(false);
    }
    let job = look(pinterest, operation, &answer.value());
    let mut near: Vec<&Reading> = job.iter().chain(readings).collect();
    let common = |reading: &Reading| {
        let pairs = reading.near.bytes().zip(operation.template.bytes());
        pairs.take_while(|(one, other)| one == other).count()
    };
    near.sort_by_key(|reading| std::cmp::Reverse(common(reading)));
    let is_seen = near.iter().any(|reading| {
        let one = pinterest.answer(&reading.request, ORIGIN).value();
        pinterest.state(|state| std::mem::swap(state, &mut before));
        one != pinterest.answer(&reading.request, ORIGIN).value()
    });
    pinterest.state(|state| *state = start);
    Ok(is_seen)
}

/// The call that looks at the job which a call started.
fn look(pinterest: &Pinterest, operation: &Operation, answer: &Value) -> Option<Reading> {
    let row = STARTS
        .iter()
        .find(|(look, start, _)| *start == operation.id && *look != "customer_list_uploads/run")?;
    let look = pinterest.description().operation(row.0).ok()?;
    let id = answer.pointer(row.2)?.clone();
    let mut request = Sample::of(pinterest.description(), look, Members::Required).ok()?;
    named(pinterest, &mut request, &id);
    Some(Reading {
        near: operation.template.clone(),
        request: request.request("/v5"),
    })
}

/// Every GET about what is there: plain, and with each of the parameters that ask for something else.
fn readings(pinterest: &Pinterest) -> Vec<Reading> {
    let is_job = |operation: &Operation| STARTS.iter().any(|(look, ..)| *look == operation.id);
    let operations = pinterest.description().operations().iter();
    let operations = operations.filter(|operation| {
        // A place for an upload is a new one every time.
        let is_place = operation.id == "ad_groups_dynamic_titles/get_upload_url";
        operation.method == "GET" && !is_job(operation) && !is_place
            || READ_BY_POST.contains(&operation.id.as_str())
    });
    let mut readings = Vec::new();
    for operation in operations {
        let full = sample(pinterest, operation, Members::All);
        let mut plain = sample(pinterest, operation, Members::Required);
        plain.body.clone_from(&full.body);
        let mut all = vec![plain.clone()];
        for (parameter, value) in &full.parameters {
            all.extend(
                variants(pinterest, parameter, value)
                    .into_iter()
                    .map(|value| {
                        let mut one = plain.clone();
                        one.parameters
                            .retain(|(known, _)| known.name != parameter.name);
                        one.parameters.push((*parameter, value));
                        one
                    }),
            );
        }
        readings.extend(all.iter().map(|sample| Reading {
            near: operation.template.clone(),
            request: sample.request("/v5"),
        }));
    }
    readings
}

/// The values of a parameter that change what is asked for: ids, yes, each of a choice that is always made.
fn variants(pinterest: &Pinterest, parameter: &Parameter, value: &Value) -> Vec<Value> {
    if parameter.place == Place::Path {
        return Vec::new();
    }
    let shape = Shape::of(pinterest.description(), &[&parameter.schema]);
    match shape.values {
        Some(values) if parameter.required || parameter.default.is_some() => {
            values.into_iter().cloned().collect()
        }
        // What is the default has the other one besides.
        _ if parameter.default == Some(Value::Bool(true)) => vec![Value::Bool(false)],
        _ if value == &Value::Bool(true) || parameter.name == "campaign_ids" => vec![value.clone()],
        _ => Vec::new(),
    }
}

/// Everything of a kind as it is fetched, or else listed.
pub(crate) fn shown(pinterest: &Pinterest, kind: &Kind) -> Vec<Value> {
    let of = |wanted: fn(&Role) -> Option<usize>| {
        let mut operations = pinterest.description().operations().iter();
        operations.find(|operation| {
            let role = pinterest.resources().role(&operation.id);
            let of_kind = wanted(role).is_some_and(|index| {
                pinterest.resources().kinds()[index].collection == kind.collection
            });
            of_kind && operation.template.starts_with(&kind.collection)
        })
    };
    let get = of(|role| match role {
        Role::Get(index) => Some(*index),
        _ => None,
    });
    let list = of(|role| match role {
        Role::List(index, _) => Some(*index),
        _ => None,
    });
    let ids = pinterest.state(|state| {
        let all = state.all(&kind.collection);
        all.map(|(id, thing)| (id.clone(), thing.scope.clone()))
            .collect::<Vec<_>>()
    });
    let mut shown = Vec::new();
    for (id, scope) in ids {
        let Some(operation) = get.or(list) else {
            continue;
        };
        let mut path = operation.template.clone();
        for (name, value) in &scope {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        if let Some((before, _)) = path.split_once('{') {
            path = format!("{before}{id}");
        }
        let answer = crate::support::get(pinterest, &path).value();
        match answer["items"].as_array() {
            Some(items) => shown.extend(items.iter().cloned()),
            None => shown.push(answer),
        }
    }
    shown
}

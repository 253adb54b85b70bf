//! Every operation on the wire: what is sent is what the description asks for, what is answered is
//! understood.

use std::collections::BTreeSet;
use std::sync::Arc;

use pinterest_v5::Client;
use pinterest_v5::types::{
    BulkCampaignCreate, BulkCampaignUpdate, BulkCreate, BulkUpdate, BulkUpsert,
    CampaignObjectiveType, Country, OauthAccessTokenCreate, TokenGrantType, UserFollow,
};
use pinterest_v5_mock::description::{Operation, Place};
use pinterest_v5_mock::judge::{Judge, Verdict};
use pinterest_v5_mock::shape::Shape;
use pinterest_v5_mock::synthesis::Members;
use pinterest_v5_tests::calls::{Case, cases};
use pinterest_v5_tests::conformance::client;
use pinterest_v5_tests::server::Server;
use serde_json::{Map, Value, json};

use crate::support::{assert_none, description};

#[tokio::test]
async fn every_call_is_right_and_every_answer_understood() {
    let (server, client) = server_and_client().await;
    let mut faults = Vec::new();
    for case in cases() {
        server.answer_with(if is_full(case) {
            Members::All
        } else {
            Members::Required
        });
        let result = (case.send)(&client).await;
        let mut fault = |what: String| {
            faults.push(format!("{} {}: {what}", case.operation, case.name));
        };
        if let Err(error) = result {
            fault(error.to_string());
        }
        let exchanges = server.take_exchanges();
        let [exchange] = exchanges.as_slice() else {
            fault(format!("{} requests, not one", exchanges.len()));
            continue;
        };
        for finding in &exchange.verdict.findings {
            fault(format!(
                "{} {}: {finding}",
                exchange.request.method, exchange.request.target
            ));
        }
        if exchange.verdict.operation.as_deref() != Some(case.operation) {
            fault(format!("is {:?} on the wire", exchange.verdict.operation));
            continue;
        }
        let operation = description()
            .operation(case.operation)
            .expect("an operation");
        extent(operation, is_full(case), &exchange.verdict)
            .into_iter()
            .for_each(fault);
    }
    assert_none(&faults);
}

#[test]
fn every_operation_has_a_minimal_and_a_full_call() {
    let expected = description()
        .operations()
        .iter()
        .flat_map(|operation| ["full", "minimal"].map(|name| (operation.id.as_str(), name)));
    let called: BTreeSet<_> = cases().map(|case| (case.operation, case.name)).collect();
    assert_eq!(called, expected.collect());
    assert_eq!(cases().count(), called.len());
}

/// What is in a text must come out of the request as it went in, whatever it means in a URL.
#[tokio::test]
async fn awkward_texts_arrive_as_they_are() {
    const AWKWARD: &str = "a/b?c=d&e+f%20 g,h#i[j]\u{1f35c}";
    let (server, client) = server_and_client().await;
    let sent = |place, name: &str| {
        let verdict = server.take_exchanges().remove(0).verdict;
        assert_eq!(verdict.findings, [], "{name}");
        verdict.parameters[&(place, name.to_owned())].clone()
    };

    let follow = client.user_account().follow(AWKWARD, UserFollow::new());
    follow.await.expect("a response");
    assert_eq!(sent(Place::Path, "username"), AWKWARD);

    let list = client.boards().list().bookmark(AWKWARD);
    list.await.expect("a response");
    assert_eq!(sent(Place::Query, "bookmark"), AWKWARD);

    let repeated = client.terms().list_related([AWKWARD, "plain"]);
    repeated.await.expect("a response");
    assert_eq!(sent(Place::Query, "terms"), json!([AWKWARD, "plain"]));

    let joined = client
        .keywords()
        .get_country_metrics("1", Country::Us, [AWKWARD, "plain"]);
    joined.await.expect("a response");
    assert_eq!(sent(Place::Query, "keywords"), json!([AWKWARD, "plain"]));

    let code = OauthAccessTokenCreate::new(TokenGrantType::AuthorizationCode)
        .code(AWKWARD)
        .redirect_uri("https://example.com/?a=b");
    client.oauth().token(code).await.expect("a response");
    let verdict = server.take_exchanges().remove(0).verdict;
    assert_eq!(verdict.findings, []);
    assert_eq!(verdict.body.expect("a body")["code"], AWKWARD);
}

/// Nobody says the ad account of a call once more in its rows, and who does is not corrected.
#[tokio::test]
async fn rows_get_the_ad_account_of_their_call() {
    let (server, client) = server_and_client().await;
    let new = BulkCampaignCreate::new("Spring", CampaignObjectiveType::Awareness);
    let rows = BulkUpsert::new()
        .create(BulkCreate::new().campaigns([new.clone(), new.ad_account_id("77")]))
        .update(BulkUpdate::new().campaigns([BulkCampaignUpdate::new("626735565838")]));
    let upsert = client.bulk().upsert("549755885175", rows);
    upsert.await.expect("a response");
    let verdict = server.take_exchanges().remove(0).verdict;
    assert_eq!(verdict.findings, []);
    let body = verdict.body.expect("a body");
    let created = &body["create"]["campaigns"];
    assert_eq!(created[0]["ad_account_id"], "549755885175");
    assert_eq!(created[1]["ad_account_id"], "77");
    let updated = json!([{ "ad_account_id": "549755885175", "id": "626735565838" }]);
    assert_eq!(body["update"]["campaigns"], updated);
}

async fn server_and_client() -> (Server, Client) {
    let judge = Judge::new(Arc::clone(description())).expect("a judge");
    let server = Server::start(judge).await.expect("a server");
    let client = client(server.base_url()).expect("a client");
    (server, client)
}

fn is_full(case: &Case) -> bool {
    case.name == "full"
}

/// What a full call leaves out, or a minimal call carries without need.
fn extent(operation: &Operation, full: bool, verdict: &Verdict) -> Vec<String> {
    let mut faults = Vec::new();
    for parameter in &operation.parameters {
        let sent = verdict
            .parameters
            .contains_key(&(parameter.place, parameter.name.clone()));
        match (full, sent) {
            (true, false) => faults.push(format!("{parameter} is left out")),
            (false, true) if !parameter.required => {
                faults.push(format!("{parameter} is sent unasked"));
            }
            _ => {}
        }
    }
    if let (Some(body), Some(value)) = (&operation.body, &verdict.body) {
        faults.extend(members(&[&body.schema], value, full, "body"));
    }
    faults
}

/// The same for the members of a body; where a union leaves several readings, the kindest.
fn members(schemas: &[&Value], value: &Value, full: bool, path: &str) -> Vec<String> {
    let readings = Shape::alternatives(description(), schemas, value).into_iter();
    let faults = readings.map(|shape| match value {
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .flat_map(|(index, value)| {
                members(&shape.items, value, full, &format!("{path}[{index}]"))
            })
            .collect(),
        Value::Object(sent) => object(&shape, sent, full, path),
        _ => Vec::new(),
    });
    faults.min_by_key(Vec::len).unwrap_or_default()
}

fn object(shape: &Shape<'_>, sent: &Map<String, Value>, full: bool, path: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, schemas) in &shape.properties {
        let read_only = schemas
            .iter()
            .any(|schema| schema["readOnly"] == Value::Bool(true));
        let needed = shape.required.contains(name) || shape.tags.contains_key(name);
        match sent.get(*name) {
            None if full && !read_only => faults.push(format!("{path}.{name} is left out")),
            Some(_) if !full && !needed => faults.push(format!("{path}.{name} is sent unasked")),
            Some(value) => faults.extend(members(schemas, value, full, &format!("{path}.{name}"))),
            None => {}
        }
    }
    faults
}

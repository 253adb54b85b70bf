//! Which operations have streams, which answers have the view of single items, and both through the client.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request as Wire, Response};
use pinterest_v5::runtime::{BoxFuture, Transport, TransportError};
use pinterest_v5::types::{
    AdCreate, CampaignCreate, CampaignObjectiveType, ItemBatch, ProductFilter,
};
use pinterest_v5::{Client, Items, OneOrMany, operations};
use pinterest_v5_tests::calls::json as value;
use serde_json::{Value, json};

use crate::support::{description, output};

/// The calls of one of the runtime's macros in the emitted files: what stands in them, by file.
fn macros(name: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let head = format!("{name}! {{ ");
    for (path, text) in &output().files {
        let calls = text
            .lines()
            .filter_map(|line| line.strip_prefix(&head)?.strip_suffix(" }"));
        for call in calls {
            found.entry(path.clone()).or_default().push(call.to_owned());
        }
    }
    found
}

/// An operation that is sent a bookmark and documents one in its answer; counted here without the generator.
#[test]
fn every_operation_with_a_bookmark_has_streams() {
    let described: Vec<_> = description()
        .operations()
        .iter()
        .filter(|one| {
            one.parameters
                .iter()
                .any(|parameter| parameter.name == "bookmark")
        })
        .map(|one| one.id.as_str())
        .collect();
    let mut paginated: Vec<_> = operations::ALL
        .iter()
        .filter(|one| one.paginated)
        .map(|one| one.id)
        .collect();
    let mut sorted = described.clone();
    sorted.sort_unstable();
    paginated.sort_unstable();
    assert_eq!(paginated, sorted);
    let streams = macros("pages").values().map(Vec::len).sum::<usize>();
    assert_eq!(streams, described.len());
    let posts = operations::ALL
        .iter()
        .filter(|one| one.paginated && !one.idempotent);
    let posts: Vec<_> = posts.map(|one| one.id).collect();
    assert_eq!(posts, ["products_by_product_group_filter/list"]);
}

/// The answers, their items and what there is of one that succeeded.
#[test]
fn answers_about_several_items_have_one_view() {
    let answers: Vec<String> = macros("bulk").into_values().flatten().collect();
    let items: Vec<String> = macros("bulk_item").into_values().flatten().collect();
    let views = [answers.join("\n"), items.join("\n")].join("\n\n");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("bulk", views);
    });
}

/// Every list with a limit, read from the description itself.
#[test]
fn every_list_with_a_limit_can_be_sent_in_parts() {
    let limits = description().operations().iter().filter_map(|one| {
        let schema = &one.body.as_ref()?.schema;
        let schema = match schema["$ref"].as_str() {
            Some(reference) => description().target(reference)?,
            None => schema,
        };
        let most = schema["maxItems"].as_u64()?;
        // A list of one needs no parts.
        (schema["type"] == "array" && most > 1).then_some(most)
    });
    let mut limits: Vec<u64> = limits.collect();
    let calls = macros("bulk_call").into_values().flatten();
    let mut sent: Vec<u64> = calls
        .filter_map(|call| call.rsplit_once(", ")?.1.parse().ok())
        .collect();
    limits.sort_unstable();
    sent.sort_unstable();
    assert!(!sent.is_empty());
    assert_eq!(sent, limits);
}

/// Answers with what a function gives, and keeps the requests.
struct Canned<F>(F, Arc<Mutex<Vec<Wire<Bytes>>>>);

impl<F: Fn(&Wire<Bytes>) -> Value + Send + Sync + 'static> Transport for Canned<F> {
    fn send(&self, request: Wire<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let body = (self.0)(&request).to_string();
        self.1.lock().unwrap().push(request);
        Box::pin(async move { Ok(Response::new(Bytes::from(body))) })
    }
}

type Seen = Arc<Mutex<Vec<Wire<Bytes>>>>;

fn client(answer: impl Fn(&Wire<Bytes>) -> Value + Send + Sync + 'static) -> (Client, Seen) {
    let seen = Seen::default();
    let client = Client::builder()
        .access_token("pina_token")
        .transport(Canned(answer, Arc::clone(&seen)))
        .build()
        .unwrap();
    (client, seen)
}

fn paths(seen: &Seen) -> Vec<String> {
    let seen = seen.lock().unwrap();
    seen.iter()
        .map(|wire| wire.uri().path_and_query().unwrap().as_str().to_owned())
        .collect()
}

#[tokio::test]
async fn a_list_is_streamed_with_its_parameters() {
    let (client, seen) = client(|wire| match wire.uri().query().unwrap_or_default() {
        query if query.contains("bookmark") => json!({"items": [{"id": "2"}], "bookmark": null}),
        _ => json!({"items": [{"id": "1"}], "bookmark": "b=="}),
    });
    let mut pins = client.boards().list_pins("7").page_size(100).items();
    let mut ids = Vec::new();
    while let Some(pin) = pins.try_next().await.unwrap() {
        ids.push(pin.id.as_str().to_owned());
    }
    assert_eq!(ids, ["1", "2"]);
    let first = "/v5/boards/7/pins?page_size=100";
    assert_eq!(
        paths(&seen),
        [first.to_owned(), format!("{first}&bookmark=b%3D%3D")]
    );
}

#[tokio::test]
async fn the_list_that_is_asked_for_by_post_is_streamed_too() {
    let (client, seen) = client(|wire| match wire.uri().query().unwrap_or_default() {
        query if query.contains("bookmark") => json!({"items": [], "bookmark": ""}),
        _ => json!({"items": [], "bookmark": "b"}),
    });
    let body: ProductFilter = value("{\"feed_id\":\"1\",\"filters\":{\"any_of\":[]}}");
    let products: Items<_> = client
        .catalog_product_groups()
        .list_products_by_filter(body)
        .items();
    let mut products = products.read_ahead();
    assert!(products.try_next().await.unwrap().is_none());
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    assert!(
        seen.iter()
            .all(|wire| wire.method() == "POST" && wire.body() == seen[0].body())
    );
}

#[tokio::test]
async fn a_thousand_campaigns_are_created_and_one_failure_is_found() {
    let (client, seen) = client(|wire| {
        let sent: Vec<Value> = serde_json::from_slice(wire.body()).unwrap();
        let items = sent.iter().map(|campaign| match campaign["name"].as_str() {
            Some("campaign 7") => json!({"exceptions": [{"code": 2625, "message": "disapproved"}]}),
            _ => json!({
                "data": {"id": "1", "name": campaign["name"], "objective_type": "AWARENESS"},
                "exceptions": []
            }),
        });
        json!({ "items": items.collect::<Vec<_>>() })
    });
    let campaigns = (0..1000).map(|number| {
        CampaignCreate::new(
            format!("campaign {number}"),
            CampaignObjectiveType::Awareness,
        )
    });
    let bulk = client.campaigns().create_all("9", campaigns).await.unwrap();
    let failures: Vec<_> = bulk
        .failed()
        .map(|failure| (failure.index(), failure.code(), failure.message()))
        .collect();
    assert_eq!(failures, [(Some(7), Some(2625), Some("disapproved"))]);
    let name = |index: usize| bulk.outcomes()[index].as_ref().unwrap().name.clone();
    assert_eq!(
        (name(8), name(999)),
        ("campaign 8".to_owned(), "campaign 999".to_owned())
    );
    assert_eq!(seen.lock().unwrap().len(), 34);
    let error = bulk.into_result().unwrap_err();
    assert_eq!(
        error.to_string(),
        "1 of 1000 items failed: item 7 did not succeed: disapproved (code 2625)"
    );
}

#[tokio::test]
async fn one_answer_shows_its_failures_whatever_its_form() {
    let exceptions = [
        json!({"code": 1, "message": "m"}),
        json!([{"code": 1, "message": "m"}]),
    ];
    for exceptions in exceptions {
        let (client, _) = client(move |_| json!({"items": [{"exceptions": exceptions}]}));
        let bulk = client
            .ads()
            .create("9", value::<Vec<AdCreate>>("[]"))
            .unchecked()
            .await
            .unwrap()
            .into_bulk();
        let failure = bulk.failed().next().unwrap();
        assert_eq!((failure.code(), failure.message()), (Some(1), Some("m")));
        let told: Option<&OneOrMany<_>> = failure.item().unwrap().exceptions.as_ref();
        assert_eq!(told.unwrap().as_slice().len(), 1);
    }
}

#[test]
fn a_batch_has_the_view_in_each_of_its_kinds() {
    let batch = json!({"catalog_type": "RETAIL", "items": [
        {"item_id": "a", "status": "SUCCESS"}, {"item_id": "b", "status": "FAILURE", "errors": [{"code": 7}]},
    ]});
    let ItemBatch::Retail(batch) = serde_json::from_value(batch).unwrap() else {
        panic!("another kind");
    };
    let failed = batch.into_result().unwrap_err().into_bulk();
    let failure = failed.failed().next().unwrap();
    assert_eq!((failure.index(), failure.code()), (Some(1), Some(7)));
    assert_eq!(failure.item().unwrap().item_id, Some("b".into()));
}

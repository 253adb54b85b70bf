//! Answers that are not what the description promises.

mod bodies;
mod conversions;
mod errors;
mod left_out;
mod told;

use std::collections::BTreeMap;

use pinterest_v5_runtime::{
    AuthScheme, Decoding, Error, Method, OneOrMany, Operation, Page, Request, RequestOptions,
    Response, Timestamp, UnrecognizedVariant, call, id, integer_enum, object, tagged_union,
};
use serde_json::Value;

use crate::support::Server;

static LIST: Operation =
    Operation::new("pins/list", Method::Get, "/pins", "pins").with_auth(&[AuthScheme::OAuth]);

#[derive(Clone, Debug, PartialEq)]
struct PinId(pinterest_v5_runtime::Id);
id! { PinId }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Window {
    Week,
    Unrecognized(pinterest_v5_runtime::UnrecognizedInteger),
}
integer_enum! { Window { 7 => Week } }

#[derive(Clone, Debug, PartialEq)]
struct Pin {
    id: PinId,
    count: Option<i64>,
    rate: Option<f64>,
    open: Option<bool>,
    note: Option<String>,
    at: Option<Timestamp>,
    window: Option<Window>,
    owner: Option<Owner>,
    tags: Option<Vec<String>>,
    rows: Option<Vec<Vec<i64>>>,
    metrics: Option<BTreeMap<String, f64>>,
    media: Option<Media>,
    problems: Option<OneOrMany<Owner>>,
    any: Option<Value>,
}
object! {
    response Pin
    fields {
        id: "id", required;
        count: "count", optional;
        rate: "rate", optional;
        open: "open", optional;
        note: "note", optional;
        at: "at", optional;
        window: "window", optional;
        owner: "owner", optional;
        tags: "tags", optional;
        rows: "rows", optional;
        metrics: "metrics", optional;
        media: "media", optional;
        problems: "problems", optional;
        any: "any", optional;
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Owner {
    name: String,
}
object! { response Owner fields { name: "name", required; } }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Media {
    Video(Box<Video>),
    Group(Box<Group>),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! { response Media tag "type" { "video" => Video, "group" => Group } }

#[derive(Clone, Debug, PartialEq)]
struct Video {
    length: i64,
}
object! { response Video fields { length: "length", required; } }

#[derive(Clone, Debug, PartialEq)]
struct Group {
    members: Vec<Media>,
}
object! { response Group fields { members: "members", required; } }

#[derive(Clone, Debug)]
#[must_use]
struct ListPins(Request);
call! { ListPins => Page<Pin> }

#[derive(Clone, Debug)]
#[must_use]
struct AllPins(Request);
call! { AllPins => Vec<Pin> }

fn list(body: impl Into<bytes::Bytes>) -> ListPins {
    ListPins(Server::answering(200, body).request(&LIST))
}

/// The page, and the deviations in words.
async fn page(body: impl Into<bytes::Bytes>) -> (Page<Pin>, Vec<String>) {
    let response = list(body).send().await.unwrap();
    let told = told(&response);
    (response.into_body(), told)
}

/// The one Pin of a page with these members besides its id, and the deviations in words.
async fn pin(members: &str) -> (Pin, Vec<String>) {
    let (mut page, told) = page(format!(r#"{{"items":[{{"id":"1",{members}}}]}}"#)).await;
    assert_eq!(page.missing(), []);
    (page.items.remove(0), told)
}

fn told<T>(response: &Response<T>) -> Vec<String> {
    let deviations = response.deviations().iter();
    deviations.map(ToString::to_string).collect()
}

async fn strict_error(body: &'static str) -> Error {
    let options = RequestOptions::new().decoding(Decoding::Strict);
    list(body).options(options).send().await.unwrap_err()
}

//! Jobs that are asked about until they are over, in virtual time.

mod faults;
mod handles;
mod pace;
#[cfg(feature = "transfers")]
mod results;
mod states;

use pinterest_v5_runtime::{
    AuthScheme, Core, Method, Operation, Request, Secret, UnrecognizedValue, UnrecognizedVariant,
};

use crate::exchange::script::{Script, Step, json};

#[derive(Clone, PartialEq)]
enum Status {
    InProgress,
    Finished,
    Failed,
    Expired,
    Unrecognized(UnrecognizedValue),
}

pinterest_v5_runtime::string_enum! {
    Status {
        "IN_PROGRESS" => InProgress,
        "FINISHED" => Finished,
        "FAILED" => Failed,
        "EXPIRED" => Expired,
    }
}
pinterest_v5_runtime::job_state! { Status done ["FINISHED"] failed ["FAILED", "EXPIRED"] }

#[derive(Clone, Debug, PartialEq)]
struct Report {
    status: Option<Status>,
    size: Option<i64>,
    url: Option<Secret>,
}

pinterest_v5_runtime::object! {
    response Report
    fields {
        status: "status", optional;
        size: "size", optional;
        url: "url", optional;
    }
}
pinterest_v5_runtime::job_answer! { Report status }
#[cfg(feature = "transfers")]
pinterest_v5_runtime::job_link! { Report url }

/// An answer with the report in a member.
#[derive(Clone, Debug)]
struct Wrapped {
    data: Option<Box<Report>>,
}

pinterest_v5_runtime::object! { response Wrapped fields { data: "data", optional; } }
pinterest_v5_runtime::job_answer! { Wrapped data }
#[cfg(feature = "transfers")]
pinterest_v5_runtime::job_link! { Wrapped data within }

/// An answer that is one of several, each with a state and an id.
#[derive(Clone, Debug, PartialEq)]
enum Batch {
    Retail(Box<Retail>),
    Unrecognized(UnrecognizedVariant),
}

#[derive(Clone, Debug, PartialEq)]
struct Retail {
    status: Status,
    batch_id: String,
}

pinterest_v5_runtime::object! {
    response Retail
    constants { "type" => "RETAIL" }
    fields {
        status: "status", required;
        batch_id: "batch_id", required;
    }
}
pinterest_v5_runtime::tagged_union! { response Batch tag "type" { "RETAIL" => Retail } }
pinterest_v5_runtime::job_answer! { Batch in Retail or "status" as Status }
pinterest_v5_runtime::job_answer! { Retail status }
pinterest_v5_runtime::job_id! { Batch in Retail or "batch_id" }
pinterest_v5_runtime::job_id! { Retail batch_id required }

#[derive(Clone, Debug)]
struct Order {
    token: Option<String>,
}

pinterest_v5_runtime::object! { response Order fields { token: "token", optional; } }
pinterest_v5_runtime::job_id! { Order token optional }

#[derive(Clone, Debug)]
struct WrappedOrder {
    data: Option<Order>,
}

pinterest_v5_runtime::object! { response WrappedOrder fields { data: "data", optional; } }
pinterest_v5_runtime::job_id! { WrappedOrder data within }

const fn operation(id: &'static str, method: Method, path: &'static str) -> Operation {
    Operation::new(id, method, path, "reports").with_auth(&[AuthScheme::OAuth])
}

#[derive(Clone, Debug)]
struct Get(Request);

impl Get {
    const OPERATION: &'static Operation =
        &operation("reports/get", Method::Get, "/{account}/reports").with_idempotence(true);
}

pinterest_v5_runtime::call! { Get => Report }
pinterest_v5_runtime::job! { Get => Report, "token" }

#[derive(Clone, Debug)]
struct GetWrapped(Request);

pinterest_v5_runtime::job! { GetWrapped => Wrapped, "token" }

#[derive(Clone, Debug)]
struct GetBatch(Request);

impl GetBatch {
    const OPERATION: &'static Operation =
        &operation("batch/get", Method::Get, "/batches/{batch_id}").with_idempotence(true);
}

pinterest_v5_runtime::job! { GetBatch => Batch, "batch_id" }

#[derive(Clone, Debug)]
struct Create(Request);

impl Create {
    const OPERATION: &'static Operation =
        &operation("reports/create", Method::Post, "/{account}/reports");
}

pinterest_v5_runtime::call! { Create => Order }
pinterest_v5_runtime::job_start! { Create => Order, Get => Report, "token", [] }

#[derive(Clone, Debug)]
struct CreateBatch(Request);

impl CreateBatch {
    const OPERATION: &'static Operation = &operation("batch/create", Method::Post, "/batches");
}

pinterest_v5_runtime::job_start! { CreateBatch => Batch, GetBatch => Batch, "batch_id", ["account"] }

fn get(client: &Core) -> Get {
    let mut request = Request::new(client, Get::OPERATION);
    request.path("account", &"7");
    request.query("token", &"t/1");
    Get(request)
}

fn create(client: &Core) -> Create {
    let mut request = Request::new(client, Create::OPERATION);
    request.path("account", &"7");
    request.query("dry", &"no");
    request.json(&"order");
    Create(request)
}

fn state(status: &str) -> Step {
    let body = serde_json::json!({ "status": status }).to_string();
    json(200, body.leak())
}

/// A server that answers with these states, one after the other.
fn states<'a>(states: impl IntoIterator<Item = &'a str>) -> Script {
    Script::new(states.into_iter().map(state))
}

//! Answers about several items, and lists that are too long for one call.

mod answers;
mod calls;
mod refused;

use pinterest_v5_runtime::{Bulk, ItemFailure, OneOrMany};

#[derive(Clone, Debug, PartialEq)]
struct Exception {
    code: Option<i64>,
    message: Option<String>,
}

pinterest_v5_runtime::object! {
    response Exception
    fields { code: "code", optional; message: "message", optional; }
}
pinterest_v5_runtime::failure_reason! { Exception message, code }

#[derive(Clone, Debug, PartialEq)]
struct AdResult {
    data: Option<String>,
    exceptions: Option<OneOrMany<Option<Exception>>>,
}

pinterest_v5_runtime::object! {
    response AdResult
    fields { data: "data", optional; exceptions: "exceptions", optional; }
}
pinterest_v5_runtime::bulk_item! { AdResult exceptions, data: String }

#[derive(Clone, Debug, PartialEq)]
struct Ads {
    items: Option<Vec<AdResult>>,
}

pinterest_v5_runtime::object! { response Ads fields { items: "items", optional; } }
pinterest_v5_runtime::bulk! { Ads items: AdResult => String }

type Told = (Option<usize>, Option<i64>, Option<String>);

fn failures<T, I>(bulk: &Bulk<T, I>) -> Vec<Told> {
    let told = |failure: &ItemFailure<I>| {
        let message = failure.message().map(str::to_owned);
        (failure.index(), failure.code(), message)
    };
    bulk.failed().map(told).collect()
}

//! What is measured: the emitted client and hand-written code for the same call, side by side.

use std::hint::black_box;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::try_join_all;
use pinterest_v5::types::{AdAccountAnalytics, CatalogFeedValidationWarnings, Pin};
use pinterest_v5::{Client, Page};
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;

use crate::by_hand::{self, Fault};
use crate::canned::Canned;
use crate::growth::{self, network::Report};
use crate::{generated, samples, server};

/// One side: does it once. A failure ends the process, since nothing is measured then.
pub type Side = Box<dyn Fn()>;

/// A call, made in two ways.
#[expect(
    missing_debug_implementations,
    reason = "functions have nothing to show"
)]
pub struct Pair {
    /// What is done, as `where/what`.
    pub name: &'static str,
    /// How many bytes the body of the answer has.
    pub bytes: usize,
    /// By the emitted client.
    pub generated: Side,
    /// By hand.
    pub by_hand: Side,
}

const BOOKMARK: &str = "Pz8xLjI1MHx0ZXN0";

/// Every pair.
///
/// # Errors
/// If a client or the server cannot be made.
pub fn all() -> Result<Vec<Pair>, Fault> {
    let runtime = Arc::new(Runtime::new()?);
    Ok(vec![
        decoding::<Page<Pin>, by_hand::Page<by_hand::Pin>>("decode/250 pins", samples::pins()),
        decoding::<Vec<AdAccountAnalytics>, Vec<by_hand::AnalyticsRow>>(
            "decode/10000 rows",
            samples::rows(),
        ),
        decoding::<CatalogFeedValidationWarnings, by_hand::Warnings>(
            "decode/211 members",
            samples::warnings(),
        ),
        list_in_process(&runtime)?,
        create_in_process(&runtime)?,
        list_boards(&runtime)?,
        list_pins(&runtime)?,
        at_once(&runtime)?,
        rows()?,
    ])
}

fn decoding<G: DeserializeOwned, H: DeserializeOwned>(name: &'static str, body: Bytes) -> Pair {
    let copy = body.clone();
    Pair {
        name,
        bytes: body.len(),
        generated: Box::new(move || drop(black_box(succeed(serde_json::from_slice::<G>(&body))))),
        by_hand: Box::new(move || drop(black_box(succeed(serde_json::from_slice::<H>(&copy))))),
    }
}

/// All of a call without parameters in its path but the network.
fn list_in_process(runtime: &Arc<Runtime>) -> Result<Pair, Fault> {
    let (client, canned) = (
        generated::canned(samples::boards())?,
        Canned(samples::boards()),
    );
    let by_hand = by_hand::Client::new("http://127.0.0.1");
    let runtime = Arc::clone(runtime);
    Ok(Pair {
        name: "in process/list boards",
        bytes: samples::boards().len(),
        generated: Box::new(move || {
            let call = client.boards().list().page_size(25).bookmark(BOOKMARK);
            black_box(succeed(runtime.block_on(call.into_future())));
        }),
        by_hand: Box::new(move || {
            let (status, body) = canned.answer(succeed(by_hand.boards(25, BOOKMARK)));
            black_box(succeed(by_hand::decode::<by_hand::Page<by_hand::Board>>(
                status, &body,
            )));
        }),
    })
}

/// The same for a call with a body.
fn create_in_process(runtime: &Arc<Runtime>) -> Result<Pair, Fault> {
    let (client, canned) = (
        generated::canned(samples::one_pin())?,
        Canned(samples::one_pin()),
    );
    let by_hand = by_hand::Client::new("http://127.0.0.1");
    let runtime = Arc::clone(runtime);
    Ok(Pair {
        name: "in process/create pin",
        bytes: samples::one_pin().len(),
        generated: Box::new(move || {
            let call = client.pins().create(generated::new_pin());
            black_box(succeed(runtime.block_on(call.into_future())));
        }),
        by_hand: Box::new(move || {
            let (status, body) = canned.answer(succeed(by_hand.create_pin(&by_hand::new_pin())));
            black_box(succeed(by_hand::decode::<by_hand::Pin>(status, &body)));
        }),
    })
}

fn list_boards(runtime: &Arc<Runtime>) -> Result<Pair, Fault> {
    over_loopback::<by_hand::Page<by_hand::Board>>(
        runtime,
        "loopback/list boards",
        samples::boards(),
        |client, runtime| {
            let call = client.boards().list().page_size(25).bookmark(BOOKMARK);
            black_box(succeed(runtime.block_on(call.into_future())));
        },
        |client| client.boards(25, BOOKMARK),
    )
}

fn list_pins(runtime: &Arc<Runtime>) -> Result<Pair, Fault> {
    over_loopback::<by_hand::Page<by_hand::Pin>>(
        runtime,
        "loopback/list 250 pins",
        samples::pins(),
        |client, runtime| {
            let call = client.pins().list().page_size(250).bookmark(BOOKMARK);
            black_box(succeed(runtime.block_on(call.into_future())));
        },
        |client| client.pins(250, BOOKMARK),
    )
}

/// How many calls are made at once.
const AT_ONCE: usize = 10_000;

/// Many calls at once on one client, which share a connection, as they do with the API.
fn at_once(runtime: &Arc<Runtime>) -> Result<Pair, Fault> {
    let http = || reqwest::Client::builder().http2_prior_knowledge().build();
    let base = runtime.block_on(server::start(samples::boards()))?;
    let by_hand = by_hand::Client::with(http()?, &base);
    let client = generated::over(http()?, &base)?;
    let (runtime, again) = (Arc::clone(runtime), Arc::clone(runtime));
    Ok(Pair {
        name: "loopback/10000 at once",
        bytes: samples::boards().len() * AT_ONCE,
        generated: Box::new(move || {
            let call = || client.boards().list().page_size(25).bookmark(BOOKMARK);
            let calls = (0..AT_ONCE).map(|_| call().into_future());
            black_box(succeed(runtime.block_on(try_join_all(calls))));
        }),
        by_hand: Box::new(move || {
            let calls = (0..AT_ONCE).map(|_| {
                let request = succeed(by_hand.boards(25, BOOKMARK));
                by_hand.send::<by_hand::Page<by_hand::Board>>(request)
            });
            black_box(succeed(again.block_on(try_join_all(calls))));
        }),
    })
}

/// The rows of a report while it arrives, and of the whole of it.
fn rows() -> Result<Pair, Fault> {
    let report = Report::new(16 << 20);
    let whole = report.pieces().fold(Vec::new(), |mut whole, piece| {
        whole.extend_from_slice(&piece);
        whole
    });
    let client = growth::client(report)?;
    let runtime = Runtime::new()?;
    Ok(Pair {
        name: "rows/16 MiB",
        bytes: whole.len(),
        generated: Box::new(move || succeed(growth::read(&runtime, &client))),
        by_hand: Box::new(move || {
            let rows = serde_json::from_slice::<Vec<by_hand::ReportRow>>(&whole);
            drop(black_box(succeed(rows)));
        }),
    })
}

/// A call over HTTP on loopback.
fn over_loopback<H: DeserializeOwned>(
    runtime: &Arc<Runtime>,
    name: &'static str,
    body: Bytes,
    generated: impl Fn(&Client, &Runtime) + 'static,
    by_hand: impl Fn(&by_hand::Client) -> Result<reqwest::Request, Fault> + 'static,
) -> Result<Pair, Fault> {
    let bytes = body.len();
    let base = runtime.block_on(server::start(body))?;
    let (client, other) = (generated::client(&base)?, by_hand::Client::new(&base));
    let (runtime, again) = (Arc::clone(runtime), Arc::clone(runtime));
    Ok(Pair {
        name,
        bytes,
        generated: Box::new(move || generated(&client, &runtime)),
        by_hand: Box::new(move || {
            let request = succeed(by_hand(&other));
            drop(black_box(succeed(again.block_on(other.send::<H>(request)))));
        }),
    })
}

fn succeed<T, E: std::fmt::Display>(outcome: Result<T, E>) -> T {
    outcome.unwrap_or_else(|error| panic!("a measured call failed: {error}"))
}

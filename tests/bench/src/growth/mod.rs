//! What is done many times over, to see how it grows: pages of a stream, items of bulk work, clients, calls at once, rows.
//!
//! Takes how many; does all of it within one call. Invariant: what is not ours (a server, a file) takes the same for each.

pub(crate) mod network;

use std::future::IntoFuture as _;

use futures_util::future::try_join_all;
use pinterest_v5::runtime::{Download, Transport};
use pinterest_v5::types::{CampaignCreate, CampaignObjectiveType};
use pinterest_v5::{Client, Result};
use tokio::runtime::Runtime;

use self::network::{Campaigns, Pages, Report, Slow};
use crate::by_hand::ReportRow;
use crate::{generated, samples};

/// How the memory of something may grow with its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Memory {
    /// Not at all.
    Constant,
    /// As what the caller asked to have.
    Linear,
}

/// Something that can be done in any size.
#[derive(Clone, Copy, Debug)]
pub struct Growing {
    /// What it is.
    pub name: &'static str,
    /// What there is so many of.
    pub each: &'static str,
    /// The sizes to compare.
    pub sizes: [u64; 3],
    /// What its memory may do.
    pub memory: Memory,
    /// Does it in a size.
    pub work: fn(&Runtime, u64) -> Result<()>,
}

/// Everything that grows.
pub const ALL: [Growing; 5] = [
    Growing {
        name: "stream",
        each: "page",
        sizes: [1_000, 10_000, 100_000],
        // A page leaves a hash of its bookmark behind, to notice a list with a cycle.
        memory: Memory::Linear,
        work: stream,
    },
    Growing {
        name: "create_all",
        each: "item",
        sizes: [10_000, 100_000, 1_000_000],
        memory: Memory::Linear,
        work: create_all,
    },
    Growing {
        name: "clients",
        each: "client",
        sizes: [10, 100, 1_000],
        memory: Memory::Linear,
        work: clients,
    },
    Growing {
        name: "at once",
        each: "call",
        sizes: [100, 1_000, 10_000],
        memory: Memory::Linear,
        work: at_once,
    },
    Growing {
        name: "rows",
        each: "MiB",
        sizes: [64, 256, 1_024],
        memory: Memory::Constant,
        work: rows,
    },
];

/// Reads a list to its end.
fn stream(runtime: &Runtime, pages: u64) -> Result<()> {
    let client = client(Pages::new(pages))?;
    runtime.block_on(async {
        let mut boards = client.boards().list().items();
        while boards.try_next().await?.is_some() {}
        Ok(())
    })
}

fn create_all(runtime: &Runtime, items: u64) -> Result<()> {
    let client = client(Campaigns)?;
    let campaign = |_| CampaignCreate::new("Soup", CampaignObjectiveType::Awareness);
    let campaigns = (0..items).map(campaign);
    let call = client
        .campaigns()
        .create_all("549755885175", campaigns)
        .concurrency(1);
    drop(runtime.block_on(call.into_future())?);
    Ok(())
}

/// Makes so many clients that live at once, each of which makes a call.
fn clients(runtime: &Runtime, count: u64) -> Result<()> {
    let clients = (0..count).map(|_| generated::canned(samples::boards()));
    let clients: Vec<Client> = clients.collect::<Result<_>>()?;
    runtime.block_on(async {
        for client in &clients {
            client.boards().list().await?;
        }
        Ok(())
    })
}

/// Begins so many calls before the first has ended.
fn at_once(runtime: &Runtime, count: u64) -> Result<()> {
    let client = client(Slow(samples::boards()))?;
    let calls = (0..count).map(|_| client.boards().list().into_future());
    runtime.block_on(try_join_all(calls)).map(drop)
}

fn rows(runtime: &Runtime, mebibytes: u64) -> Result<()> {
    read(runtime, &client(Report::new(mebibytes << 20))?)
}

/// Reads a report row by row.
pub(crate) fn read(runtime: &Runtime, client: &Client) -> Result<()> {
    runtime.block_on(async {
        let report = Download::new(client.core(), "https://storage.example.com/report");
        let mut rows = report.rows::<ReportRow>();
        while rows.try_next().await?.is_some() {}
        Ok(())
    })
}

pub(crate) fn client(transport: impl Transport) -> Result<Client> {
    let settings = Client::builder().access_token("pina_token");
    settings.transport(transport).build()
}

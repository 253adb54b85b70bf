//! Orders a report of the last seven days, waits for it, and writes it to a file.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin report -- 549755885175 report.json
//! ```
//!
//! Takes the id of the ad account and the file. A third argument is the token of a report that was ordered before. The
//! report comes from a storage, which may compress it; the file has it as it was before that.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `ads:read`
//! - Cargo features: `ad_accounts`
//!
//! It prints:
//!
//! ```text
//! Report a1b2c3 is ordered
//! IN_PROGRESS
//! IN_PROGRESS
//! FINISHED
//! 94 bytes are in report.json
//! ```

use anyhow::{Context as _, Result};
use pinterest_v5::types::{
    AdAccountId, DateRange, Granularity, ReportColumn, ReportCreate, ReportLevel,
};
use tokio::fs::File;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let account = arguments.next();
    let path = arguments.next().unwrap_or_else(|| "report.json".to_owned());
    let client = pinterest_v5_examples::client()?;
    // What is wrong with the path is found before the wait.
    let file = File::create(&path).await;
    let mut file = file.with_context(|| format!("cannot write {path}"))?;

    let ad_accounts = client.ad_accounts();
    let account: AdAccountId = if let Some(id) = account {
        id.into()
    } else {
        let first = ad_accounts.list().items().try_next().await?;
        first.context("there is no ad account")?.id
    };
    let mut job = match arguments.next() {
        Some(token) => ad_accounts.get_report(&account, token).poll(),
        None => ad_accounts.create_report(&account, order()).poll(),
    };
    // With the token, a program that was stopped can go on from here.
    println!("Report {} is ordered", job.start().await?);

    while let Some(update) = job.try_next().await? {
        println!("{}", update.state().unwrap_or("no state"));
    }

    // The link to the result is good for minutes, so a fresh one is asked for.
    let content = job.download().await?;
    let written = content.to_writer(&mut file).await?;
    println!("{written} bytes are in {path}");
    Ok(())
}

fn order() -> ReportCreate {
    let columns = [
        ReportColumn::CampaignId,
        ReportColumn::SpendInDollar,
        ReportColumn::TotalImpression,
    ];
    let week = DateRange::last_days(7);
    ReportCreate::new(week, Granularity::Day, ReportLevel::Campaign, columns)
}

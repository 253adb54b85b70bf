//! Writes the figures of an ad account's campaigns to a CSV file, and draws what they cost.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin analytics -- campaigns.csv
//! ```
//!
//! Takes the file, and the id of an ad account or the first one. The figures are those of the last seven days.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `ads:read`
//! - Cargo features: `ad_accounts`, `campaigns`
//!
//! It prints:
//!
//! ```text
//! [..] #[..]
//! [..] #[..]
//! [..] #[..]
//! 21 rows are in campaigns.csv
//! ```

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use pinterest_v5::runtime::Metric;
use pinterest_v5::types::{
    AdAccountId, AnalyticsColumn, CampaignId, DateRange, Granularity, MicroAmount,
};

/// How wide the dearest campaign is drawn.
const WIDTH: f64 = 40.0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .unwrap_or_else(|| "campaigns.csv".to_owned());
    let client = pinterest_v5_examples::client()?;
    let account: AdAccountId = if let Some(id) = arguments.next() {
        id.into()
    } else {
        let first = client.ad_accounts().list().items().try_next().await?;
        first.context("there is no ad account")?.id
    };
    let mut names: BTreeMap<CampaignId, String> = BTreeMap::new();
    let mut campaigns = client.campaigns().list(&account).items();
    while let Some(campaign) = campaigns.try_next().await? {
        names.insert(campaign.id, campaign.name);
    }

    let columns = [
        AnalyticsColumn::SpendInDollar,
        AnalyticsColumn::TotalClickthrough,
    ];
    let days = DateRange::last_days(7);
    let rows =
        client
            .campaigns()
            .analytics(&account, days, names.keys(), columns, Granularity::Day);
    let rows = rows.await?;

    let mut table =
        csv::Writer::from_path(&path).with_context(|| format!("cannot write {path}"))?;
    table.write_record(["campaign", "date", "dollars", "clicks"])?;
    let mut costs: BTreeMap<&str, MicroAmount> = BTreeMap::new();
    for row in &rows {
        let name = row.campaign_id.as_ref().and_then(|id| names.get(id));
        let name = name.map_or("", String::as_str);
        // A column without a figure is absent.
        let spent = row.amount(AnalyticsColumn::SpendInDollar);
        let spent = spent.unwrap_or_default();
        let clicks = row
            .metric(AnalyticsColumn::TotalClickthrough)
            .and_then(Metric::as_i64);
        let date = row
            .date
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let clicks = clicks.unwrap_or_default();
        table.write_record([name, &date, &spent.to_string(), &clicks.to_string()])?;
        *costs.entry(name).or_default() += spent;
    }
    table.flush()?;

    draw(&costs);
    println!("{} rows are in {path}", rows.len());
    Ok(())
}

/// A bar for each campaign.
fn draw(costs: &BTreeMap<&str, MicroAmount>) {
    let shares = costs.values().map(|cost| cost.as_f64());
    let most = shares.fold(f64::MIN_POSITIVE, f64::max);
    for (name, spent) in costs {
        let width = (spent.as_f64() / most * WIDTH).ceil();
        let bar: String = std::iter::successors(Some(1.0), |at| Some(at + 1.0))
            .take_while(|at| *at <= width)
            .map(|_| '#')
            .collect();
        println!("{name:20} {bar} {spent:.2}");
    }
}

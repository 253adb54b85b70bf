//! Makes an audience of the customers in a CSV file, their e-mail addresses hashed, and waits until it can be used.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin audience -- customers.csv 549755885175
//! ```
//!
//! Takes a file with the column `email`, and the id of the ad account; without them, `data/customers.csv` and the first
//! ad account of the token.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `ads:read`, `ads:write`
//! - Cargo features: `ad_accounts`, `audiences`, `conversion_events`, `customer_lists`
//!
//! It prints:
//!
//! ```text
//! List [..]: 3 of 4 customers
//! Audience [..]: about [..] people
//! ```

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context as _, Result};
use pinterest_v5::runtime::PersonalData;
use pinterest_v5::types::{
    AdAccountId, AudienceCreate, AudienceRule, AudienceType, CustomerListCreate,
    CustomerListRecordType,
};

/// How soon, how seldom at last, and how long Pinterest is asked whether the audience is ready: it takes up to a day.
const SOON: Duration = Duration::from_secs(1);
const SELDOM: Duration = Duration::from_secs(60);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next();
    let path = path.unwrap_or_else(|| pinterest_v5_examples::data("customers.csv"));
    let emails = read(&path).with_context(|| format!("cannot read {path}"))?;
    let client = pinterest_v5_examples::client()?;
    let account: AdAccountId = if let Some(id) = arguments.next() {
        id.into()
    } else {
        let first = client.ad_accounts().list().items().try_next().await?;
        first.context("there is no ad account")?.id
    };

    // Addresses that differ in capitals or spaces only are one customer: the hash is that of the normal form.
    let hashes = emails
        .iter()
        .filter_map(|email| PersonalData::Email.hash(email));
    let hashes: BTreeSet<String> = hashes.map(|hash| hash.as_str().to_owned()).collect();
    let records: Vec<&str> = hashes.iter().map(String::as_str).collect();
    let new = CustomerListCreate::new("Customers")
        .list_type(CustomerListRecordType::Email)
        .records(records.join(","));
    let list = client.customer_lists().create(&account, new).await?;
    println!(
        "List {}: {} of {} customers",
        list.id,
        hashes.len(),
        emails.len()
    );

    let rule = AudienceRule::new().customer_list_id(&list.id);
    let new = AudienceCreate::new("Customers", AudienceType::CustomerList, rule);
    let audience = client.audiences().create(&account, new).poll();
    let waiting = audience.interval(SOON).max_interval(SELDOM);
    let waiting = waiting.max_wait(A_DAY);
    let audience = waiting.await?;
    println!(
        "Audience {}: about {} people",
        audience.id,
        audience.size.unwrap_or_default()
    );
    Ok(())
}

fn read(path: &str) -> csv::Result<Vec<String>> {
    let mut rows = csv::Reader::from_path(path)?;
    let rows = rows.deserialize().map(|row| row.map(|(email,)| email));
    rows.collect()
}

//! Sends the orders of a CSV file as conversions, personal data hashed.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin conversions -- 549755885175 orders.csv
//! ```
//!
//! The file has the columns `order`, `time` (seconds since 1970; now, if empty), `email`, `phone` and `dollars`. `--live`
//! after it makes the events count; without it, Pinterest only checks them. Without arguments, the file is
//! `data/orders.csv` and the ad account the first one of the access token.
//!
//! - Environment: `PINTEREST_CONVERSION_TOKEN`
//! - Scopes: `ads:write`
//! - Cargo features: `ad_accounts`, `conversion_events`
//!
//! It prints:
//!
//! ```text
//! 1001 processed
//! 1002 processed: value is unusually high
//! 1003: item 2 did not succeed: event_time is too old
//! Error: 1 of 3 events failed
//! ```
//!
//! A phone number alone identifies nobody to the API. That is found before anything is sent:
//!
//! ```text
//! 1004: item 0 [..]user_data[..] needs `em`, or `hashed_maids`, or [..]
//! Error: 1 of 1 events failed
//! ```

use anyhow::{Context as _, Result, ensure};
use pinterest_v5::Timestamp;
use pinterest_v5::types::{
    AdAccountId, ConversionActionSource as Source, ConversionCustomData, ConversionEvent,
    ConversionEventName as Name, ConversionEventOutcome, ConversionEventsCreate,
    ConversionUserData,
};

/// Order, time, e-mail address, phone number, dollars.
type Row = (String, Option<Timestamp>, String, String, String);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let account = arguments.next();
    let path = arguments.next();
    let path = path.unwrap_or_else(|| pinterest_v5_examples::data("orders.csv"));
    let live = arguments.next().as_deref() == Some("--live");
    let rows = read(&path).with_context(|| format!("cannot read {path}"))?;
    let client = pinterest_v5_examples::client()?;
    let account: AdAccountId = if let Some(id) = account {
        id.into()
    } else {
        let first = client.ad_accounts().list().items().try_next().await?;
        first.context("there is no ad account")?.id
    };

    let events = ConversionEventsCreate::new(rows.iter().map(event));
    let call = client.conversion_events().send(&account, events);
    let call = if live { call } else { call.test(true) };
    // However many there are: the API takes 1,000 of them in one call.
    let outcomes = call.in_parts().await?.into_outcomes();
    let mut failed = 0;
    for (row, outcome) in rows.iter().zip(outcomes) {
        match outcome {
            Ok(event) => println!("{} {}{}", row.0, event.status, warning(&event)),
            Err(failure) => {
                println!("{}: {failure}", row.0);
                failed += 1;
            }
        }
    }
    ensure!(failed == 0, "{failed} of {} events failed", rows.len());
    Ok(())
}

fn warning(event: &ConversionEventOutcome) -> String {
    match event.warning_message.as_deref() {
        None | Some("") => String::new(),
        Some(text) => format!(": {text}"),
    }
}

fn event((order, time, email, phone, dollars): &Row) -> ConversionEvent {
    // These setters normalise and hash; what is hashed already stays as it is, what is empty is left out.
    let user = ConversionUserData::new().email(email).phone(phone);
    let value = ConversionCustomData::new()
        .value(dollars)
        .currency("USD")
        .order_id(order);
    // By its id, an event that the tag on the page reports too counts once.
    let time = time.unwrap_or_else(Timestamp::now);
    ConversionEvent::new(order, Name::Checkout, Source::Web, time, user).custom_data(value)
}

fn read(path: &str) -> csv::Result<Vec<Row>> {
    csv::Reader::from_path(path)?.deserialize().collect()
}

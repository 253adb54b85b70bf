//! Creates a board, and a Pin on it for each row of a CSV file, no faster than the rate limits allow.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin bulk_pins -- soups.csv Soups
//! ```
//!
//! The file has the columns `title`, `link` and `image_url`. A row that is refused does not stop the others. Without
//! arguments, the file is `data/soups.csv`.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `boards:read`, `boards:write`, `pins:read`, `pins:write`
//! - Cargo features: `boards`, `pins`
//!
//! It prints:
//!
//! ```text
//! Board 549755885175: Soups
//! Pin 813744226420795884: Leek soup
//! Pin 813744226420795885: Pea soup
//! No Pin: Stone soup: the image cannot be fetched
//! Pin 813744226420795886: Onion soup
//! Error: 1 of 4 Pins were not created
//! ```

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use futures_util::{StreamExt as _, stream};
use pinterest_v5::Client;
use pinterest_v5::runtime::{Quota, RateLimits, Tier};
use pinterest_v5::types::{BoardId, Pin, PinCreate, PinMediaSourceImageUrl};

/// How many calls are under way at once.
const AT_ONCE: usize = 4;

/// Title, link and image.
type Row = (String, String, String);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next();
    let path = path.unwrap_or_else(|| pinterest_v5_examples::data("soups.csv"));
    let name = arguments
        .next()
        .unwrap_or_else(|| "Soups to try".to_owned());
    let rows = read(&path).with_context(|| format!("cannot read {path}"))?;

    // Standard access, and a quota of our own for writing. What the server says of its limits goes before either.
    let tier = Tier::standard().category("org_write", Quota::per_minute(100));
    let limits = RateLimits::new(tier).wait_at_most(Duration::from_secs(600));
    let client: Client = pinterest_v5_examples::builder()?
        .rate_limits(limits)
        .build()?;

    let board = client.boards().create(name).await?;
    println!("Board {}: {}", board.id, board.name);

    let total = rows.len();
    let mut failed = 0;
    let pins =
        stream::iter(rows).map(|row| async { (create(&client, &board.id, &row).await, row.0) });
    let mut pins = std::pin::pin!(pins.buffered(AT_ONCE));
    while let Some((outcome, title)) = pins.next().await {
        match outcome {
            Ok(pin) => println!("Pin {}: {title}", pin.id),
            Err(error) => {
                failed += 1;
                // Pinterest's own words where there are any; they may repeat what was sent, so no error shows them by itself.
                let reason = error
                    .message()
                    .map_or_else(|| error.to_string(), str::to_owned);
                println!("No Pin: {title}: {reason}");
            }
        }
    }
    ensure!(failed == 0, "{failed} of {total} Pins were not created");
    Ok(())
}

async fn create(client: &Client, board: &BoardId, row: &Row) -> pinterest_v5::Result<Pin> {
    let (title, link, image) = row;
    let pin = PinCreate::new(PinMediaSourceImageUrl::new(image))
        .board_id(board)
        .title(title)
        .link(link);
    client.pins().create(pin).await
}

fn read(path: &str) -> csv::Result<Vec<Row>> {
    csv::Reader::from_path(path)?.deserialize().collect()
}

//! Writes all Pins of an account to a CSV file, with a progress bar.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin pins_to_csv -- pins.csv
//! ```
//!
//! Without a file it is `pins.csv`. One page is fetched while the one before it is written, and no more than two are in memory, however many Pins
//! there are. The bar is on stderr, if that is a terminal.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `boards:read`, `pins:read`, `user_accounts:read`
//! - Cargo features: `pins`, `user_account`
//!
//! It prints:
//!
//! ```text
//! 503 Pins of soup_club are in pins.csv
//! ```

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use pinterest_v5::types::Pin;

/// The most Pins that a page can have.
const PAGE: i64 = 250;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let path = std::env::args().nth(1);
    let path = path.unwrap_or_else(|| "pins.csv".to_owned());
    let client = pinterest_v5_examples::client()?;

    let account = client.user_account().get().await?;
    let expected = account.pin_count.unwrap_or_default();
    let bar = ProgressBar::new(u64::try_from(expected)?).with_style(ProgressStyle::with_template(
        "{wide_bar} {pos}/{len} Pins, {eta} left",
    )?);

    let file = csv::Writer::from_path(&path);
    let mut table = file.with_context(|| format!("cannot write {path}"))?;
    table.write_record(["id", "created_at", "board_id", "title", "link"])?;
    let mut pins = client.pins().list().page_size(PAGE).items().read_ahead();
    loop {
        // A page that fails was tried three times by then.
        let next = pins.try_next().await;
        let Some(pin) = next.with_context(|| format!("stopped after {} Pins", bar.position()))?
        else {
            break;
        };
        table.write_record(record(&pin))?;
        bar.inc(1);
    }
    table.flush()?;
    bar.finish_and_clear();

    let (count, name) = (bar.position(), account.username);
    println!("{count} Pins of {name} are in {path}");
    Ok(())
}

fn record(pin: &Pin) -> [String; 5] {
    let created = pin.created_at.map(|time| time.to_string());
    let board = pin.board_id.as_ref().map(ToString::to_string);
    [
        pin.id.to_string(),
        created.unwrap_or_default(),
        board.unwrap_or_default(),
        pin.title.clone().unwrap_or_default(),
        pin.link.clone().unwrap_or_default(),
    ]
}

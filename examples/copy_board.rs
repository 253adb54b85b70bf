//! Copies a board: its name, its sections, and every Pin on it.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin copy_board -- 549755885175
//! ```
//!
//! Takes the id of the board; without one it takes the first. The copy is secret until somebody changes it.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `boards:read`, `boards:write`, `pins:read`, `pins:write`
//! - Cargo features: `boards`, `pins`
//!
//! It prints:
//!
//! ```text
//! Board [..]: Soups (copy)
//! 1 sections and 12 Pins are copied
//! ```

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use pinterest_v5::types::{BoardCreate, BoardId, BoardPrivacy, PinSave};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = pinterest_v5_examples::client()?;
    let board: BoardId = if let Some(id) = std::env::args().nth(1) {
        id.into()
    } else {
        let first = client.boards().list().items().try_next().await?;
        first.context("there is no board")?.id
    };
    let board = client.boards().get(board).await?;
    let new = BoardCreate::new(format!("{} (copy)", board.name)).privacy(BoardPrivacy::Secret);
    let copy = client.boards().create(new).await?;
    println!("Board {}: {}", copy.id, copy.name);

    // The old section and its copy.
    let mut sections = BTreeMap::new();
    let mut old = client.boards().list_sections(&board.id).items();
    while let Some(section) = old.try_next().await? {
        let new = client
            .boards()
            .create_section(&copy.id, section.name)
            .await?;
        sections.insert(section.id, new.id);
    }

    let mut count = 0;
    let mut pins = client.boards().list_pins(&board.id).page_size(100).items();
    while let Some(pin) = pins.try_next().await? {
        let mut save = PinSave::new().board_id(&copy.id);
        if let Some(section) = pin.board_section_id.and_then(|old| sections.get(&old)) {
            save = save.board_section_id(section);
        }
        client.pins().save(&pin.id, save).await?;
        count += 1;
    }
    println!("{} sections and {count} Pins are copied", sections.len());
    Ok(())
}

//! The smallest program of use: its stripped size is measured with one group and with all of them.

use pinterest_v5::{Client, Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::from_env()?;
    for board in client.boards().list().await?.items {
        println!("{} {}", board.id, board.name);
    }
    Ok(())
}

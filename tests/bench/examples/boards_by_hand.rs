//! What `hello_boards` does, by hand: its size and the time to build it are measured beside the other's.

use serde::Deserialize;

#[derive(Deserialize)]
struct Page {
    items: Vec<Board>,
}

#[derive(Deserialize)]
struct Board {
    id: String,
    name: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let token = std::env::var("PINTEREST_ACCESS_TOKEN")?;
    let call = reqwest::Client::new().get("https://api.pinterest.com/v5/boards");
    let answer = call.bearer_auth(token).send().await?.error_for_status()?;
    let page: Page = serde_json::from_slice(&answer.bytes().await?)?;
    for board in page.items {
        println!("{} {}", board.id, board.name);
    }
    Ok(())
}

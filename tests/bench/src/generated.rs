//! The same calls through the emitted client.

use bytes::Bytes;
use pinterest_v5::types::{PinCreate, PinMediaSourceImageUrl};
use pinterest_v5::{Client, Result};

use crate::canned::Canned;

/// A client of the server at `base`.
///
/// # Errors
/// If the settings are refused.
pub fn client(base: &str) -> Result<Client> {
    Client::builder()
        .access_token("pina_token")
        .base_url(base)
        .build()
}

/// The same over this client of the network.
///
/// # Errors
/// If the settings are refused.
pub fn over(http: reqwest::Client, base: &str) -> Result<Client> {
    Client::builder()
        .access_token("pina_token")
        .base_url(base)
        .http_client(http)
        .build()
}

/// A client that gets `body` for an answer, without a network.
///
/// # Errors
/// If the settings are refused.
pub fn canned(body: Bytes) -> Result<Client> {
    Client::builder()
        .access_token("pina_token")
        .transport(Canned(body))
        .build()
}

/// A new Pin, with what `by_hand` puts in as well.
#[must_use]
pub fn new_pin() -> PinCreate {
    let image = PinMediaSourceImageUrl::new("https://i.example.com/1200x/1.jpg");
    PinCreate::new(image)
        .board_id("549755885175")
        .title("Tomato soup")
        .description("Ready in a quarter of an hour.")
        .link("https://example.com/recipes/42")
}

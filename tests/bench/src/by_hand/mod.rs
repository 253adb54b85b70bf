//! What a program without the crate would write: `reqwest`, derived types, no retries, no limits, one error.

mod types;
mod warnings;

use std::error::Error;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use types::{AnalyticsRow, Board, MediaSource, Page, Pin, PinCreate, ReportRow};
pub use warnings::Warnings;

/// What goes wrong in hand-written code.
pub type Fault = Box<dyn Error + Send + Sync>;

/// A client: the network's, the token and where the API is.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Client {
    /// A client of the server at `base`.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self::with(reqwest::Client::new(), base)
    }

    /// The same over this client of the network.
    #[must_use]
    pub fn with(http: reqwest::Client, base: &str) -> Self {
        Self {
            http,
            base: base.to_owned(),
            token: "pina_token".to_owned(),
        }
    }

    /// The request for a page of boards.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn boards(&self, page_size: u32, bookmark: &str) -> Result<reqwest::Request, Fault> {
        self.get("/boards", page_size, bookmark)
    }

    /// The request for a page of Pins.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn pins(&self, page_size: u32, bookmark: &str) -> Result<reqwest::Request, Fault> {
        self.get("/pins", page_size, bookmark)
    }

    /// The request that makes a Pin.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn create_pin(&self, pin: &PinCreate) -> Result<reqwest::Request, Fault> {
        let call = self.http.post(format!("{}/pins", self.base));
        let call = call.bearer_auth(&self.token).body(json(pin)?);
        let call = call.header("content-type", "application/json");
        Ok(call.header("accept", "application/json").build()?)
    }

    /// Sends a request and decodes the answer.
    ///
    /// # Errors
    /// If the server is not reached, refuses or answers something else.
    pub async fn send<T: DeserializeOwned>(&self, request: reqwest::Request) -> Result<T, Fault> {
        let response = self.http.execute(request).await?;
        let status = response.status().as_u16();
        decode(status, &response.bytes().await?)
    }

    fn get(&self, path: &str, page_size: u32, bookmark: &str) -> Result<reqwest::Request, Fault> {
        let call = self.http.get(format!("{}{path}", self.base));
        let page_size = page_size.to_string();
        let call = call.query(&[("page_size", page_size.as_str()), ("bookmark", bookmark)]);
        let call = call
            .bearer_auth(&self.token)
            .header("accept", "application/json");
        Ok(call.build()?)
    }
}

/// The body of an answer.
///
/// # Errors
/// If the status is no success or the body no `T`.
pub fn decode<T: DeserializeOwned>(status: u16, body: &Bytes) -> Result<T, Fault> {
    if !(200..300).contains(&status) {
        return Err(format!("status {status}").into());
    }
    Ok(serde_json::from_slice(body)?)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    Ok(serde_json::to_vec(value)?)
}

/// A new Pin, with what `generated` puts in as well.
#[must_use]
pub fn new_pin() -> PinCreate {
    PinCreate {
        board_id: "549755885175".to_owned(),
        title: "Tomato soup".to_owned(),
        description: "Ready in a quarter of an hour.".to_owned(),
        link: "https://example.com/recipes/42".to_owned(),
        alt_text: None,
        media_source: MediaSource::ImageUrl {
            url: "https://i.example.com/1200x/1.jpg".to_owned(),
        },
    }
}

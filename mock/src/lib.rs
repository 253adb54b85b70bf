//! A local Pinterest: the whole REST API v5 on your machine.
//!
//! It knows the committed description and nothing else: a request is judged by it, what it keeps and does is read from
//! the shape of its paths, and what nobody gave is made up from its schemas. [`Pinterest`] is the whole thing without a
//! network, `Server` puts it behind a loopback port, and `LocalPinterest` is a transport of the Rust client.
//!
//! ```
//! use pinterest_v5_mock::{Clock, Pinterest, Settings, World, judge::Request};
//!
//! # fn main() -> anyhow::Result<()> {
//! let pinterest = Pinterest::new(Settings::default(), World::Small, Clock::system())?;
//! let request = Request {
//!     method: "GET".to_owned(),
//!     target: "/v5/boards".to_owned(),
//!     headers: vec![("authorization".to_owned(), "Bearer pina_1".to_owned())],
//!     body: Vec::new(),
//! };
//! let answer = pinterest.answer(&request, "http://localhost");
//! assert_eq!(answer.value()["items"][0]["name"], "Soups");
//! # Ok(())
//! # }
//! ```

mod acts;
mod answer;
pub mod clock;
pub mod description;
pub mod faults;
mod html;
pub mod json_schema;
pub mod judge;
mod limits;
mod login;
mod page;
mod pinterest;
mod quirks;
mod random;
pub mod resources;
#[cfg(feature = "server")]
pub mod server;
pub mod shape;
pub mod state;
mod storage;
pub mod synthesis;
#[cfg(feature = "transport")]
mod transport;
mod url;
mod worlds;

pub use answer::{Answer, Delivery, Refusal};
pub use clock::Clock;
pub use faults::Fault;
pub use pinterest::{Environment, Exchange, Pinterest, Settings, Tier};
#[cfg(feature = "server")]
pub use server::Server;
#[cfg(feature = "transport")]
pub use transport::LocalPinterest;
pub use worlds::World;

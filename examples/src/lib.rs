//! Where the examples find Pinterest: the real one, or without a credential one in this process.
//!
//! Invariant: a program that was given a credential or an address never talks to anything else.

use anyhow::Result;
use pinterest_v5::{Client, ClientBuilder};
use pinterest_v5_mock::{Clock, LocalPinterest, Pinterest, Server, Settings, World};

/// What says which Pinterest is meant.
const VARIABLES: [&str; 4] = [
    "PINTEREST_ACCESS_TOKEN",
    "PINTEREST_CONVERSION_TOKEN",
    "PINTEREST_CLIENT_ID",
    "PINTEREST_BASE_URL",
];

/// The path of a file in `examples/data`, for a run without arguments.
#[must_use]
pub fn data(name: &str) -> String {
    format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The client that the environment describes; without a credential one of a local Pinterest.
///
/// # Errors
/// If a variable has a value that cannot be used.
pub fn client() -> Result<Client> {
    Ok(builder()?.build()?)
}

/// The same before it is built, for settings of a program's own.
///
/// # Errors
/// If the local Pinterest cannot be made.
pub fn builder() -> Result<ClientBuilder> {
    if is_chosen() {
        return Ok(ClientBuilder::from_env());
    }
    let local = LocalPinterest::from(local()?);
    Ok(Client::builder()
        .transport(local)
        .access_token("pina_local")
        .conversion_token("pinc_local"))
}

/// A local Pinterest behind a port, for a login in a browser; none if the environment has an app.
///
/// # Errors
/// If no port can be had.
pub async fn login_server() -> Result<Option<Server>> {
    if is_chosen() {
        return Ok(None);
    }
    let server = Server::start(0, std::sync::Arc::new(local()?)).await?;
    Ok(Some(server))
}

fn local() -> Result<Pinterest> {
    eprintln!("No credential is set: this is a local Pinterest, and nothing leaves this machine.");
    Pinterest::new(Settings::default(), World::Small, Clock::system())
}

fn is_chosen() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    VARIABLES.into_iter().any(is_set)
}

//! Logs a user in through the browser, and keeps the login in a file.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin login
//! ```
//!
//! Listens on `127.0.0.1:8085`, or on the address that is given, for the browser's way back: `http://127.0.0.1:8085/`
//! has to be among the redirect links of the app. If `tokens.json` is there already, it goes on with that login.
//!
//! - Environment: `PINTEREST_CLIENT_ID`, `PINTEREST_CLIENT_SECRET`
//! - Scopes: `user_accounts:read`
//! - Cargo features: `loopback`, `oauth`, `user_account`
//!
//! It prints:
//!
//! ```text
//! Open https://www.pinterest.com/oauth/?client_id=[..]&response_type=code&scope=user_accounts%3Aread&state=[..]
//! You are soup_club; the login is in tokens.json
//! ```

use anyhow::Result;
use pinterest_v5::Client;
use pinterest_v5::api::user_account;
use pinterest_v5::oauth::{FileStore, OAuth, Scope, TokenStore};
use pinterest_v5::runtime::Loopback;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:8085");
    // Without an app, a local Pinterest has one.
    let local = pinterest_v5_examples::login_server().await?;
    let app = match &local {
        None => Client::from_env()?,
        Some(server) => {
            let builder = Client::builder().app_credentials("1", "secret");
            builder
                .base_url(format!("{}/v5", server.origin()))
                .build()?
        }
    };
    let store = FileStore::new("tokens.json");
    let mut oauth = OAuth::new(&app);
    if let Some(server) = &local {
        oauth = oauth.authorization_url(format!("{}/oauth/", server.origin()));
    }

    if store.load().await?.is_none() {
        let loopback = Loopback::bind(address).await?;
        oauth = oauth.redirect_uri(loopback.redirect_uri());
        let login = oauth.authorize(Scope::required_by([user_account::Get::OPERATION]))?;
        println!("Open {}", login.url());
        let callback = loopback.callback().await?;
        let tokens = oauth.exchange(callback, login.state().expose()).await?;
        store.save(&tokens).await?;
    }

    // The session renews its token when it has to, and saves it by the store.
    let client = oauth.client(oauth.session(store))?;
    let account = client.user_account().get().await?;
    let name = account.username;
    println!("You are {name}; the login is in tokens.json");
    Ok(())
}

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
//! - Cargo features: `oauth`, `user_account`
//!
//! It prints:
//!
//! ```text
//! Open https://www.pinterest.com/oauth/?client_id=[..]&response_type=code&scope=user_accounts%3Aread&state=[..]
//! You are soup_club; the login is in tokens.json
//! ```

use std::io;
use std::time::Duration;

use anyhow::{Context as _, Result};
use pinterest_v5::Client;
use pinterest_v5::api::user_account;
use pinterest_v5::oauth::{Callback, FileStore, OAuth, Scope, TokenStore};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

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
        let listener = TcpListener::bind(address).await;
        let listener = listener.with_context(|| format!("cannot listen on {address}"))?;
        oauth = oauth.redirect_uri(format!("http://{}/", listener.local_addr()?));
        let login = oauth.authorize(Scope::required_by([user_account::Get::OPERATION]))?;
        println!("Open {}", login.url());
        let callback = callback(&listener).await?;
        let tokens = oauth.exchange(callback, login.state().expose()).await?;
        store.save(&tokens).await?;
    }

    // The session renews its token when it has to, and saves it by the store.
    let client = oauth.client(oauth.session(store))?;
    let account = client.user_account().get().await?;
    let name = account.username.as_deref().unwrap_or("nobody");
    println!("You are {name}; the login is in tokens.json");
    Ok(())
}

/// Waits for the browser to come back. It also asks for an icon, or connects and says nothing.
async fn callback(listener: &TcpListener) -> Result<Callback> {
    loop {
        let (mut browser, _) = listener.accept().await?;
        let Ok(Ok(target)) = timeout(Duration::from_secs(5), target(&mut browser)).await else {
            continue;
        };
        let is_callback = target.starts_with("/?");
        let (status, text) = if is_callback {
            ("200 OK", "That is all; you can close this page.")
        } else {
            ("404 Not Found", "")
        };
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
            text.len()
        );
        // The code is here, whether the browser waits for its page or not.
        let _ = browser.write_all(answer.as_bytes()).await;
        if is_callback {
            return Ok(Callback::from_query(&target));
        }
    }
}

/// What the browser asks for: `/?code=...&state=...`.
async fn target(browser: &mut TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(browser).take(16_384).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines
        .next_line()
        .await?
        .is_some_and(|line| !line.is_empty())
    {}
    Ok(first.split(' ').nth(1).unwrap_or_default().to_owned())
}

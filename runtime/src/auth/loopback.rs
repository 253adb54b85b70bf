//! Where a browser comes back to a program on the same machine.
//!
//! Takes connections on a loopback address; gives the callback of the first that is one. Invariant: a connection that
//! says nothing, or something else, neither ends the wait nor holds it up for long.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::Callback;
use crate::{Error, Result};

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most bytes of a request that are read.
const MOST: u64 = 16_384;

/// What a browser asks besides for a page that it came back to.
const CALLBACK: &str = "/?";

/// Waits on a loopback address for the user's browser to come back from a login.
///
/// ```no_run
/// use pinterest_v5_runtime::{Loopback, OAuth, Result, TokenEndpoint, Tokens};
///
/// # async fn example<C: TokenEndpoint>(oauth: OAuth<C>) -> Result<Tokens> {
/// // The address has to be among the redirect links of the app, as `http://127.0.0.1:8085/`.
/// let loopback = Loopback::bind("127.0.0.1:8085").await?;
/// let oauth = oauth.redirect_uri(loopback.redirect_uri());
/// let login = oauth.authorize(["boards:read"])?;
/// println!("Open {}", login.url());
/// let callback = loopback.callback().await?;
/// oauth.exchange(callback, login.state().expose()).await
/// # }
/// ```
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    address: SocketAddr,
}

impl Loopback {
    /// Listens on the address, such as `127.0.0.1:8085`; with port 0, on a port that is free.
    ///
    /// # Errors
    /// If it is no loopback address, or nobody can listen there.
    pub async fn bind(address: impl AsRef<str>) -> Result<Self> {
        let address = address.as_ref();
        let parsed: Option<SocketAddr> = address.parse().ok();
        if !parsed.is_some_and(|address| address.ip().is_loopback()) {
            let reason = format!("`{address}` is no loopback address such as 127.0.0.1:8085");
            return Err(Error::login(reason));
        }
        let failed =
            |error: std::io::Error| Error::login(format!("cannot listen on {address}: {error}"));
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address })
    }

    /// Where the browser is to come back to; the app has to have it among its redirect links.
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits for the browser to come back, and tells its user to close the page. It waits as long as the user takes.
    ///
    /// # Errors
    /// If no connection can be taken any more.
    pub async fn callback(&self) -> Result<Callback> {
        loop {
            let (mut browser, _) = self.listener.accept().await.map_err(|error| {
                Error::login(format!(
                    "nobody can listen for the browser any more: {error}"
                ))
            })?;
            let target = tokio::time::timeout(PATIENCE, target(&mut browser)).await;
            let Ok(Ok(target)) = target else { continue };
            let is_callback = target.starts_with(CALLBACK);
            // The code is here, whether the browser waits for its page or not.
            let _ = tokio::time::timeout(PATIENCE, answer(&mut browser, is_callback)).await;
            if is_callback {
                return Ok(Callback::from_query(&target));
            }
        }
    }
}

/// What the browser asks for: `/?code=...&state=...`.
async fn target(browser: &mut TcpStream) -> std::io::Result<String> {
    let mut lines = BufReader::new(browser).take(MOST).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines
        .next_line()
        .await?
        .is_some_and(|line| !line.is_empty())
    {}
    Ok(first.split(' ').nth(1).unwrap_or_default().to_owned())
}

async fn answer(browser: &mut TcpStream, is_callback: bool) -> std::io::Result<()> {
    let (status, text) = if is_callback {
        ("200 OK", "That is all; you can close this page.")
    } else {
        ("404 Not Found", "")
    };
    let length = text.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
    );
    browser.write_all(answer.as_bytes()).await
}

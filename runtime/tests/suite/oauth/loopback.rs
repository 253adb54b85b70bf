//! The browser comes back to a program on the same machine.

use pinterest_v5_runtime::{ErrorKind, Loopback};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a browser is answered that asks for this.
async fn browse(loopback: &Loopback, target: &str) -> String {
    let uri = loopback.redirect_uri();
    let address = uri.trim_start_matches("http://").trim_end_matches('/');
    let mut browser = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    browser.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    browser.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_callback_is_what_the_browser_comes_back_with() {
    let loopback = Loopback::bind("127.0.0.1:0").await.unwrap();
    let browser = async {
        let icon = browse(&loopback, "/favicon.ico").await;
        assert!(icon.starts_with("HTTP/1.1 404"), "{icon}");
        // One that says nothing at all does not end the wait.
        let uri = loopback.redirect_uri();
        let address = uri.trim_start_matches("http://").trim_end_matches('/');
        drop(TcpStream::connect(address).await.unwrap());
        browse(&loopback, "/?code=c%2B1&state=s").await
    };
    let (callback, page) = tokio::join!(loopback.callback(), browser);
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("close this page"),
        "{page}"
    );
    let debug = format!("{:?}", callback.unwrap());
    assert!(
        debug.contains("code: Some") && !debug.contains("c+1"),
        "{debug}"
    );
}

#[tokio::test]
async fn nobody_else_can_reach_it() {
    for address in ["0.0.0.0:0", "192.0.2.1:80", "localhost", ""] {
        let error = Loopback::bind(address).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Login, "{address}: {error}");
    }
}

//! Sessions that know nothing of each other but the store, and a server that takes a refresh token once.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pinterest_v5_runtime::{
    ClientBuilder, FileStore, MemoryStore, OAuth, RetryPolicy, Timeouts, TokenStore, Tokens,
};

use super::app::App;
use crate::support::own_client;

/// The refresh tokens that were taken, and how long the token endpoint thinks.
struct Server {
    taken: Mutex<HashSet<String>>,
    pause: Duration,
}

impl Server {
    fn start(pause: Duration) -> (String, Arc<Self>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let taken = Mutex::default();
        let server = Arc::new(Self { taken, pause });
        let shared = Arc::clone(&server);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, server) = (stream.unwrap(), Arc::clone(&shared));
                std::thread::spawn(move || server.serve(stream));
            }
        });
        (url, server)
    }

    fn serve(&self, mut stream: TcpStream) {
        let (mut read, mut buffer) = (String::new(), [0; 4_096]);
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            read.push_str(&String::from_utf8_lossy(&buffer[..count]));
            let token = read.split_once("refresh_token=").map(|(_, token)| token);
            let whole = read.contains("\r\n\r\n") && (read.starts_with("GET") || token.is_some());
            if whole {
                let (status, body) = self.answer(token);
                read.clear();
                let length = body.len();
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n");
                stream
                    .write_all((head + &body).as_bytes())
                    .unwrap_or_default();
            }
        }
    }

    fn answer(&self, refresh_token: Option<&str>) -> (u16, String) {
        let Some(token) = refresh_token else {
            return (200, "{}".to_owned());
        };
        let is_new = self.taken.lock().unwrap().insert(token.to_owned());
        std::thread::sleep(self.pause);
        if is_new {
            let body =
                format!(r#"{{"access_token":"a","expires_in":86400,"refresh_token":"{token}x"}}"#);
            return (200, body);
        }
        (
            401,
            r#"{"code":283,"message":"The authorization grant is invalid"}"#.to_owned(),
        )
    }
}

fn app(url: &str) -> ClientBuilder<App> {
    ClientBuilder::new()
        .app_credentials("app", "secret")
        .base_url(url)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_share_a_login() {
    let path = std::env::temp_dir().join(format!("pinterest-v5-eight-{}.json", std::process::id()));
    let (url, _server) = Server::start(Duration::ZERO);
    let store = FileStore::new(&path);
    store.save(&Tokens::from_refresh_token("r")).await.unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let oauth = OAuth::new(&app(&url).build().unwrap());
            let session = oauth.session(FileStore::new(&path));
            tokio::spawn(oauth.client(session).unwrap().list())
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn a_client_in_a_hurry_waits_for_its_login_all_the_same() {
    let hurry = Duration::from_millis(200);
    let limits = Timeouts::new().attempt(hurry).read(hurry);
    let own = own_client().timeout(hurry).no_proxy().build().unwrap();
    for hurried in [
        |builder: ClientBuilder<App>, limits, _| builder.timeouts(limits),
        |builder: ClientBuilder<App>, _, own| builder.http_client(own),
    ] {
        let (url, server) = Server::start(4 * hurry);
        let app = hurried(app(&url), limits, own.clone());
        let app = app.retry(RetryPolicy::none()).build().unwrap();
        let store = MemoryStore::new(Tokens::from_refresh_token("r"));
        let oauth = OAuth::new(&app);
        let client = oauth.client(oauth.session(store.clone())).unwrap();
        client.list().await.unwrap();
        assert_eq!(server.taken.lock().unwrap().len(), 1);
        let kept = store.tokens().unwrap();
        assert_eq!(kept.refresh_token().unwrap().expose(), "rx");
    }
}

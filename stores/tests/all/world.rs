//! A local Pinterest behind a port, which notes who asks for tokens and what it gets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::server::Respond;
use pinterest_v5_mock::{Answer, Clock, Fault, Pinterest, Server, Settings, World as Content};
use pinterest_v5_runtime::Tokens;
use serde_json::json;
use tokio::sync::mpsc;

/// A request for tokens: of whom, and how it ended.
#[derive(Clone, Debug)]
pub(crate) struct Refresh {
    pub(crate) worker: String,
    pub(crate) status: u16,
}

/// The Pinterest, and who listens.
struct Watched {
    pinterest: Arc<Pinterest>,
    refreshes: mpsc::UnboundedSender<Refresh>,
    statuses: Mutex<Vec<u16>>,
}

impl Respond for Watched {
    async fn respond(&self, request: Request, origin: &str) -> Answer {
        let answer = self.pinterest.answer(&request, origin);
        if request.target.starts_with("/v5/oauth/token") {
            let mut headers = request.headers.iter();
            let agent = headers.find(|(name, _)| name.eq_ignore_ascii_case("user-agent"));
            let refresh = Refresh {
                worker: agent.map(|(_, agent)| agent.clone()).unwrap_or_default(),
                status: answer.status,
            };
            let _ = self.refreshes.send(refresh);
        } else {
            self.statuses.lock().unwrap().push(answer.status);
        }
        answer
    }
}

pub(crate) struct World {
    pinterest: Arc<Pinterest>,
    watched: Arc<Watched>,
    server: Server,
    refreshes: mpsc::UnboundedReceiver<Refresh>,
}

impl World {
    /// One that takes only the tokens that it gave.
    pub(crate) async fn new() -> Self {
        Self::with(false).await
    }

    /// One that enforces its limits, and takes any token.
    pub(crate) async fn limited() -> Self {
        Self::with(true).await
    }

    async fn with(limits: bool) -> Self {
        let settings = Settings {
            strict_tokens: !limits,
            limits,
            log: 0,
            ..Settings::default()
        };
        let pinterest = Pinterest::new(settings, Content::Empty, Clock::system()).unwrap();
        let pinterest = Arc::new(pinterest);
        let (sender, refreshes) = mpsc::unbounded_channel();
        let watched = Arc::new(Watched {
            pinterest: Arc::clone(&pinterest),
            refreshes: sender,
            statuses: Mutex::default(),
        });
        let server = Server::start(0, Arc::clone(&watched)).await.unwrap();
        Self {
            pinterest,
            watched,
            server,
            refreshes,
        }
    }

    pub(crate) fn origin(&self) -> String {
        self.server.origin()
    }

    /// The next request for tokens.
    pub(crate) async fn next_refresh(&mut self) -> Refresh {
        self.refreshes.recv().await.unwrap()
    }

    /// The requests for tokens that nobody has looked at.
    pub(crate) fn refreshes(&mut self) -> Vec<Refresh> {
        std::iter::from_fn(|| self.refreshes.try_recv().ok()).collect()
    }

    /// The statuses of all answers but those with tokens.
    pub(crate) fn statuses(&self) -> Vec<u16> {
        self.watched.statuses.lock().unwrap().clone()
    }

    /// Ends all access tokens, as a user does who takes them back.
    pub(crate) fn expire_tokens(&self) {
        self.pinterest.expire_tokens();
    }

    /// Holds the next answer back for so long; what it answers is done by then.
    pub(crate) fn delay_next(&self, by: Duration) {
        let delay = u64::try_from(by.as_millis()).unwrap();
        self.pinterest.fail_next(Fault {
            delay,
            ..Fault::default()
        });
    }

    /// A login whose access token has ended.
    pub(crate) fn expired_login(&self) -> Tokens {
        let mut tokens = serde_json::to_value(self.login()).unwrap();
        tokens["access_token"] = json!("pina_ended");
        tokens["expires_at"] = json!(1);
        serde_json::from_value(tokens).unwrap()
    }

    /// The tokens of a new login.
    pub(crate) fn login(&self) -> Tokens {
        let back = "http%3A%2F%2Flocalhost%3A9%2Fback";
        let scopes = "boards:read,pins:read,ads:read,catalogs:read,user_accounts:read";
        let page = format!(
            "/oauth/?client_id=1&redirect_uri={back}&response_type=code&scope={scopes}&state=s"
        );
        let given = self.post(&page, "answer=give");
        let location = given.header_value("location").unwrap();
        let code = location.split_once("code=").unwrap().1;
        let code = code.split('&').next().unwrap();
        let form = format!(
            "grant_type=authorization_code&code={code}&redirect_uri={back}&continuous_refresh=true"
        );
        let answer = self.post("/v5/oauth/token", &form);
        assert_eq!(answer.status, 200, "{}", answer.value());
        serde_json::from_value(answer.value()).unwrap()
    }

    fn post(&self, target: &str, body: &str) -> Answer {
        let app = format!("Basic {}", BASE64_STANDARD.encode("1:secret"));
        let form = "application/x-www-form-urlencoded";
        let headers = [("authorization", app.as_str()), ("content-type", form)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let request = Request {
            method: "POST".to_owned(),
            target: target.to_owned(),
            headers: headers.to_vec(),
            body: body.as_bytes().to_vec(),
        };
        self.pinterest.answer(&request, "http://localhost")
    }
}

//! What the emitted crate is to the runtime: a client with a token operation, and calls of some categories.

use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, ClientBuilder, Core, Method, Operation, Request, TokenEndpoint,
};
use serde_json::Value;

static TOKEN: Operation = Operation::new("oauth/token", Method::Post, "/oauth/token", "oauth")
    .with_auth(&[AuthScheme::Basic]);
static BOARDS: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards")
    .with_rate_limit_category("org_read")
    .with_auth(&[AuthScheme::OAuth]);

static ACCOUNTS: Operation = Operation::new(
    "ad_accounts/list",
    Method::Get,
    "/ad_accounts",
    "ad_accounts",
)
.with_rate_limit_category("ads_read")
.with_auth(&[AuthScheme::OAuth]);
static FEEDS: Operation = Operation::new("feeds/list", Method::Get, "/catalogs/feeds", "catalogs")
    .with_rate_limit_category("catalogs_read")
    .with_auth(&[AuthScheme::OAuth]);
static TOPICS: Operation = Operation::new(
    "topics/list",
    Method::Get,
    "/trends/topics/featured",
    "trends",
)
.with_rate_limit_category("trends_read")
.with_auth(&[AuthScheme::OAuth]);

/// A client.
#[derive(Clone, Debug)]
pub(crate) struct App(Core);

impl From<Core> for App {
    fn from(core: Core) -> Self {
        Self(core)
    }
}

impl AsRef<Core> for App {
    fn as_ref(&self) -> &Core {
        &self.0
    }
}

impl TokenEndpoint for App {
    const OPERATION: &'static Operation = &TOKEN;
}

impl App {
    /// A client of the app that the local Pinterest knows.
    pub(crate) fn builder(origin: &str) -> ClientBuilder<Self> {
        ClientBuilder::new()
            .app_credentials("1", "secret")
            .base_url(format!("{origin}/v5"))
    }

    pub(crate) fn boards(&self) -> BodyFuture<Value> {
        BodyFuture::new(Request::new(&self.0, &BOARDS))
    }

    /// A call of one of four categories.
    pub(crate) fn any(&self, number: usize) -> BodyFuture<Value> {
        let operations = [&BOARDS, &ACCOUNTS, &FEEDS, &TOPICS];
        let mut request = Request::new(&self.0, operations[number % operations.len()]);
        if number % operations.len() == 3 {
            request.query("region", &"US".to_owned());
        }
        BodyFuture::new(request)
    }
}

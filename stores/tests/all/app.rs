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
}

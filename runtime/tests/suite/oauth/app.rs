//! What the emitted crate is to the runtime: a client with a token operation, and two calls.

use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, Core, Method, Operation, Request, TokenEndpoint,
};
use serde_json::Value;

pub(super) static TOKEN: Operation =
    Operation::new("oauth/token", Method::Post, "/oauth/token", "oauth")
        .with_rate_limit_category("org_read")
        .with_auth(&[AuthScheme::Basic]);
static LIST: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards")
    .with_rate_limit_category("org_read")
    .with_auth(&[AuthScheme::OAuth, AuthScheme::ClientCredentials]);
static EVENTS: Operation = Operation::new("events/create", Method::Post, "/events", "events")
    .with_auth(&[AuthScheme::ConversionToken]);

/// A client.
#[derive(Clone, Debug)]
pub(super) struct App(Core);

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
    /// A call that takes a user's token.
    pub(super) fn list(&self) -> BodyFuture<Value> {
        BodyFuture::new(Request::new(&self.0, &LIST))
    }

    /// A call that takes a conversion token.
    pub(super) fn send_events(&self) -> BodyFuture<Value> {
        BodyFuture::new(Request::new(&self.0, &EVENTS))
    }
}

//! What the emitted crate is to the runtime: a client with a token operation, and two calls.

use pinterest_v5_runtime::{
    AuthScheme, BodyFuture, BoxFuture, Core, Grant, Method, Operation, Request, Result,
    TokenAnswer, TokenEndpoint,
};
use serde_json::{Value, json};

pub(super) static TOKEN: Operation =
    Operation::new("oauth/token", Method::Post, "/oauth/token", "oauth")
        .with_auth(&[AuthScheme::Basic]);
static LIST: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards")
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
    fn obtain(self, grant: Grant) -> BoxFuture<'static, Result<TokenAnswer>> {
        let mut request = Request::new(&self.0, &TOKEN);
        request.form(&match &grant {
            Grant::AuthorizationCode {
                code,
                redirect_uri,
                continuous_refresh,
                ..
            } => json!({
                "grant_type": grant.as_str(), "code": code, "redirect_uri": redirect_uri,
                "continuous_refresh": continuous_refresh,
            }),
            Grant::RefreshToken { refresh_token, .. } => {
                json!({ "grant_type": grant.as_str(), "refresh_token": refresh_token })
            }
            Grant::ClientCredentials { scope, .. } => {
                json!({ "grant_type": grant.as_str(), "scope": scope })
            }
            other => {
                let error = other.unsupported(TOKEN.id);
                return Box::pin(async { Err(error) });
            }
        });
        Box::pin(async {
            let body: Value = BodyFuture::new(request).await?;
            let mut answer = TokenAnswer::new(body["access_token"].as_str().unwrap());
            answer.expires_in = body["expires_in"].as_i64();
            answer.refresh_token = body["refresh_token"].as_str().map(Into::into);
            answer.refresh_token_expires_in = body["refresh_token_expires_in"].as_i64();
            answer.refresh_token_expires_at = body["refresh_token_expires_at"].as_i64();
            answer.scope = body["scope"].as_str().map(Into::into);
            Ok(answer)
        })
    }
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

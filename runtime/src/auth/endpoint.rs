//! The token endpoint: what is asked for. It is written by hand, whatever the description says of it.

use serde_json::{Value, json};

use super::answer::TokenAnswer;
use crate::{BoxFuture, Core, Operation, Request, Result, Secret};

/// A client that knows the operation which hands out tokens. The emitted client is one.
pub trait TokenEndpoint: AsRef<Core> + From<Core> + Clone + 'static {
    /// The operation, whose body is a form.
    const OPERATION: &'static Operation;
}

/// What tokens are asked for with.
#[derive(Debug)]
pub(super) enum Grant {
    /// The code that a login ended with.
    AuthorizationCode {
        code: Secret,
        /// Where the login ended, as it was given at its start.
        redirect_uri: String,
        /// Whether to ask for a refresh token that can be renewed for ever; `None` leaves it to the server.
        continuous_refresh: Option<bool>,
    },
    /// The last refresh token.
    RefreshToken { refresh_token: Secret },
    /// The app itself, for a token without a user; the scopes are joined by commas.
    ClientCredentials { scope: String },
}

impl Grant {
    /// The grant's name on the wire.
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Self::AuthorizationCode { .. } => "authorization_code",
            Self::RefreshToken { .. } => "refresh_token",
            Self::ClientCredentials { .. } => "client_credentials",
        }
    }

    fn form(&self) -> Value {
        match self {
            Self::AuthorizationCode {
                code,
                redirect_uri,
                continuous_refresh,
            } => json!({
                "grant_type": self.as_str(),
                "code": code,
                "redirect_uri": redirect_uri,
                "continuous_refresh": continuous_refresh,
            }),
            Self::RefreshToken { refresh_token } => {
                json!({ "grant_type": self.as_str(), "refresh_token": refresh_token })
            }
            Self::ClientCredentials { scope } => {
                json!({ "grant_type": self.as_str(), "scope": scope })
            }
        }
    }
}

/// Asks for tokens, once.
pub(super) fn obtain(
    client: &Core,
    operation: &'static Operation,
    grant: &Grant,
) -> BoxFuture<'static, Result<TokenAnswer>> {
    let mut request = Request::new(client, operation);
    request.form(&grant.form());
    Box::pin(TokenAnswer::ask(request))
}

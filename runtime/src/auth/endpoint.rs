//! The token endpoint: what is asked for, and what comes back.
//!
//! It is written by hand, whatever the description says of it: an answer that was not understood would cost the login,
//! because the server has replaced the refresh token by then. Only an access token is required of it.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value, json};

use crate::{BodyFuture, BoxFuture, Core, Operation, Request, Result, Secret};

/// A client that knows the operation which hands out tokens. The emitted client is one.
pub trait TokenEndpoint: AsRef<Core> + From<Core> + Clone + Send + Sync + 'static {
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
    fn form(&self) -> Value {
        match self {
            Self::AuthorizationCode {
                code,
                redirect_uri,
                continuous_refresh,
            } => json!({
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "continuous_refresh": continuous_refresh,
            }),
            Self::RefreshToken { refresh_token } => {
                json!({ "grant_type": "refresh_token", "refresh_token": refresh_token })
            }
            Self::ClientCredentials { scope } => {
                json!({ "grant_type": "client_credentials", "scope": scope })
            }
        }
    }
}

/// What the token endpoint answered.
#[derive(Debug)]
pub(super) struct TokenAnswer {
    pub(super) access_token: Secret,
    /// Its lifetime in seconds.
    pub(super) expires_in: Option<i64>,
    /// The refresh token that takes the place of the one that was used, if any.
    pub(super) refresh_token: Option<Secret>,
    /// The refresh token's lifetime in seconds.
    pub(super) refresh_token_expires_in: Option<i64>,
    /// The refresh token's end in seconds since 1970.
    pub(super) refresh_token_expires_at: Option<i64>,
    /// The scopes that were granted.
    pub(super) scope: Option<String>,
}

/// Asks for tokens, once.
pub(super) fn obtain(
    client: &Core,
    operation: &'static Operation,
    grant: &Grant,
) -> BoxFuture<'static, Result<TokenAnswer>> {
    let mut request = Request::new(client, operation);
    request.form(&grant.form());
    Box::pin(async { BodyFuture::new(request).await })
}

impl<'de> Deserialize<'de> for TokenAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(deserializer)?;
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        let seconds = |name: &str| members.get(name).and_then(seconds);
        let access_token =
            text("access_token").ok_or_else(|| D::Error::missing_field("access_token"))?;
        Ok(Self {
            access_token: access_token.into(),
            expires_in: seconds("expires_in"),
            refresh_token: text("refresh_token").map(Into::into),
            refresh_token_expires_in: seconds("refresh_token_expires_in"),
            refresh_token_expires_at: seconds("refresh_token_expires_at"),
            scope: text("scope").map(Into::into),
        })
    }
}

/// A number of seconds, also one that came as text or with a fraction.
fn seconds(value: &Value) -> Option<i64> {
    let number = match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.parse().ok().or_else(|| whole(text.parse().ok()?)),
        _ => None,
    };
    number.filter(|seconds| *seconds >= 0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "casts of numbers that are too large end at the bounds"
)]
fn whole(number: f64) -> Option<i64> {
    number.is_finite().then_some(number as i64)
}

//! The seam to the emitted operation that hands out tokens: what is asked for, and what comes back, in
//! words that do not change with the description.

use std::fmt;

use crate::{BoxFuture, Core, Error, Result, Secret};

/// A client that can ask for tokens. The emitted client is one.
pub trait TokenEndpoint: AsRef<Core> + From<Core> + Clone + Send + Sync + 'static {
    /// Asks for tokens, once.
    fn obtain(self, grant: Grant) -> BoxFuture<'static, Result<TokenAnswer>>;
}

/// What tokens are asked for with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Grant {
    /// The code that a login ended with.
    AuthorizationCode {
        /// The code.
        code: Secret,
        /// Where the login ended, as it was given at its start.
        redirect_uri: String,
        /// Whether to ask for a refresh token that can be renewed for ever; `None` leaves it to the
        /// server.
        continuous_refresh: Option<bool>,
    },
    /// The last refresh token.
    RefreshToken {
        /// The token.
        refresh_token: Secret,
    },
    /// The app itself, for a token without a user.
    ClientCredentials {
        /// Scopes joined by commas.
        scope: String,
    },
}

impl Grant {
    /// The grant's name on the wire.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::AuthorizationCode { .. } => "authorization_code",
            Self::RefreshToken { .. } => "refresh_token",
            Self::ClientCredentials { .. } => "client_credentials",
        }
    }

    /// The error for a grant that the description of the operation `operation` does not have.
    #[must_use]
    pub fn unsupported(&self, operation: &'static str) -> Error {
        let reason = format!("the API's description has no grant `{self}`");
        Error::request(operation, reason)
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the token endpoint answered.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenAnswer {
    /// The access token.
    pub access_token: Secret,
    /// Its lifetime in seconds.
    pub expires_in: Option<i64>,
    /// The refresh token that takes the place of the one that was used, if any.
    pub refresh_token: Option<Secret>,
    /// The refresh token's lifetime in seconds.
    pub refresh_token_expires_in: Option<i64>,
    /// The refresh token's end in seconds since 1970.
    pub refresh_token_expires_at: Option<i64>,
    /// The scopes that were granted.
    pub scope: Option<String>,
}

impl TokenAnswer {
    /// An answer with nothing but an access token.
    #[must_use]
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access_token: access_token.into(),
            expires_in: None,
            refresh_token: None,
            refresh_token_expires_in: None,
            refresh_token_expires_at: None,
            scope: None,
        }
    }
}

//! Credentials, and which of them a call carries.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::HeaderValue;

use crate::{AuthScheme, Operation, Secret};

/// What the client may identify itself with.
#[derive(Clone, Debug, Default)]
pub(super) struct Credentials {
    pub(super) access_token: Option<Secret>,
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<Secret>,
    pub(super) conversion_token: Option<Secret>,
}

impl Credentials {
    /// The one `Authorization` value for a call of `operation`, `None` if it takes no credential.
    ///
    /// A conversion token is made for its operation and has the higher quota, so it goes first.
    pub(super) fn authorize(&self, operation: &Operation) -> Result<Option<HeaderValue>, String> {
        let takes = |scheme: AuthScheme| operation.auth.contains(&scheme);
        if operation.auth.is_empty() {
            return Ok(None);
        }
        if takes(AuthScheme::ConversionToken)
            && let Some(token) = &self.conversion_token
        {
            return bearer(token).map(Some);
        }
        if takes(AuthScheme::OAuth) || takes(AuthScheme::ClientCredentials) {
            if let Some(token) = &self.access_token {
                return bearer(token).map(Some);
            }
        } else if takes(AuthScheme::Basic)
            && let (Some(id), Some(secret)) = (&self.client_id, &self.client_secret)
        {
            return basic(id, secret).map(Some);
        }
        Err(missing(operation))
    }

    /// Fails if a credential cannot be a header value.
    pub(super) fn check(&self) -> Result<(), String> {
        for token in [&self.access_token, &self.conversion_token] {
            token.as_ref().map(bearer).transpose()?;
        }
        Ok(())
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue, String> {
    sensitive(&format!("Bearer {}", token.expose()))
}

fn basic(id: &str, secret: &Secret) -> Result<HeaderValue, String> {
    let pair = BASE64_STANDARD.encode(format!("{id}:{}", secret.expose()));
    sensitive(&format!("Basic {pair}"))
}

fn sensitive(value: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| "a token holds characters that no header may hold".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

fn missing(operation: &Operation) -> String {
    let ways: Vec<&str> = operation
        .auth
        .iter()
        .filter_map(|scheme| match scheme {
            AuthScheme::OAuth => Some("an access token (`access_token` or PINTEREST_ACCESS_TOKEN)"),
            // An access token all the same: naming it once will do.
            AuthScheme::ClientCredentials => None,
            AuthScheme::Basic => Some(
                "the app's id and secret (`app_credentials` or PINTEREST_CLIENT_ID and \
                 PINTEREST_CLIENT_SECRET)",
            ),
            AuthScheme::ConversionToken => {
                Some("a conversion token (`conversion_token` or PINTEREST_CONVERSION_TOKEN)")
            }
        })
        .collect();
    format!(
        "the client has no credential for it: give {}",
        ways.join(" or ")
    )
}

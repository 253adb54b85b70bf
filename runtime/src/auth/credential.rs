//! What a client may identify itself with.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::HeaderValue;

use super::Session;
use crate::Secret;
use crate::request::encode;

/// Something that a client or a call identifies itself with. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Credential(pub(super) Kind);

#[derive(Clone, Debug)]
pub(super) enum Kind {
    AccessToken(Secret),
    App { id: String, secret: Secret },
    ConversionToken(Secret),
    Session(Session),
}

impl Credential {
    /// The access token of a user or of the app, sent as bearer.
    #[must_use]
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self(Kind::AccessToken(token.into()))
    }

    /// The app's id and secret, for the operations that hand out tokens.
    #[must_use]
    pub fn app(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(Kind::App {
            id: id.into(),
            secret: secret.into(),
        })
    }

    /// The conversion token of an ad account. Where an operation takes one, it goes before the access token.
    #[must_use]
    pub fn conversion_token(token: impl Into<Secret>) -> Self {
        Self(Kind::ConversionToken(token.into()))
    }
}

impl From<Session> for Credential {
    fn from(session: Session) -> Self {
        Self(Kind::Session(session))
    }
}

impl From<&Session> for Credential {
    fn from(session: &Session) -> Self {
        session.clone().into()
    }
}

pub(super) fn bearer(token: &Secret) -> Result<HeaderValue, String> {
    if token.expose().trim().is_empty() {
        return Err(
            "the token is empty; leave it out, or give the one that Pinterest gave".to_owned(),
        );
    }
    sensitive(&format!("Bearer {}", token.expose()))
}

/// Both halves are percent-encoded first, as RFC 6749 2.3.1 has it: a colon in the id must not end it.
pub(super) fn basic(id: &str, secret: &Secret) -> Result<HeaderValue, String> {
    if id.trim().is_empty() || secret.expose().trim().is_empty() {
        return Err(
            "the app's id or its secret is empty; both are in the app's settings".to_owned(),
        );
    }
    let pair = [encode::component(id), encode::component(secret.expose())];
    sensitive(&format!("Basic {}", BASE64_STANDARD.encode(pair.join(":"))))
}

fn sensitive(value: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| "a token holds characters that no header may hold".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

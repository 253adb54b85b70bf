//! The two ends of a login in the user's browser: where it is sent, and what it comes back with.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use crate::{Clock, Error, Result, Secret};

/// A login that has begun: send the user's browser to the [`url`](Self::url), and keep the [`state`](Self::state) where
/// only that browser's session can reach it. `Debug` shows neither.
#[derive(Clone)]
pub struct Authorization {
    pub(super) url: String,
    pub(super) state: Secret,
}

impl Authorization {
    /// Pinterest's page that asks the user for consent.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the callback has to bring back, so that nobody can end a login that another has begun.
    #[must_use]
    pub const fn state(&self) -> &Secret {
        &self.state
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization").finish_non_exhaustive()
    }
}

/// 256 bits that nobody can foretell.
pub(super) fn new_state(clock: &dyn Clock) -> Secret {
    let bytes: Vec<u8> = (0..4).flat_map(|_| clock.random().to_be_bytes()).collect();
    BASE64_URL_SAFE_NO_PAD.encode(bytes).into()
}

/// What the user's browser comes back with.
#[derive(Clone, Debug, Default)]
pub struct Callback {
    code: Option<Secret>,
    state: Option<Secret>,
    error: Option<String>,
}

impl Callback {
    /// From the parameters `code` and `state`.
    #[must_use]
    pub fn new(code: impl Into<Secret>, state: impl Into<Secret>) -> Self {
        Self {
            code: Some(code.into()),
            state: Some(state.into()),
            error: None,
        }
    }

    /// From the query of the URL that the browser came back to, or from that URL whole.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let query = query.split_once('?').map_or(query, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let mut callback = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "code" => callback.code = Some(value.into()),
                "state" => callback.state = Some(value.into()),
                "error" => callback.error = Some(value),
                _ => {}
            }
        }
        callback
    }

    /// The code, if the callback belongs to the login whose state was `expected`.
    ///
    /// The comparison takes the same time wherever the two differ.
    pub(super) fn code(self, expected: &str) -> Result<Secret> {
        let state = self.state.as_ref().map_or("", Secret::expose);
        let same = bool::from(state.as_bytes().ct_eq(expected.as_bytes()));
        if expected.is_empty() || !same {
            return Err(Error::login(
                "the callback's state is not that of the login; somebody else may have begun it, so start again",
            ));
        }
        if let Some(error) = &self.error {
            return Err(Error::login(format!("the login was refused: {error:?}")));
        }
        self.code
            .ok_or_else(|| Error::login("the callback has no code"))
    }
}

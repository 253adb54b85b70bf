//! Who may call: tokens, how they are given, renewed and taken back.
//!
//! Invariant: a token belongs to one environment and one kind of grant, and a refresh token that was used is refused.

pub(crate) mod access;
pub(crate) mod consent;
pub(crate) mod endpoint;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pinterest::Settings;
use crate::random::{letters, mix};

/// The tokens that were given.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Tokens {
    given: u64,
    access: BTreeMap<String, Access>,
    refresh: BTreeMap<String, Refresh>,
    codes: BTreeMap<String, Code>,
}

/// How a token came about.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Source {
    /// A user gave access.
    User,
    /// The app asked for itself.
    App,
    /// For conversions of an ad account.
    Conversions,
}

impl Source {
    /// The security scheme that takes such a token.
    pub(crate) const fn scheme(self) -> &'static str {
        match self {
            Self::User => "pinterest_oauth2",
            Self::App => "client_credentials",
            Self::Conversions => "conversion_token",
        }
    }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Access {
    pub(crate) source: Source,
    pub(crate) scopes: Vec<String>,
    pub(crate) until: i64,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Refresh {
    scopes: Vec<String>,
    until: i64,
    /// Whether a renewal gives a new one; a legacy token stays until it ends.
    continuous: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Code {
    scopes: Vec<String>,
    redirect_uri: String,
    until: i64,
}

/// How long a code can be exchanged: ten minutes.
const CODE_LIFE: i64 = 600_000;

impl Tokens {
    /// A new access token.
    pub(crate) fn give(
        &mut self,
        settings: &Settings,
        now: i64,
        source: Source,
        scopes: Vec<String>,
    ) -> String {
        self.access.retain(|_, access| access.until > now);
        let start = match source {
            Source::Conversions => "pinc_",
            Source::User | Source::App => "pina_",
        };
        let token = format!(
            "{start}{}{}",
            settings.environment.mark(),
            self.secret(settings)
        );
        let until = now + settings.token_life * 1000;
        let access = Access {
            source,
            scopes,
            until,
        };
        self.access.insert(token.clone(), access);
        token
    }

    /// What is known of an access token.
    pub(crate) fn access(&self, token: &str) -> Option<&Access> {
        self.access.get(token)
    }

    /// Ends every access token that was given.
    pub(crate) fn expire(&mut self) {
        for access in self.access.values_mut() {
            access.until = 0;
        }
    }

    /// Takes a token back.
    pub(crate) fn revoke(&mut self, token: &str) {
        // It stays known, as one that has ended.
        if let Some(access) = self.access.get_mut(token) {
            access.until = 0;
        } else if !self.access.contains_key(token) && !self.refresh.contains_key(token) {
            let access = Access {
                source: Source::User,
                scopes: Vec::new(),
                until: 0,
            };
            self.access.insert(token.to_owned(), access);
        }
        self.refresh.remove(token);
    }

    fn secret(&mut self, settings: &Settings) -> String {
        self.given += 1;
        letters(mix(settings.seed, &format!("token {}", self.given)), 28)
    }
}

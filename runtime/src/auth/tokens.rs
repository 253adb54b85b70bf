//! The tokens of one login, as they are kept between two runs of a program.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::answer::{TokenAnswer, integer};
use crate::Secret;

/// The tokens of one login, with the times at which they end.
///
/// They serialise to an object with the members `access_token`, `obtained_at`, `expires_at`, `refresh_token`,
/// `refresh_token_expires_at` and `scope`, times in seconds since 1970. Keep that text as secret as the
/// tokens are. `Debug` shows neither token. A member that has another type counts as absent when it is read, so that a
/// damaged time costs no login.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    access_token: Option<Secret>,
    obtained_at: Option<i64>,
    expires_at: Option<i64>,
    refresh_token: Option<Secret>,
    refresh_token_expires_at: Option<i64>,
    scope: Option<String>,
}

impl Tokens {
    /// An access token alone, which can be used until it ends and not be renewed.
    #[must_use]
    pub fn from_access_token(token: impl Into<Secret>) -> Self {
        Self {
            access_token: Some(token.into()),
            ..Self::NONE
        }
    }

    /// A refresh token alone; the first call gets an access token for it.
    #[must_use]
    pub fn from_refresh_token(token: impl Into<Secret>) -> Self {
        Self {
            refresh_token: Some(token.into()),
            ..Self::NONE
        }
    }

    /// The access token, unless only a refresh token is known yet.
    #[must_use]
    pub const fn access_token(&self) -> Option<&Secret> {
        self.access_token.as_ref()
    }

    /// When the access token was asked for, if that is known.
    #[must_use]
    pub fn obtained_at(&self) -> Option<SystemTime> {
        time(self.obtained_at?)
    }

    /// When the access token ends, if that is known.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        time(self.expires_at?)
    }

    /// The refresh token, with which new tokens are got; `None` for a token of the app itself or one given alone.
    #[must_use]
    pub const fn refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// When the refresh token ends, if that is known. Each renewal puts the end off.
    #[must_use]
    pub fn refresh_token_expires_at(&self) -> Option<SystemTime> {
        time(self.refresh_token_expires_at?)
    }

    /// The scopes that were granted, which may be fewer than were asked for.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        let scope = self.scope.as_deref().unwrap_or_default();
        scope.split([',', ' ']).filter(|scope| !scope.is_empty())
    }

    const NONE: Self = Self {
        access_token: None,
        obtained_at: None,
        expires_at: None,
        refresh_token: None,
        refresh_token_expires_at: None,
        scope: None,
    };
}

impl Tokens {
    /// What an answer gives, in place of `old`. Lifetimes count from the moment that the question was
    /// asked, so that a slow answer cannot make a token look younger than it is.
    pub(super) fn answered(old: Option<Self>, answer: TokenAnswer, asked: SystemTime) -> Self {
        let after = |lifetime: i64| seconds(asked).saturating_add(lifetime);
        let old = old.unwrap_or(Self::NONE);
        let (refresh_token, refresh_token_expires_at) = match answer.refresh_token {
            Some(token) => {
                let lifetime = answer.refresh_token_expires_in.map(after);
                (Some(token), answer.refresh_token_expires_at.or(lifetime))
            }
            None => (old.refresh_token, old.refresh_token_expires_at),
        };
        Self {
            access_token: answer.access_token,
            obtained_at: Some(seconds(asked)),
            expires_at: answer.expires_in.map(after),
            refresh_token,
            refresh_token_expires_at,
            scope: answer.scope.or(old.scope),
        }
    }

    /// The refresh token, if it can still be used at `now`.
    pub(super) fn live_refresh_token(&self, now: SystemTime) -> Option<&Secret> {
        let ended = self
            .refresh_token_expires_at
            .is_some_and(|end| end <= seconds(now));
        self.refresh_token.as_ref().filter(|_| !ended)
    }
}

impl Tokens {
    /// What they are written as.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let secret = |secret: &Option<Secret>| secret.as_ref().map(|it| Value::from(it.expose()));
        let members = [
            ("access_token", secret(&self.access_token)),
            ("obtained_at", self.obtained_at.map(Value::from)),
            ("expires_at", self.expires_at.map(Value::from)),
            ("refresh_token", secret(&self.refresh_token)),
            (
                "refresh_token_expires_at",
                self.refresh_token_expires_at.map(Value::from),
            ),
            ("scope", self.scope.as_deref().map(Value::from)),
        ];
        let known = members.into_iter();
        known.filter_map(|(name, value)| Some((name, value?)))
    }

    /// The tokens that an object holds.
    pub(super) fn from_members(members: &Map<String, Value>) -> Self {
        let member = |name: &str| members.get(name).unwrap_or(&Value::Null);
        let text = |name: &str| member(name).as_str().map(str::to_owned);
        let secret = |name: &str| {
            let text = text(name).filter(|text| !text.is_empty());
            text.map(Secret::from)
        };
        Self {
            access_token: secret("access_token"),
            obtained_at: integer(member("obtained_at")),
            expires_at: integer(member("expires_at")),
            refresh_token: secret("refresh_token"),
            refresh_token_expires_at: integer(member("refresh_token_expires_at")),
            scope: text("scope"),
        }
    }
}

impl Serialize for Tokens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.members())
    }
}

impl<'de> Deserialize<'de> for Tokens {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(deserializer)?;
        Ok(Self::from_members(&members))
    }
}

/// Whole seconds since 1970; a time before that is no later than any end.
pub(super) fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// `None` for a time so far off that the machine cannot tell it.
pub(super) fn time(seconds: i64) -> Option<SystemTime> {
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    UNIX_EPOCH.checked_add(since)
}

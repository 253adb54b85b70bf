//! What a store keeps of one login: its tokens, a version, and the mark of a refresh whose end is not known.
//!
//! Invariant: no two states of a login have the same version, so that whoever replaces one knows what it replaces.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::Tokens;
use super::answer::integer;
use super::tokens::{seconds, time};

/// Versions stay below what every reader of JSON takes for a whole number.
const VERSION_BITS: u32 = 48;

/// The tokens of one login as a [`TokenStore`](crate::TokenStore) keeps them: with the version of this state, and a mark
/// while they are refreshed.
///
/// They serialise to the object that [`Tokens`] are, with the members `version`, `refresh_began_at` and `leased_until`
/// beside theirs. Tokens alone can be read too, as a state of version 0. `Debug` shows no token.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredTokens {
    tokens: Tokens,
    version: u64,
    /// When a refresh began of which the store does not know how it ended.
    refresh_began_at: Option<i64>,
    /// Until when whoever began the last one has it to itself.
    leased_until: Option<i64>,
}

impl StoredTokens {
    /// The tokens of a login that just took place.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        Self {
            tokens,
            version: version(RandomState::new().hash_one(0)),
            refresh_began_at: None,
            leased_until: None,
        }
    }

    /// The tokens of this state, without its version and mark.
    #[must_use]
    pub const fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The tokens of this state, without its version and mark.
    #[must_use]
    pub fn into_tokens(self) -> Tokens {
        self.tokens
    }

    /// The number of this state, by chance: another state has another one.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When a refresh began of which the store does not know how it ended: it is in progress, or whoever began it is
    /// gone, or never got the answer.
    #[must_use]
    pub fn refresh_began_at(&self) -> Option<SystemTime> {
        time(self.refresh_began_at?)
    }
}

impl StoredTokens {
    /// The state while these tokens are refreshed, for at most `lease`.
    pub(super) fn claimed(&self, now: SystemTime, lease: Duration, chance: u64) -> Self {
        let until = now.checked_add(lease).map_or(i64::MAX, seconds);
        Self {
            tokens: self.tokens.clone(),
            version: version(chance),
            refresh_began_at: self.refresh_began_at.or(Some(seconds(now))),
            // A part of a second counts as one.
            leased_until: Some(until.saturating_add(1)),
        }
    }

    /// The state after a refresh that gave nothing, and of which it is known that it did nothing, or not.
    pub(super) fn released(&self, claimed: &Self, did_nothing: bool, chance: u64) -> Self {
        let mark = if did_nothing { self } else { claimed };
        Self {
            tokens: self.tokens.clone(),
            version: version(chance),
            refresh_began_at: mark.refresh_began_at,
            leased_until: None,
        }
    }

    /// The state with the tokens that a refresh gave.
    pub(super) fn renewed(tokens: Tokens, chance: u64) -> Self {
        Self {
            version: version(chance),
            ..Self::new(tokens)
        }
    }

    /// Until when somebody has the refresh to itself.
    pub(super) fn leased_until(&self) -> Option<SystemTime> {
        time(self.leased_until?)
    }
}

impl From<Tokens> for StoredTokens {
    fn from(tokens: Tokens) -> Self {
        Self::new(tokens)
    }
}

impl Serialize for StoredTokens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let own = [
            ("version", Some(Value::from(self.version))),
            ("refresh_began_at", self.refresh_began_at.map(Value::from)),
            ("leased_until", self.leased_until.map(Value::from)),
        ];
        let own = own.into_iter();
        let own = own.filter_map(|(name, value)| Some((name, value?)));
        serializer.collect_map(self.tokens.members().chain(own))
    }
}

impl<'de> Deserialize<'de> for StoredTokens {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::<String, Value>::deserialize(deserializer)?;
        let member = |name: &str| members.get(name).unwrap_or(&Value::Null);
        Ok(Self {
            tokens: Tokens::from_members(&members),
            version: member("version").as_u64().unwrap_or_default(),
            refresh_began_at: integer(member("refresh_began_at")),
            leased_until: integer(member("leased_until")),
        })
    }
}

/// Never 0, which is the version of tokens that were kept without one.
const fn version(chance: u64) -> u64 {
    (chance >> (u64::BITS - VERSION_BITS)) | 1
}

//! Who refreshes a login, of all who share its store.
//!
//! A session claims the refresh by a mark in the store, and gives the claim up when the server gave nothing. Whoever finds
//! the mark of another waits for what that one saves, until the lease is over.
//!
//! Invariant: the store knows of a refresh before the server does, so that one whose end nobody saved leaves its mark.

use std::time::{Duration, SystemTime};

use super::failure::{self, Failure};
use super::renewal::{Claim, Claimed, Fresh, Reason, Renewal};
use super::store::{CONFLICTS, MOST_CONFLICTS};
use super::{StoredTokens, Tokens};
use crate::Result;

/// When the store is looked at again after a refusal: another process, whose refresh was why, may still be saving.
const LOOKS: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(100),
    Duration::from_millis(500),
];

/// The first and the longest pause of one who waits for another's refresh.
const PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// How much life an old token must have left to be used while another process gets the new one.
const INTERIM: Duration = Duration::from_secs(10);

impl Renewal {
    /// Gives a token that the store has, or the right to get one.
    pub(super) async fn claim(&self, reason: &Reason) -> Result<Claim, Failure> {
        let (mut watch, mut first, mut conflicts) = (Watch::default(), None, 0);
        while conflicts < MOST_CONFLICTS {
            let now = self.clock().now();
            let stored = self.load().await?;
            if let Some(fresh) = self.ready(stored.as_ref(), reason, now) {
                return Ok(Claim::Needless(fresh));
            }
            let stored = stored.ok_or(failure::NO_TOKENS)?;
            if let Some(fresh) = self.given_meanwhile(&stored, &mut first, now) {
                return Ok(Claim::Needless(fresh));
            }
            if stored.tokens().live_refresh_token(now).is_none() {
                return Err(failure::NO_REFRESH_TOKEN);
            }
            if let Some(own) = self.own_claim(&stored) {
                return Ok(Claim::Claimed(Box::new(own)));
            }
            if watch.is_over(&stored, now, self.clock().monotonic(), self.lease) {
                let chance = self.clock().random();
                let new = stored.claimed(now, self.lease, chance);
                let claimed = Claimed { old: stored, new };
                self.memory().claimed = Some(claimed.clone());
                let replaced = self.replace(&claimed.old, &claimed.new).await;
                if replaced.map_err(Failure::claim)? {
                    return Ok(Claim::Claimed(Box::new(claimed)));
                }
                conflicts += 1;
            } else if let Some(fresh) = self.interim(stored.tokens(), reason, now) {
                return Ok(Claim::Needless(fresh));
            }
            self.clock().sleep(watch.pause()).await;
        }
        Err(Failure::claim(CONFLICTS.into()))
    }

    /// Gives the claim up, as the server gave nothing. Ends well if another process has other tokens by now.
    pub(super) async fn give_up(&self, claimed: Claimed, failure: Failure) -> Result<(), Failure> {
        self.memory().claimed = None;
        if failure.is_refusal() && self.was_replaced(claimed.old.tokens()).await? {
            return Ok(());
        }
        let chance = self.clock().random();
        let released = claimed
            .old
            .released(&claimed.new, failure.did_nothing(), chance);
        // If this fails too, the claim ends with its lease.
        let _ = self.replace(&claimed.new, &released).await;
        let is_unresolved = claimed.old.refresh_began_at().is_some();
        Err(if is_unresolved && failure.needs_login() {
            failure.lost()
        } else {
            failure
        })
    }

    /// Whether the store holds other tokens by now.
    async fn was_replaced(&self, refused: &Tokens) -> Result<bool, Failure> {
        for pause in LOOKS {
            if !pause.is_zero() {
                self.clock().sleep(pause).await;
            }
            let stored = self.load().await?;
            if stored.is_some_and(|stored| stored.tokens() != refused) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The claim of this session that the store holds though it did not say so, or that was dropped.
    fn own_claim(&self, stored: &StoredTokens) -> Option<Claimed> {
        let own = self.memory().claimed.clone();
        own.filter(|own| own.new.version() == stored.version())
    }

    /// What came while this session waited counts, whatever it was asked for.
    fn given_meanwhile(
        &self,
        stored: &StoredTokens,
        first: &mut Option<Tokens>,
        now: SystemTime,
    ) -> Option<Fresh> {
        let first = first.get_or_insert_with(|| stored.tokens().clone());
        if first == stored.tokens() {
            return None;
        }
        let fresh = self.fresh(stored.tokens(), now);
        fresh.filter(|fresh| fresh.is_usable(now))
    }

    /// The old token, for one look, where another process is about to replace it and it has not ended.
    fn interim(&self, tokens: &Tokens, reason: &Reason, now: SystemTime) -> Option<Fresh> {
        let left = tokens.expires_at()?.duration_since(now).unwrap_or_default();
        let fresh = self.fresh(tokens, now)?;
        let is_good = matches!(reason, Reason::Age) && left > INTERIM;
        is_good.then_some(Fresh {
            until: Some(now),
            ..fresh
        })
    }
}

/// What a session that waits has seen.
#[derive(Default)]
struct Watch {
    seen: Option<(u64, Duration)>,
    pauses: u32,
}

impl Watch {
    /// Whether nobody has the refresh to itself any more: by the time of day, or, as the clocks of two machines may be
    /// apart, because nothing has changed for as long as a lease takes.
    fn is_over(
        &mut self,
        stored: &StoredTokens,
        now: SystemTime,
        monotonic: Duration,
        lease: Duration,
    ) -> bool {
        let Some(until) = stored.leased_until() else {
            return true;
        };
        match self.seen {
            Some((version, since)) if version == stored.version() => {
                until <= now || monotonic.saturating_sub(since) >= lease
            }
            _ => {
                self.seen = Some((stored.version(), monotonic));
                until <= now
            }
        }
    }

    fn pause(&mut self) -> Duration {
        self.pauses += 1;
        let doubled = PAUSE.saturating_mul(1 << self.pauses.min(5).saturating_sub(1));
        doubled.min(LONGEST_PAUSE)
    }
}

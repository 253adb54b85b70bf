//! How long the server wants the client to wait.
//!
//! `Retry-After` goes first, as the standard's word. The reset of a rate limit is on every response and
//! says something about the next attempt only where the limit is what failed.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::rules::WaitText;
use crate::{HeaderNames, RateLimit};

/// The wait that a response names in its headers.
pub(crate) fn retry_after(
    (status, headers): (StatusCode, &HeaderMap),
    names: &HeaderNames,
    rate_limit: Option<&RateLimit>,
    now: SystemTime,
) -> Option<Duration> {
    let header = |name| headers.get(name)?.to_str().ok();
    let milliseconds = || number(header(&names.retry_after_ms)?, 0.001);
    let seconds_or_date = || {
        let text = header(&names.retry_after)?;
        number(text, 1.0).or_else(|| date(text, now))
    };
    let reset = || {
        let limited = status == StatusCode::TOO_MANY_REQUESTS;
        rate_limit.filter(|_| limited)?.reset()
    };
    let wait = milliseconds().or_else(seconds_or_date);
    wait.filter(|wait| is_credible(*wait)).or_else(reset)
}

/// The wait that a message names under a status of `texts`.
pub(crate) fn named_wait(
    status: StatusCode,
    messages: &[Option<&str>],
    texts: &[WaitText],
) -> Option<Duration> {
    let texts = texts.iter().filter(|text| status == text.status);
    let mut waits = texts.flat_map(|text| {
        let messages = messages.iter().flatten();
        messages.filter_map(|message| text.seconds(message))
    });
    waits.find(|wait| is_credible(*wait))
}

/// Whether a server can mean such a wait. The last of a day's quota comes back after up to a day; what is longer than
/// a month is a broken number, and no hint at all.
pub(crate) fn is_credible(wait: Duration) -> bool {
    wait <= Duration::from_secs(31 * 24 * 60 * 60)
}

fn number(text: &str, unit: f64) -> Option<Duration> {
    let number: f64 = text.trim().parse().ok()?;
    let sensible = number.is_finite() && number >= 0.0;
    sensible.then(|| Duration::try_from_secs_f64(number * unit).unwrap_or(Duration::MAX))
}

/// A date in the past asks for no wait.
fn date(text: &str, now: SystemTime) -> Option<Duration> {
    let date = httpdate::parse_http_date(text.trim()).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

impl WaitText {
    fn seconds(&self, message: &str) -> Option<Duration> {
        let message = message.to_ascii_lowercase();
        let (_, rest) = message.split_once(&self.before.to_ascii_lowercase())?;
        let rest = rest.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = rest.split_at(digits);
        let after = self.after.to_ascii_lowercase();
        let named = !number.is_empty() && rest.trim_start().starts_with(&after);
        named.then(|| Duration::from_secs(number.parse().unwrap_or(u64::MAX)))
    }
}

//! Bookmarks: opaque, of one query, and not for ever.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::Call;
use crate::answer::Refusal;
use crate::description::Place;
use crate::random::mix;

/// How long a bookmark can be used: a day.
const LIFE: i64 = crate::clock::DAY;

/// A bookmark for what comes after the thing with this serial number.
pub(super) fn write(call: &Call<'_>, after: u64) -> String {
    let content = json!([query(call), after, call.now + LIFE]);
    // Pinterest's begin so, and have `+`, `/` and `=` in them.
    BASE64_STANDARD.encode(format!("???~{content}"))
}

/// The serial number after which a page starts.
pub(super) fn read(call: &Call<'_>, bookmark: &str) -> Result<u64, Refusal> {
    let refuse = |why: &str| Refusal::invalid(format!("Invalid bookmark: {why}"));
    let bytes = BASE64_STANDARD.decode(bookmark).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let content = text.as_deref().and_then(|text| text.strip_prefix("???~"));
    let content: Option<(u64, u64, i64)> = content.and_then(|text| serde_json::from_str(text).ok());
    let (of, after, until) = content.ok_or_else(|| refuse("this server did not give it"))?;
    if of != query(call) {
        return Err(refuse("it is one of another query"));
    }
    if until < call.now {
        return Err(refuse("it has expired; start again without one"));
    }
    Ok(after)
}

/// What a bookmark is bound to: all of a query but where it stands and how far it looks.
fn query(call: &Call<'_>) -> u64 {
    let parameters = call.verdict.parameters.iter();
    let own = |place: Place, name: &str| {
        place == Place::Path || !["bookmark", "page_size", "limit"].contains(&name)
    };
    let words = parameters
        .filter(|((place, name), _)| own(*place, name))
        .map(|((_, name), value)| format!("{name}={value}"));
    let hash = words.fold(mix(0, &call.operation.id), |hash, word| mix(hash, &word));
    // Numbers of JSON are exact to 53 bits for everybody.
    hash >> 11
}

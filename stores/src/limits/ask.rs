//! The one question that is asked of Redis, and its answer.

use std::time::Duration;

use pinterest_v5_runtime::{Quota, StoreResult};
use redis::Script;
use redis::aio::ConnectionManager;
use serde_json::{Value, json};

use crate::connection::sent;

/// How long a process that is not heard of holds its places: twice as long as a call may take.
const LEASE: Duration = Duration::from_mins(2);

/// How long before it is free a place may be given: long enough that it is used at once, short enough that nobody takes
/// all of the next minute.
const HORIZON: Duration = Duration::from_millis(100);

/// A place, as the answer has it: the parts of the windows that it was taken from, each with the number of its quota.
#[derive(Clone, Debug, Default)]
pub(super) struct Grant {
    pub(super) wait: Duration,
    pub(super) taken: Vec<(usize, u64)>,
}

/// What one process has to say of the calls of one category, and what it wants.
#[derive(Debug, Default)]
pub(super) struct Ask {
    pub(super) all: Option<Quota>,
    pub(super) quotas: Vec<Quota>,
    /// Calls with a place, besides those that are told of here.
    pub(super) flight: u64,
    /// Calls that ended so long ago.
    pub(super) ended: Vec<Duration>,
    /// Places of calls that were not sent.
    pub(super) back: Vec<Grant>,
    /// So many more calls for so long, in the server's words.
    pub(super) left: Option<(u64, Duration)>,
    pub(super) want: usize,
    pub(super) spare: usize,
}

/// What comes back.
#[derive(Debug, Default)]
pub(super) struct Reply {
    pub(super) grants: Vec<Grant>,
    /// When there may be room for more, if that is known.
    pub(super) soon: Option<Duration>,
}

/// Asks for one scope and category.
pub(super) struct Counter {
    connection: ConnectionManager,
    script: Script,
    start: String,
    category: &'static str,
}

impl Counter {
    pub(super) fn new(
        connection: ConnectionManager,
        start: String,
        category: &'static str,
    ) -> Self {
        Self {
            connection,
            script: Script::new(include_str!("limits.lua")),
            start,
            category,
        }
    }

    pub(super) async fn count(&self, ask: &Ask, holder: &str) -> StoreResult<Reply> {
        let category = |quota: &Quota| (self.category, *quota);
        let all = ask.all.map(|quota| ("", quota));
        // The last one counts what is in flight, whether or not a quota is known.
        let unlimited = Quota::new(1 << 50, Duration::from_secs(1));
        let unlimited = [(self.category, unlimited)];
        let quotas = all.into_iter().chain(ask.quotas.iter().map(category));
        let quotas: Vec<(&str, Quota)> = quotas.chain(unlimited).collect();
        let mut call = self.script.prepare_invoke();
        for (index, (name, quota)) in quotas.iter().enumerate() {
            let is_last = index + 1 == quotas.len();
            let window = if is_last { 0 } else { millis(quota.window()) };
            call.key(format!("{}:{name}:{window}", self.start));
        }
        call.key(format!("{}:{}:said", self.start, self.category));
        let call = &*call.arg(question(ask, holder, &quotas).to_string());
        let command = |mut connection| async move { call.invoke_async(&mut connection).await };
        let lines: Vec<String> = sent(command, &self.connection).await?;
        Ok(reply(&lines))
    }
}

fn question(ask: &Ask, holder: &str, quotas: &[(&str, Quota)]) -> Value {
    let quota = |(_, quota): &(&str, Quota)| json!([quota.calls().max(1), millis(quota.window())]);
    let taken = ask.back.iter().flat_map(|grant| &grant.taken);
    let left = ask.left.map(|(calls, within)| [calls, millis(within)]);
    json!({
        "holder": holder,
        "flight": ask.flight,
        "want": ask.want,
        "spare": ask.spare,
        "lease": millis(LEASE),
        "horizon": millis(HORIZON),
        "quotas": quotas.iter().map(quota).collect::<Vec<_>>(),
        "ended": ended(&ask.ended),
        "back": taken.map(|(quota, part)| [*quota as u64 + 1, *part]).collect::<Vec<_>>(),
        "returned": ask.back.len(),
        "left": left.as_ref().map_or(&[][..], |left| left),
    })
}

/// How many calls ended how many milliseconds ago.
fn ended(ages: &[Duration]) -> Vec<[u64; 2]> {
    let mut counts: Vec<[u64; 2]> = Vec::new();
    for age in ages {
        match counts.last_mut() {
            Some([last, count]) if *last == millis(*age) => *count += 1,
            _ => counts.push([millis(*age), 1]),
        }
    }
    counts
}

fn reply(lines: &[String]) -> Reply {
    let mut lines = lines.iter();
    let soon = lines.next().and_then(|soon| soon.parse().ok());
    Reply {
        soon: soon.map(Duration::from_millis),
        grants: lines.map(|line| grant(line)).collect(),
    }
}

/// `40:85031,-`: a wait, and the parts that the place was taken from.
fn grant(line: &str) -> Grant {
    let (wait, parts) = line.split_once(':').unwrap_or((line, ""));
    let parts = parts.split(',').enumerate();
    Grant {
        wait: Duration::from_millis(wait.parse().unwrap_or_default()),
        taken: parts
            .filter_map(|(quota, part)| Some((quota, part.parse().ok()?)))
            .collect(),
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

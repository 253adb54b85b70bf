//! Time that passes when somebody waits for it.
//!
//! Invariant: of several who wait, the one whose wait ends first goes on first, so that no time limit is over before what it
//! limits.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use crate::{BoxFuture, Clock};

/// How often a wait lets others go on before time passes.
const TURNS: u32 = 32;

/// After so many turns nobody looks at a wait that would end before.
const MOST_TURNS: u32 = 64 * TURNS;

/// A clock for tests: whoever waits for it goes on at once, and it is later then. Clones show the same time.
///
/// Of several who wait, the one whose wait ends first goes on first, as with a real clock. The time of day begins with the
/// system's, and chance is the same in each clock.
///
/// ```
/// use std::time::Duration;
///
/// use pinterest_v5_runtime::testing::TestClock;
/// use pinterest_v5_runtime::{ClientBuilder, Clock, Core};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), pinterest_v5_runtime::Error> {
/// let clock = TestClock::new();
/// let client: Core = ClientBuilder::new().clock(clock.clone()).build()?;
/// // ... the code under test, with `client` ...
/// clock.sleep(Duration::from_secs(3600)).await;
/// assert_eq!(clock.passed(), Duration::from_secs(3600));
/// # drop(client);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TestClock {
    start: SystemTime,
    time: Arc<Mutex<Time>>,
}

#[derive(Debug, Default)]
struct Time {
    passed: Duration,
    /// When the waits end that somebody waits for, each with its number.
    waits: BTreeSet<(Duration, u64)>,
    /// How many waits and choices there were.
    count: u64,
}

impl TestClock {
    /// A clock that begins now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: crate::SystemClock::new().now(),
            time: Arc::default(),
        }
    }

    /// How much time has passed, all of it waited for or let pass.
    #[must_use]
    pub fn passed(&self) -> Duration {
        self.lock().passed
    }

    /// Lets time pass that nobody waits for.
    pub fn advance(&self, by: Duration) {
        let mut time = self.lock();
        time.passed = time.passed.saturating_add(by);
    }

    fn lock(&self) -> MutexGuard<'_, Time> {
        self.time.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TestClock {
    fn monotonic(&self) -> Duration {
        self.passed()
    }

    fn now(&self) -> SystemTime {
        self.start + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut time = self.lock();
        let own = (time.passed.saturating_add(duration), time.next());
        drop(time);
        let clock = self.clone();
        Box::pin(Wait {
            clock,
            own,
            turns: 0,
        })
    }

    fn random(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        self.lock().next().wrapping_mul(STEP)
    }
}

impl Time {
    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

struct Wait {
    clock: TestClock,
    own: (Duration, u64),
    turns: u32,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (turns, own) = (self.turns, self.own);
        let mut time = self.clock.lock();
        time.waits.insert(own);
        let is_first = time.waits.first() == Some(&own) || turns >= MOST_TURNS;
        if turns >= TURNS && is_first {
            time.passed = own.0.max(time.passed);
        }
        let is_over = time.passed >= own.0;
        drop(time);
        if is_over {
            return Poll::Ready(());
        }
        self.turns = turns.saturating_add(1);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.clock.lock().waits.remove(&self.own);
    }
}

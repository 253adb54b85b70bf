//! Time, waiting and chance, passed in so that every behaviour that needs them runs in virtual time.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::BoxFuture;
use crate::options::finite;

/// Where a client takes time, waiting and chance from.
///
/// The default is [`SystemClock`]. A test passes one of its own to
/// [`ClientBuilder::clock`](crate::ClientBuilder::clock), and so does a program for which the default
/// does not work, such as one under another executor than tokio's.
pub trait Clock: Send + Sync + 'static {
    /// The time that has passed since a moment of the clock's choice. It never goes back.
    fn monotonic(&self) -> Duration;

    /// The time of day.
    fn now(&self) -> SystemTime;

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// A number that nobody can foretell.
    fn random(&self) -> u64;
}

/// What `work` gives, or `None` if it is not ready after `limit`; then it is dropped. A limit beyond a century is none.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    work: impl Future<Output = T>,
) -> Option<T> {
    // One place that polls the work, since its code is at each.
    let mut work = pin!(work);
    let mut end = limit.and_then(finite).map(|limit| clock.sleep(limit));
    poll_fn(|context| match (work.as_mut().poll(context), &mut end) {
        (Poll::Ready(done), _) => Poll::Ready(Some(done)),
        (Poll::Pending, Some(end)) => end.as_mut().poll(context).map(|()| None),
        (Poll::Pending, None) => Poll::Pending,
    })
    .await
}

pub use self::system::SystemClock;
#[cfg(not(target_family = "wasm"))]
pub(crate) use self::system::random;

mod system {
    use std::hash::{BuildHasher, RandomState};
    #[cfg(not(target_family = "wasm"))]
    use std::time::Instant;

    #[cfg(target_family = "wasm")]
    use web_time::Instant;

    use super::{BoxFuture, Clock, Duration, SystemTime, finite};

    /// The operating system's time and randomness, and tokio's timers. Waiting needs a tokio runtime,
    /// as the network does. In a browser all of it is the browser's.
    #[derive(Clone, Copy, Debug)]
    pub struct SystemClock {
        start: Instant,
    }

    impl SystemClock {
        /// A clock whose monotonic time begins now.
        #[must_use]
        pub fn new() -> Self {
            let start = Instant::now();
            Self { start }
        }
    }

    impl Default for SystemClock {
        fn default() -> Self {
            Self::new()
        }
    }

    impl Clock for SystemClock {
        fn monotonic(&self) -> Duration {
            self.start.elapsed()
        }

        #[cfg(not(target_family = "wasm"))]
        fn now(&self) -> SystemTime {
            SystemTime::now()
        }

        #[cfg(target_family = "wasm")]
        fn now(&self) -> SystemTime {
            web_time::web::SystemTimeExt::to_std(web_time::SystemTime::now())
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
            let Some(duration) = finite(duration) else {
                return Box::pin(std::future::pending());
            };
            // Made when first polled, so that a runtime is at hand.
            Box::pin(async move { sleep(duration).await })
        }

        fn random(&self) -> u64 {
            // Seeded by the operating system too; for the machine that has lost its own source.
            random().unwrap_or_else(|_| RandomState::new().hash_one(0))
        }
    }

    #[cfg(not(target_family = "wasm"))]
    use tokio::time::sleep;

    /// Waits for timeouts of the browser, which end after 24 days at the latest.
    #[cfg(target_family = "wasm")]
    async fn sleep(mut left: Duration) {
        const LONGEST: Duration = Duration::from_millis(0x7fff_ffff);
        while left > LONGEST {
            gloo_timers::future::sleep(LONGEST).await;
            left -= LONGEST;
        }
        gloo_timers::future::sleep(left).await;
    }

    /// A number of the operating system's.
    pub(crate) fn random() -> Result<u64, getrandom::Error> {
        let mut bytes = [0; 8];
        getrandom::getrandom(&mut bytes)?;
        Ok(u64::from_ne_bytes(bytes))
    }
}

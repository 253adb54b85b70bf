//! Every user in turn.
//!
//! Keys of [`Logins`], page by page -> a client for each -> the caller's work, so many at once -> a report. Invariant: a
//! user whose work fails ends nobody else's, and nothing is begun after the sweep was told to stop.

use futures_util::stream::{self, Stream, StreamExt};
use pinterest_v5_runtime::{Error, OAuth, RateLimits, StoreError, StoreResult, TokenEndpoint};

use crate::Logins;

/// How many keys are read at once.
const PAGE: u32 = 100;

/// What became of a sweep.
#[derive(Debug)]
pub struct Report<E> {
    /// For how many logins the work was done.
    pub done: usize,
    /// The logins for which it was not, with the reason.
    pub failed: Vec<(String, E)>,
    /// The last login that was begun: a sweep that ended early goes on [after](Sweep::after) it.
    pub last: Option<String>,
    /// Why the list of logins ended early, if the store failed.
    pub store: Option<StoreError>,
}

/// Does `work` for each of `logins`, for at most `concurrency` at once, each with a client that acts for that user. See
/// [`Sweep`] for more.
pub async fn for_each_login<C, W, F, E>(
    oauth: &OAuth<C>,
    logins: &Logins,
    concurrency: usize,
    work: W,
) -> Report<E>
where
    C: TokenEndpoint,
    W: Fn(String, C) -> F,
    F: Future<Output = Result<(), E>>,
    E: From<Error>,
{
    let sweep = Sweep::new(oauth, logins).concurrency(concurrency);
    sweep.run(std::future::pending(), work).await
}

/// Work for each of many logins.
///
/// The clients share the connections and the retry budget of the app's client, and its rate limits unless they have
/// their own. Dropping a sweep drops the work in progress; to end it well, give [`run`](Self::run) what to wait for.
pub struct Sweep<'a, C> {
    oauth: &'a OAuth<C>,
    logins: &'a Logins,
    concurrency: usize,
    after: Option<String>,
    limits: Option<Limits<'a>>,
}

/// The limits of a login, by its key.
type Limits<'a> = Box<dyn Fn(&str) -> RateLimits + Send + Sync + 'a>;

impl<'a, C: TokenEndpoint> Sweep<'a, C> {
    /// A sweep over all of `logins`, for eight at once.
    #[must_use]
    pub fn new(oauth: &'a OAuth<C>, logins: &'a Logins) -> Self {
        Self {
            oauth,
            logins,
            concurrency: 8,
            after: None,
            limits: None,
        }
    }

    /// For how many logins there is work at once; one at least.
    #[must_use]
    pub const fn concurrency(mut self, most: usize) -> Self {
        self.concurrency = if most == 0 { 1 } else { most };
        self
    }

    /// Only the logins after this key: where an earlier sweep ended.
    #[must_use]
    pub fn after(mut self, key: impl Into<String>) -> Self {
        self.after = Some(key.into());
        self
    }

    /// Limits for each login of its own, as each user has with standard access.
    #[must_use]
    pub fn limits(mut self, limits: impl Fn(&str) -> RateLimits + Send + Sync + 'a) -> Self {
        self.limits = Some(Box::new(limits));
        self
    }

    /// Does the work. When `stop` ends nothing new is begun, and what is in progress is finished.
    pub async fn run<W, F, E>(self, stop: impl Future<Output = ()>, work: W) -> Report<E>
    where
        W: Fn(String, C) -> F,
        F: Future<Output = Result<(), E>>,
        E: From<Error>,
    {
        let (mut done, mut failed) = (0, Vec::new());
        let (mut last, mut store) = (self.after.clone(), None);
        {
            let keys = keys(self.logins, self.after.clone()).take_until(stop);
            let keys = keys.filter_map(|key| {
                let key = key.map_err(|error| store = Some(error)).ok();
                std::future::ready(key)
            });
            let begun = keys.map(|key| {
                last = Some(key.clone());
                self.one(key, &work)
            });
            let mut outcomes = std::pin::pin!(begun.buffer_unordered(self.concurrency));
            while let Some((key, outcome)) = outcomes.next().await {
                match outcome {
                    Ok(()) => done += 1,
                    Err(error) => failed.push((key, error)),
                }
            }
        }
        Report {
            done,
            failed,
            last,
            store,
        }
    }

    async fn one<W, F, E>(&self, key: String, work: &W) -> (String, Result<(), E>)
    where
        W: Fn(String, C) -> F,
        F: Future<Output = Result<(), E>>,
        E: From<Error>,
    {
        let session = self.oauth.session(self.logins.login(key.clone()));
        let client = match &self.limits {
            Some(limits) => self.oauth.client_within(session, limits(&key)),
            None => self.oauth.client(session),
        };
        let outcome = match client {
            Ok(client) => work(key.clone(), client).await,
            Err(error) => Err(error.into()),
        };
        (key, outcome)
    }
}

/// All keys; an error is the last item.
fn keys(logins: &Logins, after: Option<String>) -> impl Stream<Item = StoreResult<String>> {
    let pages = stream::unfold(Some(after), move |after| async move {
        let after = after?;
        let page = logins.keys(after.as_deref(), PAGE).await;
        let next = match &page {
            Ok(page) => page.last().cloned().map(Some),
            Err(_) => None,
        };
        let items: Vec<_> = match page {
            Ok(page) => page.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        Some((stream::iter(items), next))
    });
    pages.flatten()
}

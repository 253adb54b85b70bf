//! A server in this process that answers as the description says.
//!
//! Takes any request on a loopback port, lets the judge rule on it and gives a documented success
//! with a made-up body. Invariant: every request is recorded with its verdict before it is answered,
//! whatever it was.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
pub use pinterest_v5_mock::Answer;
use pinterest_v5_mock::description::Description;
use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::judge::{Judge, Request, Verdict};
use pinterest_v5_mock::server::{self, Respond};
use pinterest_v5_mock::synthesis::{self, Members, Recipe};
use serde_json::json;

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    base_url: String,
    shared: Arc<Shared>,
    _listening: server::Server,
}

/// A request with what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The request.
    pub request: Request,
    /// What the judge said.
    pub verdict: Verdict,
    /// The answer.
    pub answer: Answer,
}

/// Gives an answer, or leaves it to the description.
type Act = Box<dyn Fn(&Request, &Verdict) -> Option<Answer> + Send + Sync>;

struct Shared {
    judge: Judge,
    recipe: Mutex<Recipe>,
    /// Answers that are given before made-up ones.
    given: Mutex<VecDeque<Answer>>,
    act: Mutex<Option<Act>>,
    exchanges: Mutex<Vec<Exchange>>,
}

impl Server {
    /// Starts a server on a free port; `judge` rules on what comes in.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start(judge: Judge) -> Result<Self> {
        let base_path = judge.description().base_path().to_owned();
        let recipe = Recipe {
            members: Members::Required,
            direction: Direction::Response,
            pick: 0,
        };
        let shared = Arc::new(Shared {
            judge,
            recipe: Mutex::new(recipe),
            given: Mutex::default(),
            act: Mutex::default(),
            exchanges: Mutex::new(Vec::new()),
        });
        let server = server::Server::start(0, Arc::clone(&shared)).await?;
        Ok(Self {
            base_url: format!("{}{base_path}", server.origin()),
            shared,
            _listening: server,
        })
    }

    /// What stands before every path: `http://127.0.0.1:49152/v5`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// From now on, answers with bodies of these members.
    pub fn answer_with(&self, members: Members) {
        lock(&self.shared.recipe).members = members;
    }

    /// Gives these answers to the next requests, one each, whatever they ask for.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        lock(&self.shared.given).extend(answers);
    }

    /// From now on, asks this for an answer first: a server that remembers, or a storage beside it.
    pub fn act(&self, act: impl Fn(&Request, &Verdict) -> Option<Answer> + Send + Sync + 'static) {
        *lock(&self.shared.act) = Some(Box::new(act));
    }

    /// What happened since this was last asked.
    #[must_use]
    pub fn take_exchanges(&self) -> Vec<Exchange> {
        std::mem::take(&mut *lock(&self.shared.exchanges))
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Respond for Shared {
    async fn respond(&self, request: Request, _origin: &str) -> Answer {
        self.exchange(request)
    }
}

impl Shared {
    fn exchange(&self, request: Request) -> Answer {
        let verdict = self.judge.rule(&request);
        let recipe = *lock(&self.recipe);
        let given = lock(&self.given).pop_front();
        let acted = |request| lock(&self.act).as_ref()?(request, &verdict);
        let given = given.or_else(|| acted(&request));
        let answer = given.unwrap_or_else(|| {
            let operation = verdict.operation.as_deref();
            answer(self.judge.description(), operation, recipe)
        });
        lock(&self.exchanges).push(Exchange {
            request,
            verdict,
            answer: answer.clone(),
        });
        answer
    }
}

/// The first documented success of an operation, made up after `recipe`.
fn answer(description: &Description, operation: Option<&str>, recipe: Recipe) -> Answer {
    let refuse = |status, message: String| {
        let body = json!({ "code": 0, "message": message });
        Answer::empty(status).body(body.to_string())
    };
    let operation = operation.and_then(|id| description.operation(id).ok());
    let Some(success) = operation.and_then(|operation| operation.successes.first()) else {
        return refuse(404, "no such operation".to_owned());
    };
    let value = success
        .schema
        .as_ref()
        .map(|schema| synthesis::value(description, schema, recipe));
    match value.transpose() {
        Ok(value) => Answer {
            body: value.map(|value| value.to_string().into_bytes()),
            ..Answer::empty(success.status)
        },
        Err(unsatisfiable) => refuse(500, unsatisfiable.to_string()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

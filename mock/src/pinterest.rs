//! A local Pinterest: a request in, an answer out.
//!
//! Takes requests as they come over any wire; gives answers after the description, the state and the settings.
//! Invariant: everything that was asked is in the log with its verdict, and no answer needs a network or a thread.

mod log;
mod settings;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;

pub use log::Exchange;
use log::Log;
pub use settings::{Environment, Settings, Tier};

use crate::acts::{self, Call, Outcome};
use crate::answer::{Answer, Refusal};
use crate::clock::Clock;
use crate::description::{Description, Operation};
use crate::faults::{Fault, Faults, Moment};
use crate::judge::{Judge, Request, Verdict};
use crate::limits::Limits;
use crate::login::{access, consent};
use crate::quirks;
use crate::random::{letters, mix};
use crate::resources::Resources;
use crate::state::State;
use crate::storage;
use crate::worlds::{self, World};

/// A local Pinterest.
pub struct Pinterest {
    settings: Settings,
    judge: Judge,
    resources: Resources,
    clock: Clock,
    state: Mutex<State>,
    limits: Mutex<Limits>,
    faults: Mutex<Faults>,
    log: Mutex<Log>,
}

/// A request, what was said of it, and where and when it came.
#[derive(Clone, Copy)]
struct Asked<'a> {
    request: &'a Request,
    verdict: &'a Verdict,
    origin: &'a str,
    now: i64,
}

impl Pinterest {
    /// A Pinterest with what `world` has.
    ///
    /// # Errors
    /// If the description that this crate was built with makes no sense.
    pub fn new(settings: Settings, world: World, clock: Clock) -> Result<Self> {
        let pinterest = Self::with_state(settings, State::default(), clock)?;
        worlds::build(&pinterest, world);
        Ok(pinterest)
    }

    /// A Pinterest with what was remembered.
    ///
    /// # Errors
    /// If the description that this crate was built with makes no sense.
    pub fn with_state(settings: Settings, state: State, clock: Clock) -> Result<Self> {
        let description = Arc::new(Description::committed()?);
        Ok(Self {
            resources: Resources::new(&description)?,
            judge: Judge::new(description)?,
            limits: Mutex::new(Limits::new(&settings)),
            log: Mutex::new(Log::new(settings.log)),
            settings,
            clock,
            state: Mutex::new(state),
            faults: Mutex::default(),
        })
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The description that everything goes by.
    #[must_use]
    pub fn description(&self) -> &Description {
        self.judge.description()
    }

    /// What the API keeps.
    #[must_use]
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Looks at the state, or changes it.
    pub fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut lock(&self.state))
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Ends every access token that was given.
    pub fn expire_tokens(&self) {
        lock(&self.state).tokens.expire();
    }

    /// Uses up the quota of a category, for as long as it lasts.
    pub fn exhaust(&self, category: &str) {
        lock(&self.limits).exhaust(category, self.clock.millis());
    }

    /// What goes wrong from now on.
    pub fn faults<T>(&self, change: impl FnOnce(&mut Faults) -> T) -> T {
        change(&mut lock(&self.faults))
    }

    /// What goes wrong by the rules of a file, a JSON list.
    ///
    /// # Errors
    /// If the text is no list of rules, or a rule is about what is not there.
    pub fn read_faults(&self, text: &str) -> Result<()> {
        lock(&self.faults).read(text, self.judge.description())
    }

    /// Makes the next call go wrong.
    pub fn fail_next(&self, fault: Fault) {
        lock(&self.faults).next(fault);
    }

    /// The last requests, oldest first.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.log).exchanges()
    }

    /// The answer to a request; `origin` is where the caller found this server: `http://127.0.0.1:8080`.
    #[must_use]
    pub fn answer(&self, request: &Request, origin: &str) -> Answer {
        let path = request.target.split('?').next().unwrap_or_default();
        let now = self.clock.millis();
        if path.starts_with("/_storage/") {
            return storage::answer(&mut lock(&self.state), self.settings.seed, request, now);
        }
        if path == consent::PATH || path == consent::PATH.trim_end_matches('/') {
            return consent::answer(&self.settings, &mut lock(&self.state), request, now);
        }
        // Who looks for the server in a browser finds its page.
        if path == "/" && request.method == "GET" {
            return Answer::empty(303).header("location", crate::page::PATH);
        }
        if path.starts_with(crate::page::PATH) {
            return crate::page::answer(self, request, origin);
        }
        let verdict = &self.judge.rule(request);
        let fault = lock(&self.faults).take(request, verdict.operation.as_deref());
        let asked = Asked {
            request,
            verdict,
            origin,
            now,
        };
        let answer = match &fault {
            Some(fault) if fault.moment == Moment::Before => fault.answer(),
            _ => self.judged(asked),
        };
        let answer = fault
            .iter()
            .fold(answer, |answer, fault| fault.change(answer));
        let answer = self.finished(answer, verdict);
        lock(&self.log).note(request, verdict, &answer, now);
        answer
    }

    /// The answer that nothing from outside changes.
    fn judged(&self, asked: Asked<'_>) -> Answer {
        let verdict = asked.verdict;
        let Some(operation) = verdict.operation.as_deref() else {
            return if verdict.other_methods.is_empty() {
                Refusal::new(404, 404, "there is no such path").into()
            } else {
                let refusal = Refusal::new(405, 5, "this path has no such method");
                Answer::from(refusal).header("allow", verdict.other_methods.join(", "))
            };
        };
        let Ok(operation) = self.judge.description().operation(operation) else {
            return Refusal::new(404, 404, "there is no such path").into();
        };
        let state = &mut *lock(&self.state);
        let allowed = access::check(
            &self.settings,
            &state.tokens,
            operation,
            asked.request,
            asked.now,
        );
        if let Err(refusal) = allowed {
            return refusal.into();
        }
        let (quota, repetition) = {
            let mut limits = lock(&self.limits);
            let quota = limits.count(&operation.category, asked.now);
            (quota, limits.repetition(asked.request, asked.now))
        };
        let done = match quota.refusal().or(repetition) {
            Some(refusal) => Err(refusal),
            None => self.act(state, operation, asked),
        };
        let mut answer = done.unwrap_or_else(Answer::from);
        answer.headers.extend(quota.headers());
        answer
    }

    fn act(&self, state: &mut State, operation: &Operation, asked: Asked<'_>) -> Outcome {
        let faults: Vec<String> = asked.verdict.faults().map(ToString::to_string).collect();
        if !faults.is_empty() {
            let message = format!("Invalid request: {}", faults.join("; "));
            return Err(Refusal::invalid(message));
        }
        acts::act(&mut Call {
            description: self.judge.description(),
            resources: &self.resources,
            settings: &self.settings,
            state,
            operation,
            verdict: asked.verdict,
            request: asked.request,
            origin: asked.origin,
            now: asked.now,
        })
    }

    /// What every answer of the API has.
    fn finished(&self, mut answer: Answer, verdict: &Verdict) -> Answer {
        if self.settings.quirks {
            quirks::apply(&mut answer, verdict.operation.as_deref());
        }
        let count = lock(&self.log).count();
        let id = letters(mix(self.settings.seed, &format!("request {count}")), 16);
        answer.header("x-pinterest-rid", id)
    }
}

impl fmt::Debug for Pinterest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pinterest").finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

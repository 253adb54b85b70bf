//! What a test expects of the network.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::json;

use super::clock::TestClock;
use super::differences::Call;
use super::rule::{On, Reply, Rule};
use crate::{BoxFuture, ClientBuilder, Core, Operation, Result, Transport, TransportError};

/// The network of a client in a test: rules for what is asked, each with what is answered.
///
/// A rule takes one call unless it says otherwise, and the first rule that fits takes it. A call that no rule takes is
/// refused, and fails the test when the scenario is dropped; so does a rule that was not used up.
///
/// ```
/// use pinterest_v5_runtime::testing::Scenario;
/// use pinterest_v5_runtime::{Core, Method, Operation};
/// use serde_json::json;
///
/// static LIST: Operation = Operation::new("boards/list", Method::Get, "/boards", "boards");
///
/// # fn main() -> Result<(), pinterest_v5_runtime::Error> {
/// let scenario = Scenario::new();
/// scenario.on(&LIST).with_query("page_size", 2).any_times().reply(json!({ "items": [] }));
/// let client: Core = scenario.client()?;
/// // ... the code under test, with `client` ...
/// # drop(client);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Scenario {
    state: Arc<Mutex<State>>,
    clock: TestClock,
}

#[derive(Debug, Default)]
struct State {
    rules: Vec<Rule>,
    in_order: bool,
    unmatched: Vec<String>,
    calls: Vec<Call>,
}

impl Scenario {
    /// A network that answers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One whose rules have to be used in the order in which they are given.
    #[must_use]
    pub fn in_order() -> Self {
        let scenario = Self::new();
        scenario.lock().in_order = true;
        scenario
    }

    /// A rule for calls of `operation`.
    pub fn on(&self, operation: &'static Operation) -> On<'_> {
        On::new(self, operation)
    }

    /// A client whose network and clock these are, with a token. It waits for nothing.
    ///
    /// # Errors
    ///
    /// None that a test could do anything about.
    pub fn client<C: From<Core>>(&self) -> Result<C> {
        ClientBuilder::new()
            .transport(self.transport())
            .clock(self.clock())
            .access_token("pina_test")
            .build()
    }

    /// The network alone, for a client with settings of its own.
    #[must_use]
    pub fn transport(&self) -> impl Transport + use<> {
        Network(Arc::clone(&self.state))
    }

    /// The clock alone, for such a client: whoever waits for it goes on at once, and it is later then.
    #[must_use]
    pub fn clock(&self) -> TestClock {
        self.clock.clone()
    }

    /// The calls that were made so far, in their order, also those that no rule took.
    ///
    /// For what a rule cannot say beforehand: `scenario.calls()[0].body()["data"][0]["user_data"]`.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    pub(super) fn add(&self, rule: Rule) {
        self.lock().rules.push(rule);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// The end of a test: what was expected has to have come.
///
/// # Panics
///
/// If a call found no rule, or a rule too few calls; not in a test that fails already.
impl Drop for Scenario {
    fn drop(&mut self) {
        let faults = self.lock().faults();
        assert!(std::thread::panicking() || faults.is_empty(), "{faults}");
    }
}

impl State {
    fn receive(&mut self, call: Call) -> Reply {
        let reply = self.answer(&call);
        self.calls.push(call);
        reply
    }

    fn answer(&mut self, call: &Call) -> Reply {
        let in_order = self.in_order;
        let mut nearest: Option<(usize, String)> = None;
        for (index, rule) in self.rules.iter_mut().enumerate() {
            let differences = call.differences(rule);
            if differences.is_empty() && rule.is_open() {
                rule.used += 1;
                return rule.reply.clone();
            }
            let first = differences.first();
            let why = first.map_or("it was used as often as it may be", String::as_str);
            let known = nearest.as_ref().map_or(usize::MAX, |(least, _)| *least);
            if differences.len() < known {
                let id = rule.operation.id;
                nearest = Some((
                    differences.len(),
                    format!("rule {} ({id}): {why}", index + 1),
                ));
            }
            // What comes before is to be used first.
            if in_order && rule.is_unmet() {
                break;
            }
        }
        let nearest = nearest.map_or("there are no rules".to_owned(), |(_, text)| text);
        let fault = format!("no rule takes {}; the nearest is {nearest}", call.line());
        let body = json!({ "code": 0, "message": fault }).to_string();
        self.unmatched.push(fault);
        // The client does not try again after this status.
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::IM_A_TEAPOT;
        Reply::Response(response)
    }

    fn faults(&self) -> String {
        let mut text = String::new();
        for fault in &self.unmatched {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{fault}");
        }
        for (index, rule) in self
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.is_unmet())
        {
            let (id, used) = (rule.operation.id, rule.used);
            let times = rule.times.unwrap_or_default();
            let _ = writeln!(
                text,
                "rule {} ({id}) was used {used} times of {times}",
                index + 1
            );
        }
        text
    }
}

struct Network(Arc<Mutex<State>>);

impl Transport for Network {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let reply = lock(&self.0).receive(Call::of(&request));
        Box::pin(async {
            match reply {
                Reply::Response(response) => Ok(response),
                Reply::Unreachable => Err(TransportError::connect("the scenario has no server")),
                Reply::Lost => Err(TransportError::exchange("the scenario lost the connection")),
            }
        })
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

//! What an operation does, once nothing speaks against it.
//!
//! Takes a call that was judged; changes the state and gives the answer. Invariant: what `acts/special.rs` does not name
//! happens by the role of the operation, and an act that refuses has changed nothing.

mod bookmarks;
mod bulk;
mod conflicts;
mod conform;
mod create;
mod delete;
mod envelope;
mod filter;
mod list;
mod made_up;
mod references;
mod special;
mod update;
mod view;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::answer::{Answer, Refusal};
use crate::description::{Description, Operation, Place};
use crate::judge::{Request, Verdict};
use crate::pinterest::Settings;
use crate::resources::{Kind, Resources, Role, table};
use crate::state::State;
use crate::synthesis::Likeness;

pub(crate) use create::create;
pub(crate) use made_up::of_schema;
pub(crate) use special::{address, begin, fill_shelves, film, image};

/// An answer, or why there is none.
pub(crate) type Outcome = Result<Answer, Refusal>;

/// A call, and all that decides about it.
pub(crate) struct Call<'c> {
    pub(crate) description: &'c Description,
    pub(crate) resources: &'c Resources,
    pub(crate) settings: &'c Settings,
    pub(crate) state: &'c mut State,
    pub(crate) operation: &'c Operation,
    pub(crate) verdict: &'c Verdict,
    pub(crate) request: &'c Request,
    /// Where the caller found this server: `http://127.0.0.1:8080`.
    pub(crate) origin: &'c str,
    /// Milliseconds since 1970.
    pub(crate) now: i64,
}

/// Does what the call asks for.
pub(crate) fn act(call: &mut Call<'_>) -> Outcome {
    parents(call)?;
    conflicts::check(call)?;
    if let Some(act) = special::of(&call.operation.id) {
        return act(call);
    }
    let resources = call.resources;
    let kind = |index: usize| &resources.kinds()[index];
    match resources.role(&call.operation.id) {
        Role::List(index, within) => list::list(call, kind(*index), within),
        Role::Get(index) => {
            let (id, _) = call.named(kind(*index))?;
            Ok(view::answer(call, kind(*index), &id))
        }
        Role::Create(index) => {
            let mut body = call.body();
            let scope = call.scope();
            for (name, value) in &scope {
                body.entry(name).or_insert_with(|| value.as_str().into());
            }
            let id = create(call, kind(*index), &body, &scope)?;
            Ok(view::answer(call, kind(*index), &id))
        }
        Role::Bulk(index, write) => bulk::bulk(call, kind(*index), *write),
        Role::Update(index) => {
            let (id, body) = call.named(kind(*index))?;
            update::update(call, kind(*index), &id, &body)?;
            let answer = view::answer(call, kind(*index), &id);
            // Audiences and templates are removed by a change.
            if body
                .get("operation_type")
                .is_some_and(|what| what == "REMOVE")
            {
                delete::remove(call, kind(*index), &id);
            }
            Ok(answer)
        }
        Role::Delete(index) => delete::delete(call, kind(*index)),
        Role::MadeUp => made_up::answer(call),
    }
}

/// Everything that the path leads through has to be there.
fn parents(call: &Call<'_>) -> Result<(), Refusal> {
    for (kind, variable) in call.resources.parents(call.operation) {
        let is_last = call
            .operation
            .template
            .ends_with(&format!("{{{variable}}}"));
        let id = call.path(variable).unwrap_or_default();
        if !is_last && call.state.get(&kind.collection, &id).is_none() {
            return Err(kind.missing(&id));
        }
    }
    Ok(())
}

impl Call<'_> {
    /// The text of a variable of the path.
    pub(crate) fn path(&self, name: &str) -> Option<String> {
        self.verdict.parameter(Place::Path, name).map(text)
    }

    /// The value of a parameter of the query; else what the description says of its default.
    pub(crate) fn query(&self, name: &str) -> Option<Value> {
        let sent = self.verdict.parameter(Place::Query, name).cloned();
        let mut parameters = self.operation.parameters.iter();
        let declared = parameters.find(|one| one.place == Place::Query && one.name == name);
        sent.or_else(|| declared?.default.clone())
    }

    /// The members of the body.
    pub(crate) fn body(&self) -> Map<String, Value> {
        let body = self.verdict.body.as_ref().and_then(Value::as_object);
        body.cloned().unwrap_or_default()
    }

    /// The variables of the path.
    pub(crate) fn scope(&self) -> BTreeMap<String, String> {
        let parameters = self.verdict.parameters.iter();
        let in_path = parameters.filter(|((place, _), _)| *place == Place::Path);
        in_path
            .map(|((_, name), value)| (name.clone(), text(value)))
            .collect()
    }

    /// The id of the thing that the path names, or else the body, and the body; refused if it is not there.
    fn named(&self, kind: &Kind) -> Result<(String, Map<String, Value>), Refusal> {
        let body = self.body();
        let item = self.operation.template.strip_prefix(&kind.collection);
        let variable = item.and_then(|item| item.strip_prefix("/{")?.strip_suffix('}'));
        let mut elsewhere = table::GETS.iter();
        let elsewhere = elsewhere.find(|(operation, ..)| *operation == self.operation.id);
        let variable = variable.or(elsewhere.map(|(_, _, variable)| *variable));
        let id = match variable {
            Some(variable) => self.path(variable),
            None => body.get(&kind.id).or_else(|| body.get("id")).map(text),
        };
        let id = id.unwrap_or_default();
        if self.holds(kind, &id, &self.scope()) {
            return Ok((id, body));
        }
        Err(kind.missing(&id))
    }

    /// Whether there is such a thing, in the place that `scope` names.
    pub(crate) fn holds(&self, kind: &Kind, id: &str, scope: &BTreeMap<String, String>) -> bool {
        let thing = self.state.get(&kind.collection, id);
        thing.is_some_and(|thing| {
            let mut names = kind.scope.iter();
            names.all(|name| {
                scope
                    .get(name)
                    .is_none_or(|value| thing.scope.get(name) == Some(value))
            })
        })
    }

    /// The documented success, with this body if it has one.
    pub(crate) fn success(&self, value: Option<Value>) -> Answer {
        let Some(success) = self.operation.usual_success() else {
            return Answer::empty(200);
        };
        match (&success.schema, value) {
            (Some(_), Some(value)) => Answer {
                status: success.status,
                ..Answer::json(&value)
            },
            _ => Answer::empty(success.status),
        }
    }

    /// What a made-up value called `name` goes by.
    pub(crate) fn likeness(&self, name: &str) -> Likeness {
        Likeness {
            seed: crate::random::mix(self.settings.seed, name),
            now: self.now / crate::clock::DAY * crate::clock::DAY,
        }
    }
}

/// A value as a path or a query writes it.
pub(crate) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What goes with a thing of this collection.
pub(crate) fn cascade(state: &mut State, kind: &Kind, id: &str) {
    let of_scope = format!("{}/{{", kind.collection);
    let variable = |collection: &str| {
        let rest = collection.strip_prefix(&of_scope)?;
        rest.split_once('}').map(|(name, _)| name.to_owned())
    };
    state.remove_if(|collection, thing| {
        let below = variable(collection)
            .is_some_and(|name| thing.scope.get(&name).is_some_and(|value| value == id));
        let mut belongs = table::BELONGS.iter();
        below
            || belongs.any(|(of, to, member)| {
                *of == kind.collection && *to == collection && thing.has(member, id)
            })
    });
}

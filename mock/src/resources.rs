//! What the API keeps, and what each operation does to it.
//!
//! Takes the description; gives the kinds of things (boards, campaigns, feeds) and a role for each operation. Invariant:
//! a kind and a role come from the shape of the paths; `resources/table.rs` says only what no shape gives.

mod rule;
pub(crate) mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::answer::Refusal;
pub(crate) use rule::{element, elements, takes, widened};

use crate::description::{Description, Operation};
use crate::json_schema::{Direction, Lazy, Validators};

/// What the API keeps several of, such as boards.
#[derive(Clone, Debug)]
pub struct Kind {
    /// The template of the collection, which names the kind: `/boards`.
    pub collection: String,
    /// One of them in words: `board`.
    pub singular: String,
    /// The member that holds the id.
    pub id: String,
    /// The variables of the collection's path: to what one of them belongs.
    pub scope: Vec<String>,
    /// What one of them looks like.
    pub(crate) looks: Looks,
}

/// What a value looks like.
#[derive(Clone, Debug)]
pub(crate) struct Looks {
    /// By the description.
    pub(crate) schema: Value,
    /// The judge of that.
    pub(crate) check: Arc<Lazy>,
}

/// What an operation does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Lists those of a kind whose members are what the path says.
    List(usize, Vec<(String, String)>),
    /// Gives one.
    Get(usize),
    /// Makes one of the body.
    Create(usize),
    /// Makes or changes one for each element of the body.
    Bulk(usize, Write),
    /// Changes the one that the path names, or else the body.
    Update(usize),
    /// Removes the one that the path names, or those that the query names.
    Delete(usize),
    /// Gives something made up, the same every time.
    MadeUp,
}

/// What a bulk call does with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// Makes something of it.
    Create,
    /// Changes what it names.
    Update,
}

/// The kinds, and the role of each operation.
#[derive(Debug)]
pub struct Resources {
    kinds: Vec<Kind>,
    roles: BTreeMap<String, Role>,
    answers: BTreeMap<String, Looks>,
}

impl Resources {
    /// What `description` tells.
    ///
    /// # Errors
    /// If the components of the description make no sense.
    pub fn new(description: &Description) -> anyhow::Result<Self> {
        let validators = Arc::new(Validators::new(description, Direction::Response)?);
        let kinds = rule::kinds(description, &validators);
        let roles = description.operations().iter();
        let roles = roles.map(|operation| {
            let role = rule::role(description, &kinds, operation);
            (operation.id.clone(), role)
        });
        let roles: BTreeMap<String, Role> = roles.collect();
        let answers = description.operations().iter().filter_map(|operation| {
            let (Role::Create(kind) | Role::Get(kind) | Role::Update(kind)) = roles[&operation.id]
            else {
                return None;
            };
            let schema = operation.usual_success()?.schema.as_ref()?;
            let own = *schema != kinds[kind].looks.schema;
            own.then(|| (operation.id.clone(), Looks::new(&validators, schema)))
        });
        Ok(Self {
            answers: answers.collect(),
            roles,
            kinds,
        })
    }

    /// Every kind.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind of a collection.
    #[must_use]
    pub fn kind(&self, collection: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.collection == collection)
    }

    /// What an operation does.
    #[must_use]
    pub fn role(&self, operation: &str) -> &Role {
        self.roles.get(operation).unwrap_or(&Role::MadeUp)
    }

    /// What the answer of an operation shows of a thing, if it is not all that a thing of its kind looks like.
    pub(crate) fn answer(&self, operation: &str) -> Option<&Looks> {
        self.answers.get(operation)
    }

    /// The kind of what a member of a body names, such as `board_id`.
    #[must_use]
    pub fn referred(&self, member: &str) -> Option<&Kind> {
        let row = table::REFERENCES.iter().find(|(name, _)| *name == member);
        self.kind(row?.1)
    }

    /// The operation that makes one of a kind.
    #[must_use]
    pub fn maker<'d>(&self, description: &'d Description, kind: &Kind) -> Option<&'d Operation> {
        let mut elsewhere = table::MADE_BY.iter();
        let elsewhere = elsewhere.find(|(made, _)| *made == kind.collection);
        let mut operations = description.operations().iter();
        operations.find(|operation| match elsewhere {
            Some((_, maker)) => operation.id == *maker,
            None => operation.method == "POST" && operation.template == kind.collection,
        })
    }

    /// The kinds that the path of `operation` leads through, each with the variable that names one of them, and the path
    /// itself left out.
    pub fn parents<'r>(
        &'r self,
        operation: &'r Operation,
    ) -> impl Iterator<Item = (&'r Kind, &'r str)> {
        let template = operation.template.as_str();
        let ends = template.match_indices("/{").map(|(at, _)| at);
        ends.filter_map(move |at| {
            let rest = &template[at + 2..];
            let (variable, _) = rest.split_once('}')?;
            Some((self.kind(&template[..at])?, variable))
        })
    }
}

impl Looks {
    fn new(validators: &Arc<Validators>, schema: &Value) -> Self {
        Self {
            schema: schema.clone(),
            check: Arc::new(Lazy::new(validators, schema)),
        }
    }
}

impl Kind {
    /// That there is none with this id.
    #[must_use]
    pub fn missing(&self, id: &str) -> Refusal {
        let known = table::MISSING
            .iter()
            .find(|(kind, _)| *kind == self.collection);
        let code = known.map_or(404, |(_, code)| *code);
        let words = self.singular.replace('_', " ");
        Refusal::new(404, code, format!("there is no {words} {id}"))
    }
}

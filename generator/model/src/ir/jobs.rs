//! Work that the server does behind a call: which calls start it, which ask about it, and which types tell of it.

use std::collections::{BTreeMap, BTreeSet};

use super::TypeId;

/// Every job; set by the stage *recognise*.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// The calls that ask about a job, by operation id.
    pub asks: BTreeMap<String, Ask>,
    /// The calls that start a job, by operation id.
    pub starts: BTreeMap<String, Start>,
    /// The answers that tell a job's state, and their parts that do.
    pub status_sources: BTreeMap<TypeId, StatusSource>,
    /// Those of them that have a link to the result, or a part that has.
    pub linked: BTreeSet<TypeId>,
    /// The answers that name the job that was started, and their parts that do.
    pub job_ids: BTreeMap<TypeId, JobId>,
}

/// A call that asks about a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The parameter that says which job.
    pub parameter: String,
    /// The enum of the job's states.
    pub states: TypeId,
}

/// A call that starts a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The call that asks about the job.
    pub ask: String,
    /// The query parameters that asking takes over.
    pub shared: Vec<String>,
}

/// How a type tells of a job; members by their position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusSource {
    /// It is the state: of its values, these mean that the job is over.
    State {
        /// What came to something.
        done: Vec<String>,
        /// What came to nothing.
        failed: Vec<String>,
    },
    /// The state is in a member, beside a link to the result if there is one.
    Member(usize, Option<usize>),
    /// A member tells.
    Within(usize),
    /// Each variant tells, in a member of this name; so may a variant that is not known yet.
    Union {
        /// The member, by its name on the wire.
        member: String,
        /// The enum of the states.
        states: TypeId,
    },
}

/// How a type names a job; members by their position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobId {
    /// By a text or an identifier.
    Member(usize),
    /// A member names it.
    Within(usize),
    /// Each variant names it, in a member of this name on the wire; so may a variant that is not known yet.
    Union(String),
}

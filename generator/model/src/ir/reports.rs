//! Reports whose columns the request chooses.

use std::collections::{BTreeMap, BTreeSet};

use super::TypeId;

/// The columns and rows of reports; set by the stage *recognise*.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// The enums by which requests choose columns.
    pub columns: BTreeSet<TypeId>,
    /// The objects that are rows of such reports, each with the enums of its columns.
    pub rows: BTreeMap<TypeId, BTreeSet<TypeId>>,
}

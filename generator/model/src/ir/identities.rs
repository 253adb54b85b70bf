//! What names of identifiers mean, where they do not say it themselves.

use std::collections::{BTreeMap, BTreeSet};

/// What the description says of the names of identifiers.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    /// Names that mean what another one does: a `sponsor_id` is a `user_id`.
    pub aliases: BTreeMap<String, String>,
    /// Names of what several kinds of things have in common, each with the names of the kinds.
    pub shared: BTreeMap<String, Vec<String>>,
    /// Those of them that one makes the identifiers of the kinds from, too.
    pub either_way: BTreeSet<String>,
}

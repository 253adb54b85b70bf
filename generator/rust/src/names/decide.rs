//! The decision about a name: an entry, the name that the item had, or the rule.

use super::scope::Scope;
use super::{Builder, Ident};
use model::ir::TypeId;
use source::pointer::Pointer;

/// Something with a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A group, by the position of its tag.
    Group(usize),
    /// An operation, by its position.
    Operation(usize),
    /// A type.
    Type(TypeId),
    /// A member of a struct, by its position.
    Field(TypeId, usize),
    /// A value of an enum or an alternative of a union, by its position.
    Variant(TypeId, usize),
    /// A parameter, by `query.name` or `path.name`.
    Parameter(String),
    /// What comes with another item, by its key in the lock.
    Companion(String),
    /// An OAuth scope, by its position among all.
    Scope(usize),
}

/// How a name came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What decided.
    pub by: By,
    /// The name, if it was free.
    pub name: Ident,
    /// The name that the rule gives.
    pub rule: Ident,
}

/// What decides a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// An entry of `names.toml`, by table and key.
    Entry(&'static str, String),
    /// The lock: the item had it.
    Lock,
    /// The rule.
    Rule,
}

/// A name before anybody knows whether it is free.
pub(super) struct Wanted {
    /// The table of an entry that would change it.
    pub(super) table: &'static str,
    pub(super) name: Ident,
    /// Whether the item has this name already.
    pub(super) locked: bool,
    /// The key of such an entry.
    pub(super) key: String,
    pub(super) at: Pointer,
}

impl Builder<'_> {
    /// What an item should be called. `locked` is what it was called.
    pub(super) fn decide(
        &mut self,
        item: Item,
        (table, key, at): (&'static str, String, &Pointer),
        locked: Option<&str>,
        rule: Ident,
    ) -> Wanted {
        let entry = self.entry(table, &key);
        let entry = entry.map(|name| (By::Entry(table, key.clone()), name));
        let old = || Some((By::Lock, Ident::given(locked?)?));
        let (by, name) = entry.or_else(old).unwrap_or((By::Rule, rule.clone()));
        let locked = locked == Some(name.to_string().as_str());
        let decision = Decision {
            by,
            name: name.clone(),
            rule,
        };
        self.decisions.insert(item, decision);
        Wanted {
            table,
            name,
            locked,
            key,
            at: at.clone(),
        }
    }

    /// The name that an entry gives to a key, if it is one and comes with a reason.
    pub(super) fn entry(&mut self, table: &'static str, key: &str) -> Option<Ident> {
        let entry = self.given.entries.table(table).get(key)?;
        self.used.insert((table, key.to_owned()));
        let given = Ident::given(&entry.name).filter(|_| !entry.reason.trim().is_empty());
        if given.is_none() {
            self.invalid(table, key, entry);
        }
        given
    }

    /// Takes names from a scope, and with each the further names that it needs: the wanted one or, after a finding, the
    /// next that is free. What has a name already comes first, so that growth moves no name.
    pub(super) fn claim_all(
        &mut self,
        scope: &mut Scope,
        wanted: &[Wanted],
        needs: impl Fn(usize, &Ident) -> Vec<String>,
    ) -> Vec<Ident> {
        let mut names: Vec<Ident> = wanted.iter().map(|one| one.name.clone()).collect();
        for position in locked_first(wanted) {
            let needs = |name: &Ident| needs(position, name);
            names[position] = self.claim(scope, &wanted[position], wanted, needs);
        }
        names
    }

    /// Takes one name from a scope: the wanted one or, after a finding, the next that is free. The finding shows which
    /// of those beside it has the name.
    pub(super) fn claim(
        &mut self,
        scope: &mut Scope,
        wanted: &Wanted,
        beside: &[Wanted],
        needs: impl Fn(&Ident) -> Vec<String>,
    ) -> Ident {
        let is_free = scope.is_free(&needs(&wanted.name));
        let name = scope.take(&wanted.name, needs);
        if !is_free {
            let mut others = beside.iter().filter(|other| other.at != wanted.at);
            let other = others.find(|other| other.name == wanted.name);
            self.collision(wanted, &name, other.map(|other| &other.at));
        }
        name
    }
}

/// The positions of the names in the order in which they are taken.
pub(super) fn locked_first(wanted: &[Wanted]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..wanted.len()).collect();
    positions.sort_by_key(|position| !wanted[*position].locked);
    positions
}

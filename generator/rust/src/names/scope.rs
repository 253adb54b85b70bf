//! A scope: the names that are taken in it, and the search for one that is free.

use std::collections::BTreeSet;

use super::Ident;

/// The names taken in one place. A name may bring others with it (`X` a struct `XRequired`), and is free if all are.
#[derive(Default)]
pub(super) struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope in which some names are used for something else.
    pub(super) fn reserved(names: &[&str]) -> Self {
        let mut scope = Self::default();
        scope.reserve(names.iter().map(|name| (*name).to_owned()));
        scope
    }

    /// Whether nothing has these names yet.
    pub(super) fn is_free(&self, names: &[String]) -> bool {
        names.iter().all(|name| !self.0.contains(name))
    }

    /// Takes the names, whether or not they are free.
    pub(super) fn reserve(&mut self, names: impl IntoIterator<Item = String>) {
        self.0.extend(names);
    }

    /// Takes `name` with what it needs; with a number if something of it is taken.
    pub(super) fn take(&mut self, name: &Ident, needs: impl Fn(&Ident) -> Vec<String>) -> Ident {
        let is_type = name.bare().starts_with(char::is_uppercase);
        let separator = if is_type { "" } else { "_" };
        let numbered = |count: usize| name.with_suffix(&format!("{separator}{count}"));
        let candidates = std::iter::once(name.clone()).chain((2..).map(numbered));
        let mut free = candidates.filter(|candidate| self.is_free(&needs(candidate)));
        let name = free.next().unwrap_or_else(|| name.clone());
        self.reserve(needs(&name));
        name
    }
}

/// What a name needs that needs by itself.
pub(super) fn itself(name: &Ident) -> Vec<String> {
    vec![name.bare().to_owned()]
}

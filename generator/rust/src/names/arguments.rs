//! Names of arguments and setters: what a caller gives to one call.

use std::collections::HashMap;

use super::decide::Wanted;
use super::fields::unreserved;
use super::scope::{Scope, itself};
use super::{Builder, BundleName, Ident, Item};
use model::ir::{Location, Operation};
use source::pointer::Pointer;

/// Names that the methods of requests and bundles use.
const RESERVED: &[&str] = &[
    "client",
    "new",
    "default",
    "send",
    "clone",
    "into_future",
    "items",
    "pages",
    "in_parts",
    "into_one",
    "all",
    "unchecked",
    "options",
    "poll",
    "upload",
    "from",
    "into",
    "request",
    "write",
];

/// The argument that takes the request body.
pub(super) const BODY: &str = "body";

impl Builder<'_> {
    /// The names of the bundles where they are used, by the type's name.
    pub(super) fn bundles(&mut self) -> HashMap<String, BundleName> {
        let api = self.api;
        let mut names = HashMap::new();
        for bundle in &api.bundles {
            let mut scope = Scope::reserved(RESERVED);
            let mut wanted = Vec::new();
            for wire in &bundle.members {
                let mut parameters = api.operations.iter().flat_map(|one| &one.parameters);
                let declared = parameters
                    .find(|one| (one.location, &one.name) == (Location::Query, wire))
                    .map_or_else(Pointer::root, |one| one.usage.at.clone());
                wanted.push(self.argument(Location::Query, wire, &declared));
            }
            let members = self.claim_all(&mut scope, &wanted, |_, name| itself(name));
            let argument = unreserved(&bundle.name, RESERVED);
            names.insert(bundle.name.clone(), BundleName { argument, members });
        }
        names
    }

    /// The names of an operation's parameters. They give way to its bundles and its body.
    pub(super) fn arguments(&mut self, operation: &Operation) -> Vec<Ident> {
        let api = self.api;
        let mut scope = Scope::reserved(RESERVED);
        let bundles = api.bundles_of(operation);
        let bundles = bundles.map(|bundle| unreserved(&bundle.name, RESERVED));
        scope.reserve(bundles.map(|name| name.bare().to_owned()));
        scope.reserve(operation.body.iter().map(|_| BODY.to_owned()));
        let parameters = operation.parameters.iter();
        let wanted: Vec<Wanted> = parameters
            .map(|one| self.argument(one.location, &one.name, &one.usage.at))
            .collect();
        self.claim_all(&mut scope, &wanted, |_, name| itself(name))
    }

    fn argument(&mut self, location: Location, wire: &str, at: &Pointer) -> Wanted {
        let key = format!("{}.{wire}", location.as_str());
        let locked = self.given.lock.entries.parameters.get(&key);
        let locked = locked.map(String::as_str);
        let item = Item::Parameter(key.clone());
        self.decide(
            item,
            ("parameters", key, at),
            locked,
            unreserved(wire, RESERVED),
        )
    }
}

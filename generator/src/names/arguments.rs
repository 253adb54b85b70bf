//! Names of arguments and setters: what a caller gives to one call.

use std::collections::HashMap;

use super::fields::unreserved;
use super::scope::{Scope, itself};
use super::{Builder, BundleName, Ident};
use crate::ir::{Location, Operation};
use crate::pointer::Pointer;

/// Names that the methods of requests and bundles use.
const RESERVED: &[&str] = &[
    "new",
    "default",
    "send",
    "clone",
    "into_future",
    "items",
    "pages",
    "in_parts",
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
            let mut members = Vec::new();
            for wire in &bundle.members {
                let mut parameters = api.operations.iter().flat_map(|one| &one.parameters);
                let declared = parameters
                    .find(|one| (one.location, &one.name) == (Location::Query, wire))
                    .map_or_else(Pointer::root, |one| one.usage.at.clone());
                members.push(self.argument(&mut scope, Location::Query, wire, &declared));
            }
            let argument = unreserved(&bundle.name, RESERVED);
            names.insert(bundle.name.clone(), BundleName { argument, members });
        }
        names
    }

    /// The names of an operation's parameters. They give way to its bundles and its body.
    pub(super) fn arguments(&mut self, operation: &Operation) -> Vec<Ident> {
        let api = self.api;
        let mut scope = Scope::reserved(RESERVED);
        let bundles = api.bundles.iter();
        let bundles = bundles.filter(|bundle| bundle.fits(&api.types, operation));
        let bundles = bundles.map(|bundle| unreserved(&bundle.name, RESERVED));
        scope.reserve(bundles.map(|name| name.bare().to_owned()));
        scope.reserve(operation.body.iter().map(|_| BODY.to_owned()));
        let parameters = operation.parameters.iter();
        parameters
            .map(|one| self.argument(&mut scope, one.location, &one.name, &one.usage.at))
            .collect()
    }

    fn argument(
        &mut self,
        scope: &mut Scope,
        location: Location,
        wire: &str,
        at: &Pointer,
    ) -> Ident {
        let key = format!("{}.{wire}", location.as_str());
        let given = self.entry("parameters", &key);
        let name = given.unwrap_or_else(|| unreserved(wire, RESERVED));
        self.claim(scope, &name, ("parameters", &key), at, itself)
    }
}

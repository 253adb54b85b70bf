//! The intermediate representation: what the API is, free of OpenAPI and of Rust syntax.
//!
//! `lower` builds it, `normalise` rewrites it, `recognise` adds what shapes mean, and from [`FrozenApi`] on it is only read.
//! It imports neither side.
//!
//! Invariant: every node keeps the JSON pointer of the place that declared it.

mod bulk;
mod frozen;
mod identities;
mod jobs;
mod media;
mod object;
mod operation;
mod reports;
mod shape;
mod types;
mod usage;

use std::collections::{BTreeMap, BTreeSet};

pub use bulk::{Alternative, Bulk, BulkAnswer, BulkItem, BulkReason, Says};
pub use frozen::FrozenApi;
pub use identities::Identities;
pub use jobs::{Ask, JobId, Jobs, Start, StatusSource};
pub use media::{Cover, Image, Media, MediaHolder, OnlyBody, Registration};
pub use object::{Argument, Constant, Field, Order, Struct};
pub use operation::{
    AuthScheme, Body, BodyEncoding, BodyRule, Bundle, Deprecation, Location, LogicalParameter,
    Operation, ParameterId, ParameterKind, ParameterStyle, ParameterUse, Tag, Window, Windows,
};
pub use reports::Reports;
pub use types::{Direction, Enum, Hint, Shape, TypeDef, TypeId, Types, Union, Variant};
pub use usage::{Bounds, Hash, Identity, Type, Unit, UnixTime, Usage};

/// The whole API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.version` of the description.
    pub version: String,
    /// The tags in use, in alphabetical order.
    pub tags: Vec<Tag>,
    /// Every operation, ordered by tag, path and method.
    pub operations: Vec<Operation>,
    /// Every named type.
    pub types: Types,
    /// The parameters, each once, ordered by location and name.
    pub parameters: Vec<LogicalParameter>,
    /// What the description says of the names of identifiers.
    pub identities: Identities,
    /// The identifiers that several kinds of things have in common, each with those of the kinds; set by the ids pass.
    pub shared_ids: BTreeMap<TypeId, Vec<TypeId>>,
    /// Those of them that go where an identifier of one of the kinds is taken; set by the ids pass.
    pub either_way_ids: BTreeSet<TypeId>,
    /// What the description says that OAuth scopes let an app do, by their names.
    pub scopes: BTreeMap<String, String>,
    /// Parameters that travel together.
    pub bundles: Vec<Bundle>,
    /// Answers about several things, and the calls that get them.
    pub bulk: Bulk,
    /// Values for examples, by the name of the parameter or member that has them.
    pub examples: BTreeMap<String, String>,
    /// Work that the server does behind calls.
    pub jobs: Jobs,
    /// The operations that the description has and the client has not, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// Files, images and videos.
    pub media: Media,
    /// Reports whose columns the request chooses.
    pub reports: Reports,
    /// The operation that hands out tokens, by its position.
    pub token_endpoint: Option<usize>,
}

impl Api {
    /// Applies a change to every usage anywhere, nested ones first.
    pub fn for_each_usage_mut(&mut self, change: &mut impl FnMut(&mut Usage)) {
        for id in self.types.ids() {
            for usage in self.types[id].shape.usages_mut() {
                usage.for_each_mut(change);
            }
        }
        for operation in &mut self.operations {
            for usage in operation.usages_mut() {
                usage.for_each_mut(change);
            }
        }
    }

    /// The bundles that an operation takes.
    pub fn bundles_of(&self, operation: &Operation) -> impl Iterator<Item = &Bundle> {
        let bundles = self.bundles.iter();
        bundles.filter(|bundle| bundle.fits(&self.types, operation))
    }

    /// The named types that a usage reaches, through any number of types.
    #[must_use]
    pub fn reached_from<'u>(&self, roots: impl IntoIterator<Item = &'u Usage>) -> BTreeSet<TypeId> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<TypeId> = Vec::new();
        for root in roots {
            root.for_each_named(&mut |id| open.push(id));
        }
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                open.extend(self.shared_ids.get(&id).into_iter().flatten());
                for usage in self.types[id].shape.usages() {
                    usage.for_each_named(&mut |id| open.push(id));
                }
            }
        }
        reached
    }
}

//! Stage *normalise*: one ordered list of passes over the intermediate representation.
//!
//! Each pass lives in its own file, takes the whole [`Api`] and settles one question for good.
//!
//! Invariant: a pass relies only on passes above it in [`PASSES`].

mod bounds;
mod constants;
mod dedup;
mod direction;
mod entities;
mod features;
mod ids;
mod lists;
mod one_or_many;
mod pages;
mod parameters;
mod patch;
mod placeholder_maps;
mod recursion;
mod report_rows;
mod units;

use crate::ir::Api;

/// A pass.
pub type Pass = fn(&mut Api);

/// The passes, in order.
pub const PASSES: &[(&str, Pass)] = &[
    ("pages", pages::run),
    ("placeholder_maps", placeholder_maps::run),
    ("report_rows", report_rows::run),
    ("one_or_many", one_or_many::run),
    ("ids", ids::run),
    ("units", units::run),
    ("entities", entities::run),
    ("constants", constants::run),
    ("dedup", dedup::run),
    ("parameters", parameters::run),
    ("bounds", bounds::run),
    ("direction", direction::run),
    ("patch", patch::run),
    ("lists", lists::run),
    ("recursion", recursion::run),
    ("features", features::run),
];

/// Runs every pass.
pub fn normalise(api: &mut Api) {
    normalise_observed(api, &mut |_, _| {});
}

/// Runs every pass and shows what each made of the API.
pub fn normalise_observed(api: &mut Api, passed: &mut impl FnMut(&'static str, &Api)) {
    for (name, pass) in PASSES {
        pass(api);
        passed(name, api);
    }
}

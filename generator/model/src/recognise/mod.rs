//! Stage *recognise*: what the shapes of the normalised API mean beyond themselves, written into the API.
//!
//! Each module finds one kind of thing once, for all later stages. Invariant: shapes decide; where names of members
//! have a meaning, they are constants of the module. After this stage the API is only read.

mod arguments;
mod bulk;
pub mod bundles;
mod filled;
mod jobs;
mod lists;
mod media;
mod reports;
mod rules;
mod tokens;

use crate::ir::Api;
use diagnostics::Diagnostics;

/// Writes what is found into the API, which has its bundles. A state of a job that nobody has said the meaning of, and
/// a list that goes on in an unknown shape, are findings.
pub fn recognise(api: &mut Api, diagnostics: &mut Diagnostics) {
    api.jobs = jobs::jobs(api, diagnostics);
    api.bulk = bulk::bulk(api);
    arguments::settle(api);
    bundles::settle(api);
    api.media = media::media(api);
    api.reports = reports::reports(api);
    let rules = api.operations.iter().map(|one| rules::rules(api, one));
    let rules: Vec<_> = rules.collect();
    for (operation, rules) in api.operations.iter_mut().zip(rules) {
        operation.rules = rules;
    }
    filled::settle(api, diagnostics);
    api.token_endpoint = tokens::endpoint(api);
    lists::report_unknown(api, diagnostics);
}

/// The only one there is.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

//! Stage *recognise*: what the shapes of the normalised API mean beyond themselves, written into the API.
//!
//! Each module finds one kind of thing once, for all later stages. Invariant: shapes decide; where names of members
//! have a meaning, they are constants of the module.

mod bulk;
mod jobs;

use crate::diagnostics::Diagnostics;
use crate::model::ir::Api;

/// Writes what is found into the API. A state of a job that nobody has said the meaning of is a finding.
pub fn recognise(api: &mut Api, diagnostics: &mut Diagnostics) {
    api.jobs = jobs::jobs(api, diagnostics);
    api.bulk = bulk::bulk(api);
}

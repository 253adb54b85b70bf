//! Reports for reviewers: what a run read and what it emitted, in text made for snapshots.
//!
//! Takes the frozen API, its names and the emitted files; gives one text per snapshot. Invariant: every line represents
//! one thing and the lines are sorted, so a change of one thing changes one line.

mod counts;
mod docs;
mod jobs;
mod outline;
mod params;
mod parts;
mod readme;
mod summary;
mod surface;

use std::collections::{BTreeMap, BTreeSet};

pub use counts::{Count, counts};
pub use surface::symbols;

use rust::emit::Context;
use rust::names::{IDS, Ident, own_module};

/// Every report, by the name of its snapshot.
#[must_use]
pub fn reports(
    context: Context<'_>,
    files: &BTreeMap<String, String>,
    warnings: &str,
) -> BTreeMap<String, String> {
    let mut reports = BTreeMap::new();
    reports.insert(
        "summary".to_owned(),
        summary::summary(context, files, warnings),
    );
    let counts = counts(context, files);
    reports.insert(
        "counts".to_owned(),
        counts.iter().map(|count| count.text(true)).collect(),
    );
    reports.insert("jobs".to_owned(), jobs::jobs(context));
    reports.insert("outline".to_owned(), outline::outline(context));
    reports.insert("params".to_owned(), params::params(context));
    reports.extend(surfaces(context, files));
    reports
}

/// README.md with the parts that the description decides.
#[must_use]
pub fn readme(context: Context<'_>, text: &str) -> String {
    readme::update(context, text)
}

/// How many items of each kind have words, as a table.
#[must_use]
pub fn documentation(context: Context<'_>) -> String {
    docs::figures(context.api)
}

/// Every item that can have words, with those that it has, one a line.
#[must_use]
pub fn documented(context: Context<'_>) -> String {
    docs::list(context.api)
}

/// One surface per tag, with the types that only its operations reach, and one of the types that several tags share.
fn surfaces(context: Context<'_>, files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let text = |path: String| files.get(&path).map_or("", String::as_str);
    let owners = type_owners(context);
    let mut surfaces = BTreeMap::new();
    for tag in 0..context.api.tags.len() {
        let name = context.names.group(tag).module.bare();
        let own = owners.iter().filter(|(_, owner)| **owner == Some(tag));
        let own: Vec<&str> = own.map(|(path, _)| text(path.clone())).collect();
        let api = text(format!("src/api/{name}.rs"));
        surfaces.extend(parts::parts(name, surface::surface(&[api], &own)));
    }
    let shared = owners.iter().filter(|(_, owner)| owner.is_none());
    let shared: Vec<&str> = shared.map(|(path, _)| text(path.clone())).collect();
    let client = ["src/client.rs", "src/oauth.rs"].map(|path| text(path.to_owned()));
    surfaces.extend(parts::parts("shared", surface::surface(&client, &shared)));
    surfaces
}

/// The only tag that reaches the types of each file; none for those that several reach, and for identifiers.
fn type_owners(context: Context<'_>) -> BTreeMap<String, Option<usize>> {
    let file = |module: &Ident| format!("src/types/{}.rs", module.bare());
    let types = context.names.modules().map(|(module, ids)| {
        let tags = ids.first().map(|id| &context.api.types[*id].tags);
        let tags = tags.filter(|tags| tags.len() == 1 && module.bare() != IDS);
        (file(module), tags.and_then(BTreeSet::first).copied())
    });
    let bundles = context.api.bundles.iter();
    let bundles = bundles.map(|bundle| (file(&own_module(&bundle.name)), None));
    types.chain(bundles).collect()
}

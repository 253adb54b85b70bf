//! Reports for reviewers: what a run read and what it emitted, in text made for snapshots.
//!
//! Takes the frozen API, its names and the emitted files; gives one text per snapshot. Invariant: every line stands for
//! one thing and the lines are sorted, so a change of one thing changes one line.

mod outline;
mod params;
mod summary;
mod surface;

use std::collections::BTreeMap;

use crate::emit::Context;

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
    reports.insert("outline".to_owned(), outline::outline(context));
    reports.insert("params".to_owned(), params::params(context));
    for tag in 0..context.api.tags.len() {
        let name = context.names.group(tag).module.bare();
        let text = files
            .get(&format!("src/api/{name}.rs"))
            .map_or("", String::as_str);
        reports.insert(format!("surface_{name}"), surface::surface(&[text]));
    }
    let types = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/types/"));
    let types: Vec<&str> = types.map(|(_, text)| text.as_str()).collect();
    reports.insert("surface_types".to_owned(), surface::surface(&types));
    reports
}

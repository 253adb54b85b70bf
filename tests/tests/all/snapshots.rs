//! What reviewers read: the numbers, the merge table and the public surface, as snapshots.

use std::collections::BTreeSet;

use crate::support::{description, output};

/// Every report has its snapshot; the outline is for small descriptions.
#[test]
fn reports() {
    let reports = output().reports();
    for (name, report) in reports.iter().filter(|(name, _)| *name != "outline") {
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name.as_str(), report);
        });
    }
}

#[test]
fn the_numbers_of_the_description() {
    let reports = output().reports();
    let surfaces = || {
        reports
            .iter()
            .filter(|(name, _)| name.starts_with("surface_"))
    };
    let operations = surfaces().map(|(_, text)| text.matches("::OPERATION = ").count());
    let described = description().operations();
    assert_eq!(operations.sum::<usize>(), described.len());
    let tags: BTreeSet<_> = described.iter().map(|one| one.tag.as_str()).collect();
    // One more for what the groups share.
    assert_eq!(surfaces().count(), tags.len() + 1);
}

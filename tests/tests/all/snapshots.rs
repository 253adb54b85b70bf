//! What reviewers read: the numbers, the merge table and the public surface, as snapshots.

use crate::support::output;

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
    assert_eq!(operations.sum::<usize>(), 231);
    assert_eq!(surfaces().count(), 46 + 1);
    assert!(reports["params"].starts_with("158 logical parameters, 167 types, 681 uses"));
}

//! Cases: the folders below `fixtures/<stage>/`, each with an input that begins with the reason why it exists.

use std::fs;
use std::path::{Path, PathBuf};

/// Runs something on each case of a stage.
pub(crate) fn for_each(stage: &str, run: impl Fn(&Path)) {
    let cases = entries(&folder(stage));
    assert!(!cases.is_empty());
    for case in &cases {
        run(case);
    }
}

/// What puts the snapshot of a case beside its input.
pub(crate) fn settings(case: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(case);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The folder of a stage.
pub(crate) fn folder(stage: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(stage)
}

/// What a folder holds, in order.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

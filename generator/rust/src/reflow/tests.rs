//! What went through once goes through unchanged.

use std::fs;
use std::path::{Path, PathBuf};

use super::reflow;

/// Emitted files of each kind; a small crate has not all of them.
const EMITTED: [&str; 8] = [
    "lib.rs",
    "client.rs",
    "oauth.rs",
    "operations.rs",
    "api/ad_accounts.rs",
    "api/pins.rs",
    "types/mod.rs",
    "types/ids.rs",
];

/// Without the calls of macros, which are text of the emitters' own.
#[test]
fn emitted_text_stays_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated/src");
    let there = EMITTED.iter().map(|file| folder.join(file));
    let there: Vec<PathBuf> = there.filter(|file| file.exists()).collect();
    assert!(there.len() >= 4, "{there:?}");
    for file in there {
        let text = fs::read_to_string(&file).expect("an emitted file");
        let items = without_macros(&text);
        assert_eq!(reflow(items.trim_end()), items.trim_end());
    }
}

fn without_macros(text: &str) -> String {
    let mut inside = false;
    let mut items = String::new();
    for line in text.lines() {
        let begins = line.ends_with("! {") && !line.starts_with([' ', '/']);
        let alone = line.contains("! { ") && line.ends_with('}') && !line.starts_with([' ', '/']);
        if !inside && !begins && !alone {
            items.push_str(line);
            items.push('\n');
        }
        inside = begins || inside && line != "}";
    }
    items
}

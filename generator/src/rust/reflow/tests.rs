//! What went through once goes through unchanged.

use super::reflow;

/// Emitted files of each kind.
const EMITTED: [&str; 8] = [
    include_str!("../../../../generated/src/lib.rs"),
    include_str!("../../../../generated/src/client.rs"),
    include_str!("../../../../generated/src/oauth.rs"),
    include_str!("../../../../generated/src/operations.rs"),
    include_str!("../../../../generated/src/api/ad_accounts.rs"),
    include_str!("../../../../generated/src/api/pins.rs"),
    include_str!("../../../../generated/src/types/mod.rs"),
    include_str!("../../../../generated/src/types/ids.rs"),
];

/// Without the calls of macros, which are text of the emitters' own.
#[test]
fn emitted_text_stays_as_it_is() {
    for text in EMITTED {
        let items = without_macros(text);
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

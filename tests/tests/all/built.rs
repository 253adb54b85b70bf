//! Values that are built as users build them: by constructors and setters, never from JSON.

use pinterest_v5_tests::emitted::built::BUILT;

use crate::support::assert_none;

/// Each type of requests with each of its members set is written as the description says.
#[test]
fn what_constructors_and_setters_give_is_what_is_described() {
    let differ = BUILT.iter().filter_map(|built| {
        let bytes = (built.bytes)();
        let text = String::from_utf8_lossy(&bytes);
        (text != built.json).then(|| format!("{}: {text}, not {}", built.name, built.json))
    });
    assert_none(&differ.collect::<Vec<_>>());
    assert!(!BUILT.is_empty());
}

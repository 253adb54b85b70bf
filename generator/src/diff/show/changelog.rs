//! The section of the changelog that an import starts.

use super::of;
pub(in crate::diff) fn changelog(diff: &crate::diff::Diff, text: &str) -> String {
    let _ = of(diff, crate::diff::Class::Breaking);
    text.to_owned()
}

//! What is in place of a group whose feature is off: a method that cannot be called, for the compiler to say why.
//!
//! Of a method that is not there it would only say that. A bound that nothing meets names the feature, and as the answer
//! of the method is a type of that bound, no other error follows from it.

use std::collections::BTreeSet;

use quote::quote;

use super::{Context, features};
use crate::layout::{Piece, RustFile};

/// The file of the methods, each compiled only if the feature of its group is off.
pub(super) fn file(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "The groups whose Cargo features are off, so that a call of one names the feature."
            .to_owned(),
    ]);
    let tags = 0..context.api.tags.len();
    let mut groups: Vec<_> = tags.map(|tag| (context.names.group(tag), tag)).collect();
    groups.sort_by_key(|(group, _)| group.module.bare());
    for (group, tag) in groups {
        let feature = features::feature(context, tag);
        let (module, bound) = (&group.module, &group.ty);
        let is_on = features::cfg(context, &BTreeSet::from([tag]));
        if is_on.is_empty() {
            continue;
        }
        let message =
            format!("`client.{feature}()` needs the Cargo feature `{feature}` of `pinterest-v5`");
        let label = format!("the feature `{feature}` is off");
        let note = format!(
            "in Cargo.toml: `pinterest-v5 = {{{{ version = \"..\", features = [\"{feature}\"] }}}}`"
        );
        let lines = vec![
            format!("crate::Client, {module}: {bound}"),
            format!("message {message:?},"),
            format!("label {label:?},"),
            format!("note {note:?}"),
        ];
        let is_off = quote! { #[cfg(not(feature = #feature))] };
        // By its path: with all features on, an import would have no use.
        let name = "pinterest_v5_runtime::switched_off".to_owned();
        file.push(Piece::Gated(is_off, name, lines));
    }
    file
}

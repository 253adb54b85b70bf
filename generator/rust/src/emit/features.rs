//! Cargo features: one per tag.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;

/// The condition under which something that these tags need is compiled.
pub(super) fn cfg(context: Context<'_>, tags: &BTreeSet<usize>) -> TokenStream {
    let features: Vec<String> = tags.iter().map(|tag| feature(context, *tag)).collect();
    match features.as_slice() {
        [] => quote! {},
        [only] => quote! { #[cfg(feature = #only)] },
        many => quote! { #[cfg(any(#(feature = #many),*))] },
    }
}

/// More features than these make a badge that nobody reads; the documentation of the item lists them.
const MOST_ON_A_BADGE: usize = 2;

/// The same with a badge in the documentation, if that is short.
pub(super) fn cfg_with_badge(context: Context<'_>, tags: &BTreeSet<usize>) -> TokenStream {
    let cfg = cfg(context, tags);
    if tags.len() <= MOST_ON_A_BADGE {
        return cfg;
    }
    // One that is always met: rustdoc puts what it finds itself on each implementation of a module too, even of one for which
    // `auto_cfg` is false.
    quote! { #cfg #[cfg_attr(docsrs, doc(cfg(all())))] }
}

/// Says which feature something needs that these tags need.
pub(super) fn docs(context: Context<'_>, tags: &BTreeSet<usize>) -> Vec<String> {
    let features: Vec<String> = tags
        .iter()
        .map(|tag| format!("`{}`", feature(context, *tag)))
        .collect();
    let line = match features.as_slice() {
        [] => return Vec::new(),
        [only] => format!("Needs the Cargo feature {only}."),
        many => format!("Needs one of the Cargo features {}.", many.join(", ")),
    };
    vec![String::new(), line]
}

/// The feature of a tag.
pub(super) fn feature(context: Context<'_>, tag: usize) -> String {
    context.names.group(tag).module.bare().to_owned()
}

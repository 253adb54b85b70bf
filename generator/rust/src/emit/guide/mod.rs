//! The guide: pages of Markdown as modules without items.
//!
//! Takes the pages; gives the module `guide` and a file for each page, in which diagrams are pictures. Invariant: what a
//! page says is its own; nothing here adds a sentence.

mod diagram;

use std::collections::BTreeMap;

use quote::format_ident;
use syn::parse_quote;

use super::Context;
use crate::header;
use crate::layout::RustFile;

/// The page that the others are listed on.
const INDEX: &str = "index";

/// How a diagram begins and ends.
const FENCES: [&str; 2] = ["```mermaid\n", "\n```"];

/// The declaration of the module, if there is a guide. Only rustdoc reads it, so it costs nobody else anything.
pub(super) fn module(context: Context<'_>) -> Option<syn::Item> {
    let declared = parse_quote! {
        #[cfg(all(any(doc, doctest), feature = "full"))]
        #[cfg_attr(docsrs, doc(auto_cfg = false))]
        #[doc = include_str!("guide/index.md")]
        pub mod guide;
    };
    context.guide.contains_key(INDEX).then_some(declared)
}

/// The files of the module, by path inside the crate.
pub(super) fn files(context: Context<'_>) -> BTreeMap<String, String> {
    if module(context).is_none() {
        return BTreeMap::new();
    }
    let mut code = RustFile::new(Vec::new());
    let mut files = BTreeMap::new();
    for (name, text) in context.guide {
        let page = format!("{name}.md");
        if name != INDEX {
            let module = format_ident!("{name}");
            let item: syn::Item = parse_quote! { #[doc = include_str!(#page)] pub mod #module {} };
            code.push(item);
        }
        let text = format!("{}\n{}", header::line("<!--"), with_pictures(text));
        files.insert(format!("src/guide/{page}"), text);
    }
    files.insert("src/guide/mod.rs".to_owned(), code.text());
    files
}

/// The text with a picture for each diagram that can be drawn.
fn with_pictures(text: &str) -> String {
    let [begin, end] = FENCES;
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(begin) {
        let Some((source, after)) = after.split_once(end) else {
            break;
        };
        out.push_str(before);
        out.push_str(&diagram::svg(source).unwrap_or_else(|| format!("{begin}{source}{end}")));
        rest = after;
    }
    out + rest
}

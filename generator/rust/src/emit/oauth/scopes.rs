//! The scopes: an open enum of those that the operations need.

use std::collections::BTreeSet;

use quote::quote;
use syn::parse_quote;

use crate::emit::{Context, docs};
use crate::layout::Piece;
use crate::names::Ident;
use model::ir::Operation;

/// The type and its impls.
pub(super) fn pieces(context: Context<'_>) -> Vec<Piece> {
    let scopes: Vec<_> = context.names.scopes().collect();
    let variants = scopes.iter().map(|(scope, name)| {
        let docs = docs::attributes(&scope_docs(context, scope));
        quote! { #docs #name }
    });
    let item: syn::Item = parse_quote! {
        #[doc = " A permission of a token, granted at login; the docs of each call, and its `OPERATION`, name those that it needs."]
        #[derive(Clone, PartialEq, Hash)]
        #[non_exhaustive]
        pub enum Scope {
            #(#variants,)*
            #[doc = " A scope that this version of the crate does not know; it is sent as it came."]
            Unrecognized(UnrecognizedValue),
        }
    };
    let mut lines = vec!["Scope {".to_owned()];
    lines.extend(
        scopes
            .iter()
            .map(|(scope, name)| format!("    {scope:?} => {name},")),
    );
    lines.push("}".to_owned());
    let required: syn::Item = parse_quote! {
        impl Scope {
            #[doc = " The smallest set of scopes with which a token may call all of these operations."]
            pub fn required_by<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> BTreeSet<Self> {
                let scopes = operations.into_iter().flat_map(|operation| operation.scopes);
                scopes.map(|scope| Self::from(*scope)).collect()
            }
        }
    };
    let text: syn::Item = parse_quote! {
        impl AsRef<str> for Scope {
            fn as_ref(&self) -> &str { self.as_str() }
        }
    };
    let implementation = Piece::Macro("string_enum".to_owned(), lines);
    vec![item.into(), implementation, required.into(), text.into()]
}

/// What a scope lets an app do: the groups with operations that need it.
fn scope_docs(context: Context<'_>, scope: &str) -> Vec<String> {
    let needs = |one: &&Operation| one.scopes.iter().any(|needed| needed == scope);
    let operations: Vec<&Operation> = context.api.operations.iter().filter(needs).collect();
    let groups: BTreeSet<&Ident> = operations
        .iter()
        .map(|one| &context.names.group(one.tag).module)
        .collect();
    let count = match operations.len() {
        1 => "1 operation".to_owned(),
        more => format!("{more} operations"),
    };
    let what = context.api.scopes.get(scope).map_or("", String::as_str);
    let space = if what.is_empty() { "" } else { " " };
    let mut lines = docs::rustdoc(&format!(
        "{}: {what}{space}Needed by {count}.",
        docs::code(scope)
    ));
    lines.extend([
        String::new(),
        format!("Groups that need it: {}.", docs::listed(groups)),
    ]);
    lines
}

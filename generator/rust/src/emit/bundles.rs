//! Bundles: parameters that travel together, as one value that flattens onto the query.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::parse_quote;

use super::module::Module;
use super::ty::{Scope, tokens};
use super::{Context, arguments, docs};
use crate::layout::{Piece, RustFile};
use crate::names::Ident;
use model::ir::{Bundle, Type, Usage};

/// A member: its name on the wire, its name in Rust, its type.
pub(super) struct Member<'a> {
    pub wire: &'a str,
    pub name: &'a Ident,
    pub usage: &'a Usage,
}

/// The members of a bundle.
pub(super) fn members<'a>(context: Context<'a>, bundle: &'a Bundle) -> Vec<Member<'a>> {
    let names = &context.names.bundle(bundle).members;
    let members = bundle.members.iter().zip(names).zip(&bundle.usages);
    let members = members.map(|((wire, name), usage)| Member { wire, name, usage });
    members.collect()
}

/// The file of a bundle.
pub(super) fn file(context: Context<'_>, bundle: &Bundle) -> RustFile {
    let members = members(context, bundle);
    let mut module = Module::declaring(BTreeSet::from([bundle.name.clone()]));
    for member in &members {
        module.imports.add(context, member.usage);
    }
    module.push(item(context, bundle, &members));
    if !bundle.complete {
        module.push(partial(context, bundle, &members));
    }
    module.push(query(bundle, &members));
    module.extend(day_ranges(bundle, &members));
    module.finish()
}

/// What writes a bundle into a query.
fn query(bundle: &Bundle, members: &[Member<'_>]) -> Piece {
    let mode = if bundle.complete {
        "required"
    } else {
        "optional"
    };
    let mut lines = vec![format!("{} {{", bundle.name)];
    let members = members.iter();
    lines.extend(members.map(|one| format!("    {}: {:?}, {mode};", one.name, one.wire)));
    lines.push("}".to_owned());
    Piece::Macro("query".to_owned(), lines)
}

fn item(context: Context<'_>, bundle: &Bundle, members: &[Member<'_>]) -> syn::Item {
    let name = format_ident!("{}", bundle.name);
    let docs = docs::attributes(&docs::rustdoc(&bundle.docs));
    let fields = members.iter().map(|member| {
        let docs = docs::attributes(&docs::usage(member.usage));
        let ty = tokens(&context.ty(member.usage, Scope::Types));
        let name = &member.name;
        if bundle.complete {
            quote! { #docs pub #name: #ty }
        } else {
            quote! { #docs pub #name: Option<#ty> }
        }
    });
    let default = (!bundle.complete).then(|| quote! { Default, });
    // A complete one is made by naming its members.
    let closed = (!bundle.complete).then(|| quote! { #[non_exhaustive] });
    parse_quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #closed
        pub struct #name { #(#fields),* }
    }
}

fn partial(context: Context<'_>, bundle: &Bundle, members: &[Member<'_>]) -> syn::Item {
    let name = format_ident!("{}", bundle.name);
    let setters = members.iter().map(|member| {
        let argument = arguments::argument(context, member.usage, false, Scope::Types);
        let value = arguments::converted(context, member.usage, &member.name, false);
        let docs = arguments::setter_docs(docs::usage(member.usage), member.name);
        let name = &member.name;
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #name: #argument) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    let mut words = vec![
        "A value with nothing set: the server's defaults hold. There are setters for:".to_owned(),
    ];
    let members = members.iter();
    words.extend(docs::arguments(members.map(|member| {
        let words = docs::usage(member.usage);
        (member.name, docs::with_counts(words, member.usage))
    })));
    let docs = docs::attributes(&words);
    parse_quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn new() -> Self { Self::default() }

            #(#setters)*
        }
    }
}

/// Whether a bundle is a first and a last day.
pub(super) fn is_days(bundle: &Bundle, members: &[Member<'_>]) -> bool {
    let is_day = |member: &Member<'_>| member.usage.ty == Type::Date;
    bundle.complete && members.len() == 2 && members.iter().all(is_day)
}

/// What makes ranges of days that end today or on a given day, for a bundle of a first and a last day.
fn day_ranges(bundle: &Bundle, members: &[Member<'_>]) -> Option<Piece> {
    let names: Vec<String> = members.iter().map(|one| one.name.to_string()).collect();
    let line = format!("{} {{ {} }}", bundle.name, names.join(", "));
    is_days(bundle, members).then(|| Piece::Macro("day_range".to_owned(), vec![line]))
}

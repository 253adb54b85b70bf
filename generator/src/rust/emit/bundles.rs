//! Bundles: parameters that travel together, as one value that flattens onto the query.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::ty::{Imports, Scope, tokens};
use super::{Context, analytics, arguments, docs, features};
use crate::model::ir::{Argument, Bundle, Location, LogicalParameter, Operation, Shape, Usage};
use crate::rust::layout::RustFile;
use crate::rust::names::Ident;

/// The bundles that an operation takes.
pub(super) fn of<'a>(context: Context<'a>, operation: &Operation) -> Vec<&'a Bundle> {
    let bundles = context.api.bundles.iter();
    bundles
        .filter(|bundle| bundle.fits(&context.api.types, operation))
        .collect()
}

fn logical<'a>(context: Context<'a>, name: &str) -> Option<&'a LogicalParameter> {
    let parameters = context.api.parameters.iter();
    parameters
        .filter(|one| one.location == Location::Query)
        .find(|one| one.name == name)
}

/// The tags whose operations take the bundle, by themselves or in a type.
pub(super) fn tags(context: Context<'_>, bundle: &Bundle) -> BTreeSet<usize> {
    let types = context.api.types.iter().filter(|(_, def)| match &def.shape {
        Shape::Struct(object) => {
            let mut arguments = object.arguments.iter();
            let bundles = &context.api.bundles;
            arguments.any(|one| matches!(one, Argument::Bundle(at, _) if bundles[*at].name == bundle.name))
        }
        _ => false,
    });
    let types = types.flat_map(|(_, def)| def.tags.iter().copied());
    query_tags(context, bundle)
        .into_iter()
        .chain(types)
        .collect()
}

/// The tags whose operations take the bundle in the query.
fn query_tags(context: Context<'_>, bundle: &Bundle) -> BTreeSet<usize> {
    let operations = context.api.operations.iter();
    operations
        .filter(|operation| bundle.fits(&context.api.types, operation))
        .map(|operation| operation.tag)
        .collect()
}

/// The condition under which a bundle is written into a query; none where that is all that it is for.
fn written(context: Context<'_>, bundle: &Bundle) -> Option<TokenStream> {
    let query = query_tags(context, bundle);
    (query != tags(context, bundle)).then(|| features::cfg(context, &query))
}

/// A member: its name on the wire, its name in Rust, its type.
pub(super) struct Member<'a> {
    pub wire: &'a str,
    pub name: &'a Ident,
    pub usage: &'a Usage,
}

/// The members of a bundle.
pub(super) fn members<'a>(context: Context<'a>, bundle: &'a Bundle) -> Vec<Member<'a>> {
    let names = &context.names.bundle(bundle).members;
    let found = bundle.members.iter().zip(names).filter_map(|(wire, name)| {
        let usage = &logical(context, wire)?.kinds.first()?.usage;
        Some(Member { wire, name, usage })
    });
    found.collect()
}

/// The file of a bundle.
pub(super) fn file(context: Context<'_>, bundle: &Bundle) -> RustFile {
    let members = members(context, bundle);
    let mut imports = Imports::default();
    // Where the import would not be used in every feature, the type is named in full.
    if written(context, bundle).is_none() {
        imports.runtime("Request");
    }
    for member in &members {
        imports.add(context, member.usage);
    }
    let mut file = RustFile::default();
    file.push(item(context, bundle, &members));
    file.push(if bundle.complete {
        complete(context, bundle, &members)
    } else {
        partial(context, bundle, &members)
    });
    if let Some(ranges) = analytics::day_ranges(bundle, &members) {
        file.push(ranges);
    }
    imports.into_type(&bundle.name, file)
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
    parse_quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

fn complete(context: Context<'_>, bundle: &Bundle, members: &[Member<'_>]) -> syn::Item {
    let name = format_ident!("{}", bundle.name);
    let arguments = members.iter().map(|member| {
        let argument = arguments::argument(context, member.usage, false, Scope::Types);
        let name = &member.name;
        quote! { #name: #argument }
    });
    let values = members.iter().map(|member| {
        let value = arguments::converted(context, member.usage, &member.name, false);
        arguments::member(member.name, &value)
    });
    let writes = members.iter().map(|member| {
        let (wire, name) = (member.wire, member.name);
        quote! { request.query(#wire, &self.#name); }
    });
    let write = write(context, bundle, &quote! { #(#writes)* });
    parse_quote! {
        impl #name {
            #[doc = " A value with every member."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } }

            #write
        }
    }
}

fn partial(context: Context<'_>, bundle: &Bundle, members: &[Member<'_>]) -> syn::Item {
    let name = format_ident!("{}", bundle.name);
    let setters = members.iter().map(|member| {
        let argument = arguments::argument(context, member.usage, false, Scope::Types);
        let value = arguments::converted(context, member.usage, &member.name, false);
        let docs = arguments::setter_docs("Sets", member.name);
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
    let writes = members.iter().map(|member| {
        let (wire, name) = (member.wire, member.name);
        quote! { if let Some(value) = &self.#name { request.query(#wire, value); } }
    });
    let write = write(context, bundle, &quote! { #(#writes)* });
    parse_quote! {
        impl #name {
            #[doc = " A value with nothing set: the server's defaults hold."]
            #[must_use]
            pub fn new() -> Self { Self::default() }

            #(#setters)*

            #write
        }
    }
}

/// The method that writes a bundle into a query.
fn write(context: Context<'_>, bundle: &Bundle, writes: &TokenStream) -> TokenStream {
    let cfg = written(context, bundle);
    let request = if cfg.is_some() {
        quote! { pinterest_v5_runtime::Request }
    } else {
        quote! { Request }
    };
    quote! {
        #cfg
        pub(crate) fn write(&self, request: &mut #request) { #writes }
    }
}

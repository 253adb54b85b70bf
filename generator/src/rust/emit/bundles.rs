//! Bundles: parameters that travel together, as one value that flattens onto the query.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::parse_quote;

use super::ty::{Scope, tokens};
use super::types::Module;
use super::{Context, analytics, arguments, docs};
use crate::model::ir::{Argument, Bundle, Location, LogicalParameter, Operation, Shape, Usage};
use crate::rust::layout::{Piece, RustFile};
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
    let is_it = |argument: &Argument| match argument {
        Argument::Bundle(at, _) => context.api.bundles[*at].name == bundle.name,
        Argument::Member(_) => false,
    };
    let types = context
        .api
        .types
        .iter()
        .filter(|(_, def)| match &def.shape {
            Shape::Struct(object) => {
                let mut together = object.together.iter();
                def.direction.request
                    && (object.arguments.iter().any(is_it)
                        || together.any(|(at, _)| context.api.bundles[*at].name == bundle.name))
            }
            _ => false,
        });
    let operations = context.api.operations.iter();
    let operations = operations.filter(|one| bundle.fits(&context.api.types, one));
    let types = types.flat_map(|(_, def)| def.tags.iter().copied());
    operations.map(|one| one.tag).chain(types).collect()
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
    let mut module = Module::declaring(BTreeSet::from([bundle.name.clone()]));
    for member in &members {
        module.imports.add(context, member.usage);
    }
    module.push(item(context, bundle, &members));
    if !bundle.complete {
        module.push(partial(context, bundle, &members));
    } else if !by_name(bundle, &members) {
        module.push(complete(context, bundle, &members));
    }
    module.push(query(bundle, &members));
    module.extend(analytics::day_ranges(bundle, &members));
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
    // What has no constructor is made by naming its members.
    let closed = (!by_name(bundle, members)).then(|| quote! { #[non_exhaustive] });
    parse_quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #closed
        pub struct #name { #(#fields),* }
    }
}

/// Whether arguments of a constructor could be swapped, so that there is none.
pub(super) fn by_name(bundle: &Bundle, members: &[Member<'_>]) -> bool {
    let same = |pair: &[Member<'_>]| pair[0].usage.ty == pair[1].usage.ty;
    bundle.complete && members.windows(2).any(same)
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
    parse_quote! {
        impl #name {
            #[doc = " A value with every member."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } }
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
    parse_quote! {
        impl #name {
            #[doc = " A value with nothing set: the server's defaults hold."]
            #[must_use]
            pub fn new() -> Self { Self::default() }

            #(#setters)*
        }
    }
}

//! The `api` module: one file per tag with its methods and requests.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::parse_quote;

use super::call::Call;
use super::ty::Imports;
use super::{Context, File, bulk, docs, features, file, front, jobs, media, operation, paging};
use crate::layout::{Piece, RustFile};
use crate::names::Companion;
use model::ir::{Argument, Operation};

/// Every file of the module.
pub(super) fn files(context: Context<'_>) -> Vec<File<'_>> {
    let groups = (0..context.api.tags.len()).map(|tag| {
        let path = format!("src/api/{}.rs", context.names.group(tag).module.bare());
        file(path, move || group(context, tag).text())
    });
    let types = (0..context.api.tags.len()).filter_map(|tag| {
        let path = format!(
            "src/api/{}/types.rs",
            context.names.group(tag).module.bare()
        );
        let types = types_of(context, tag);
        (!types.is_empty()).then(|| file(path, move || types_file(context, tag, &types).text()))
    });
    let index = file("src/api/mod.rs", move || index(context).text());
    groups.chain(types).chain([index]).collect()
}

/// The index: every group under its feature.
fn index(context: Context<'_>) -> RustFile {
    let mut docs = vec![
        "The operations, in one group per tag of the description.".to_owned(),
        String::new(),
    ];
    docs.extend(front::groups(context, |name| {
        docs::link(name.bare(), &name.to_string(), name)
    }));
    let mut file = RustFile::new(docs);
    let mut groups: Vec<_> = (0..context.api.tags.len())
        .map(|tag| (&context.names.group(tag).module, tag))
        .collect();
    groups.sort_by_key(|(module, _)| module.bare());
    for (module, tag) in groups {
        let cfg = features::cfg(context, &BTreeSet::from([tag]));
        let item: syn::Item = parse_quote! { #cfg pub mod #module; };
        file.push(item);
    }
    file
}

/// The file of a tag.
fn group(context: Context<'_>, tag: usize) -> RustFile {
    let calls: Vec<Call<'_>> = context
        .api
        .operations
        .iter()
        .enumerate()
        .filter(|(_, operation)| operation.tag == tag)
        .map(|(position, operation)| Call::new(context, position, operation))
        .collect();
    let mut file = RustFile::new(group_docs(context, tag));
    let mut imports = Imports::default();
    for name in ["Core", "Request"] {
        imports.runtime(name);
    }
    for call in &calls {
        call.import(context, &mut imports);
        if call.names.companion(Companion::All).is_some() {
            imports.runtime("BulkCall");
        }
        if call.names.companion(Companion::One).is_some() {
            imports.runtime("OneCall");
        }
        if call.names.companion(Companion::Upload).is_some() {
            imports.runtime("Source");
            imports.runtime("Upload");
        }
    }
    file.push(client(context, tag));
    file.push(accessor(context, tag));
    file.push(methods(context, tag, &calls));
    for call in &calls {
        file.pieces.extend(operation::pieces(context, call));
        let line = format!("{} => {}", call.names.request, call.answer(context));
        file.push(Piece::Macro("call".to_owned(), vec![line]));
        for piece in [
            paging::streams(context, call),
            bulk::parts(context, call),
            jobs::poller(context, call),
            media::upload(context, call),
        ] {
            file.pieces.extend(piece);
        }
    }
    imports.into_api(file)
}

/// The types that the operations of a tag take, with everything inside, and give.
fn types_of(context: Context<'_>, tag: usize) -> BTreeSet<String> {
    let operations = context.api.operations.iter();
    let operations = operations.filter(|operation| operation.tag == tag);
    let taken = operations.clone().flat_map(Operation::sent);
    let mut ids = context.api.reached_from(taken);
    let given = operations.clone().flat_map(|one| &one.success);
    given.for_each(|usage| usage.for_each_named(&mut |id| _ = ids.insert(id)));
    let objects = ids.iter().filter_map(|id| context.api.types.object(*id));
    let arguments = objects.flat_map(|object| &object.arguments);
    let together = arguments.filter_map(|argument| match argument {
        Argument::Bundle(position, _) => context.api.bundles.get(*position),
        Argument::Member(_) => None,
    });
    let bundles = operations.flat_map(|operation| context.api.bundles_of(operation));
    let bundles = bundles.chain(together).map(|bundle| bundle.name.clone());
    let types = ids
        .iter()
        .flat_map(|id| super::types::exported(context, *id));
    types.chain(bundles).collect()
}

/// The file of the types of a tag: `types`, and what nothing else reaches.
fn types_file(context: Context<'_>, tag: usize, types: &BTreeSet<String>) -> RustFile {
    let own = BTreeSet::from([tag]);
    let only = context.api.types.iter();
    let only = only.filter(|(_, def)| def.tags == own);
    let only = only.flat_map(|(id, _)| super::types::exported(context, id));
    let names: BTreeSet<String> = only.chain(types.iter().cloned()).collect();
    let names = names.iter().map(|name| format_ident!("{name}"));
    let group = docs::code(context.names.group(tag).module.bare());
    let docs = format!(
        "The types that the operations of {group} take and give; [`types`](crate::types) has all."
    );
    let mut file = RustFile::new(vec![docs]);
    let item: syn::Item = parse_quote! { pub use crate::types::{#(#names),*}; };
    file.push(item);
    file
}

fn group_docs(context: Context<'_>, tag_position: usize) -> Vec<String> {
    let tag = &context.api.tags[tag_position];
    let text = tag
        .docs
        .as_deref()
        .map(docs::rustdoc)
        .filter(|lines| !lines.is_empty());
    let lines = text.unwrap_or_else(|| {
        vec![format!(
            "The operations of the tag {}.",
            docs::code(&tag.name)
        )]
    });
    let mut lines: Vec<String> = lines.iter().map(|line| docs::visible(line)).collect();
    lines.extend(features::docs(context, &BTreeSet::from([tag_position])));
    lines
}

fn client(context: Context<'_>, tag: usize) -> syn::Item {
    let group = context.names.group(tag);
    let ty = &group.ty;
    let method = format!("Client::{}", group.module.bare());
    let made = docs::link(&method, &method, &group.module);
    let mut lines = group_docs(context, tag);
    lines.insert(1, String::new());
    lines.insert(2, format!("{made} gives this group of calls."));
    let docs = docs::attributes(&lines);
    parse_quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #ty<'a>(&'a Core);
    }
}

fn accessor(context: Context<'_>, tag: usize) -> syn::Item {
    let group = context.names.group(tag);
    let (module, ty) = (&group.module, &group.ty);
    let docs = docs::attributes(&group_docs(context, tag));
    parse_quote! {
        impl Client {
            #docs
            #[must_use]
            pub fn #module(&self) -> #ty<'_> {
                #ty(self.core())
            }
        }
    }
}

fn methods(context: Context<'_>, tag: usize, calls: &[Call<'_>]) -> syn::Item {
    let ty = &context.names.group(tag).ty;
    let methods = calls.iter().flat_map(|call| {
        let one = std::iter::once(operation::method(context, call));
        let all = bulk::method(context, call);
        let single = bulk::one(context, call);
        one.chain(all)
            .chain(single)
            .chain(media::method(context, call))
    });
    parse_quote! { impl #ty<'_> { #(#methods)* } }
}

/// A line of code, for the crate's table of operations.
pub(super) fn operation_path(context: Context<'_>, position: usize) -> proc_macro2::TokenStream {
    let operation = &context.api.operations[position];
    let module = &context.names.group(operation.tag).module;
    let request = &context.names.operation(position).request;
    quote! { crate::api::#module::#request::OPERATION }
}

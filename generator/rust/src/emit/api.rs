//! The `api` module: one file per tag with its methods and requests.

use std::collections::{BTreeMap, BTreeSet};

use quote::{format_ident, quote};
use syn::parse_quote;

use super::call::Call;
use super::ty::Imports;
use super::{Context, File, bulk, docs, features, file, front, jobs, media, operation, paging};
use crate::layout::{Piece, RustFile};
use crate::names::Companion;

/// Every file of the module.
pub(super) fn files(context: Context<'_>) -> Vec<File<'_>> {
    let groups = (0..context.api.tags.len()).map(|tag| {
        let path = format!("src/api/{}.rs", context.names.group(tag).module.bare());
        file(path, move || group(context, tag).text())
    });
    let index = file("src/api/mod.rs", move || index(context).text());
    groups.chain([index]).collect()
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

/// The files of the types of each group, made of the files of the groups.
pub(super) fn types(
    context: Context<'_>,
    files: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let groups = (0..context.api.tags.len()).filter_map(|tag| {
        let path = format!("src/api/{}", context.names.group(tag).module.bare());
        let types = types_of(context, tag, files.get(&format!("{path}.rs"))?)?;
        Some((format!("{path}/types.rs"), types.text()))
    });
    groups.collect()
}

/// The types of a tag, of whose operations `text` is the file: those that it mentions, and what nothing else reaches.
fn types_of(context: Context<'_>, tag: usize, text: &str) -> Option<RustFile> {
    const MENTION: &str = "types::";
    if !text.contains("pub mod types;") {
        return None;
    }
    let mentioned = text.split(MENTION).skip(1);
    let mentioned = mentioned.filter_map(|rest| {
        let end = rest.find(|one: char| !one.is_ascii_alphanumeric())?;
        Some(rest[..end].to_owned())
    });
    let own = BTreeSet::from([tag]);
    let only = context.api.types.iter();
    let only = only.filter(|(_, def)| def.tags == own);
    let only = only.flat_map(|(id, _)| super::types::exported(context, id));
    let names: BTreeSet<String> = mentioned
        .chain(only)
        .filter(|name| !name.is_empty())
        .collect();
    let names = names.iter().map(|name| format_ident!("{name}"));
    let group = docs::code(context.names.group(tag).module.bare());
    let docs = format!(
        "The types that the operations of {group} take and give; [`types`](crate::types) has all."
    );
    let mut file = RustFile::new(vec![docs]);
    let item: syn::Item = parse_quote! { pub use crate::types::{#(#names),*}; };
    file.push(item);
    Some(file)
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

//! The calls and decoders of the wire tests: every operation once with what it requires and once with everything.

use quote::{ToTokens, quote};
use syn::parse_quote;

use super::call::{Call, Input};
use super::samples::{Size, sample};
use super::ty::{Imports, Scope, tokens};
use super::{Context, File, built, file};
use crate::layout::RustFile;
use model::ir::{Bundle, Usage};

/// The files, by path inside the folder.
pub(super) fn files(context: Context<'_>) -> Vec<File<'_>> {
    let calls = (0..context.api.tags.len()).map(|tag| {
        let path = format!("calls/{}.rs", context.names.group(tag).module.bare());
        file(path, move || calls(context, tag).text())
    });
    let others = [
        file("mod.rs", || index().text()),
        file("built.rs", move || built::file(context).text()),
        file("decoders.rs", move || decoders(context).text()),
        file("calls/mod.rs", move || calls_index(context).text()),
    ];
    others.into_iter().chain(calls).collect()
}

fn index() -> RustFile {
    let docs =
        "Calls and decoders for every operation, made from the same representation as the client.";
    let mut file = RustFile::new(vec![docs.to_owned()]);
    let items: [syn::Item; 3] = [
        parse_quote! { pub mod built; },
        parse_quote! { pub mod calls; },
        parse_quote! { pub mod decoders; },
    ];
    for item in items {
        file.push(item);
    }
    file
}

fn calls_index(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "Every operation, called with little and with everything.".to_owned(),
    ]);
    let import: syn::Item = parse_quote! { use crate::calls::Case; };
    file.push(import);
    let groups = (0..context.api.tags.len()).map(|tag| &context.names.group(tag).module);
    let mut modules: Vec<_> = groups.clone().collect();
    modules.sort_by_key(|module| module.bare());
    for module in modules {
        let item: syn::Item = parse_quote! { mod #module; };
        file.push(item);
    }
    let lists = groups.map(|module| quote! { #module::CASES });
    let item: syn::Item = parse_quote! {
        #[doc = " The cases, one list per group."]
        pub static CASES: &[&[Case]] = &[#(#lists),*];
    };
    file.push(item);
    file
}

fn calls(context: Context<'_>, tag: usize) -> RustFile {
    let mut file = RustFile::new(vec![format!(
        "Calls of the group `{}`.",
        context.names.group(tag).module
    )]);
    let mut imports = Imports::default();
    let mut cases = Vec::new();
    let operations = context
        .api
        .operations
        .iter()
        .enumerate()
        .filter(|(_, one)| one.tag == tag);
    for (position, operation) in operations {
        let call = Call::new(context, position, operation);
        call.import_inputs(context, &mut imports);
        import_bundles(context, &call, &mut imports);
        let id = &operation.id;
        for (name, size) in [("minimal", Size::Minimal), ("full", Size::Full)] {
            let request = request(context, &call, tag, size);
            cases.push(quote! {
                Case { operation: #id, name: #name, send: |client| { #request } }
            });
        }
    }
    for import in imports.for_tests() {
        file.push(import);
    }
    let import: syn::Item = parse_quote! { use crate::calls::{Case, json, sending}; };
    file.push(import);
    let item: syn::Item = parse_quote! {
        #[doc = " The cases."]
        pub(super) static CASES: &[Case] = &[#(#cases),*];
    };
    file.push(item);
    file
}

/// Adds what the members of bundles mention: they are written one by one.
fn import_bundles(context: Context<'_>, call: &Call<'_>, imports: &mut Imports) {
    for (_, input) in call.required().chain(call.optional()) {
        if let Input::Bundle(bundle, _) = input {
            for member in super::bundles::members(context, bundle) {
                imports.add(context, member.usage);
            }
        }
    }
}

/// The statements that make a request and send it.
fn request(
    context: Context<'_>,
    call: &Call<'_>,
    tag: usize,
    size: Size,
) -> proc_macro2::TokenStream {
    let group = &context.names.group(tag).module;
    let method = &call.names.method;
    let required = call.required();
    let values = required.map(|(name, input)| bound(context, name, input, size));
    let names = call.required().map(|(name, _)| name);
    let mut arguments = quote! { #(#names),* };
    let params = call.by_name().then(|| {
        let params = call.params_name();
        let fields = std::mem::replace(&mut arguments, quote! { params });
        quote! { let params = pinterest_v5::api::#group::#params { #fields }; }
    });
    let optional = call
        .optional()
        .filter(|(_, input)| size == Size::Full && !matches!(input, Input::Bundle(..)));
    let value = quote! { value };
    // What a bundle sets was set alone before.
    let bundles = call
        .optional()
        .filter(|(_, input)| size == Size::Full && matches!(input, Input::Bundle(..)));
    let setters = optional.chain(bundles).map(|(name, input)| {
        let value = bound(context, &value, input, size);
        quote! { #value let request = request.#name(value); }
    });
    quote! {
        #(#values)*
        #params
        let request = client.#group().#method(#arguments);
        #(#setters)*
        sending(request.send())
    }
}

/// The statement that gives a name to what is passed for an input.
fn bound(
    context: Context<'_>,
    name: &impl ToTokens,
    input: &Input<'_>,
    size: Size,
) -> proc_macro2::TokenStream {
    let usage = match input {
        Input::Parameter(parameter) => &parameter.usage,
        Input::Body(body) => &body.usage,
        Input::Bundle(bundle, _) => {
            let value = bundle_value(context, bundle, size);
            return quote! { let #name = #value; };
        }
    };
    let ty = tokens(&context.ty(usage, Scope::Api));
    let text = sample(context.api, usage, size).to_string();
    quote! { let #name: #ty = json(#text); }
}

fn bundle_value(context: Context<'_>, bundle: &Bundle, size: Size) -> proc_macro2::TokenStream {
    let name = quote::format_ident!("{}", bundle.name);
    let members = super::bundles::members(context, bundle);
    let values = members
        .iter()
        .map(|member| json(context, member.usage, size));
    let names = members.iter().map(|member| &member.name);
    if bundle.complete {
        return quote! { types::#name { #(#names: #values),* } };
    }
    quote! { types::#name::new()#(.#names(#values))* }
}

fn json(context: Context<'_>, usage: &Usage, size: Size) -> proc_macro2::TokenStream {
    let ty = tokens(&context.ty(usage, Scope::Api));
    let text = sample(context.api, usage, size).to_string();
    quote! { json::<#ty>(#text) }
}

fn decoders(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "Every operation's answer, read and written again.".to_owned(),
    ]);
    let mut imports = Imports::default();
    let entries: Vec<_> = context
        .api
        .operations
        .iter()
        .map(|operation| {
            let id = &operation.id;
            let decode = if let Some(usage) = &operation.success {
                imports.add(context, usage);
                let ty = tokens(&context.nullable_ty(usage, Scope::Api));
                quote! { decode::<#ty> }
            } else {
                quote! { ignore }
            };
            quote! { Decoder { operation: #id, decode: #decode } }
        })
        .collect();
    for import in imports.for_tests() {
        file.push(import);
    }
    let import: syn::Item = parse_quote! { use crate::calls::{Decoder, decode, ignore}; };
    file.push(import);
    let item: syn::Item = parse_quote! {
        #[doc = " The decoders, in the order of the operations."]
        pub static DECODERS: &[Decoder] = &[#(#entries),*];
    };
    file.push(item);
    file
}

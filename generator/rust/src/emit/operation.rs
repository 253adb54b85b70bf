//! One operation: the method that makes the request, the request, and its setters.

use std::fmt::Write as _;

use heck::ToUpperCamelCase;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::call::{Call, Input};
use super::{Context, analytics, checks, docs, examples, filled, jobs, media};
use crate::layout::Piece;
use crate::names::{Ident, OperationName};
use model::ir::AuthScheme;

/// What the address of a page has to encode; ids are made of letters, hyphens and underscores.
const OTHER_THAN_IDS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Methods that may be sent twice with the effect of once (RFC 9110, 9.2.2).
const IDEMPOTENT: [&str; 3] = ["GET", "PUT", "DELETE"];

/// The method that makes the request.
pub(super) fn method(context: Context<'_>, call: &Call<'_>) -> TokenStream {
    let OperationName {
        method, request, ..
    } = call.names;
    let docs = docs::attributes(&method_docs(context, call));
    // As the description calls it, and as the clients that others generate of it do.
    let id = &call.operation.id;
    let generated = id.replace('/', "_");
    let generated = Some(generated).filter(|name| name != id);
    let generated = generated.and_then(|name| docs::alias(&name));
    let alias = docs::alias(id).into_iter().chain(generated);
    let request_value = quote! { request };
    let by_name = call.by_name();
    let (parameters, _) = call.signature(context);
    let writes = call.required().map(|(name, input)| {
        let value = if by_name {
            quote! { params.#name }
        } else {
            quote! { #name }
        };
        match (input, call.operation.filled.as_slice()) {
            (Input::Body(body), [_, ..]) => filled::write(context, call, body, &value),
            _ => input.write(context, &request_value, &value, by_name),
        }
    });
    let new = quote! { Request::new(self.0, #request::OPERATION) };
    let body = if call.required().next().is_none() {
        quote! { #request(#new) }
    } else {
        quote! {
            let mut request = #new;
            #(#writes)*
            #request(request)
        }
    };
    let deprecated = docs::deprecated(call.operation.deprecation.as_ref());
    quote! {
        #docs
        #deprecated
        #(#alias)*
        pub fn #method(&self, #parameters) -> #request { #body }
    }
}

/// The request and what belongs to it.
pub(super) fn pieces(context: Context<'_>, call: &Call<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let params = call.params_name().map(|name| params(context, call, name));
    pieces.extend(params.map(Piece::from));
    let request = &call.names.request;
    let made = format!("A request of {}.", method_link(call));
    let summary = call.operation.summary.as_deref().map(docs::rustdoc);
    let summary = summary.and_then(|lines| lines.into_iter().next());
    let first = summary.map_or_else(|| made.clone(), |summary| format!("{summary} {made}"));
    let mut docs = vec![first, String::new()];
    if let Some(text) = &call.operation.docs {
        docs.extend(docs::rustdoc(text));
        docs.push(String::new());
    }
    docs.extend(about(context, call));
    let docs = docs::attributes(&docs);
    let item: syn::Item = parse_quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent or awaited"]
        pub struct #request(Request);
    };
    pieces.push(item.into());
    pieces.push(facts(context, call));
    let setters = call.optional();
    let setters = setters.map(|(name, input)| setter(context, name, input));
    let setters: Vec<TokenStream> = setters.collect();
    if !setters.is_empty() {
        let item: syn::Item = parse_quote! { impl #request { #(#setters)* } };
        pieces.push(item.into());
    }
    pieces
}

fn method_link(call: &Call<'_>) -> String {
    let method = &call.names.method;
    let path = format!("{}::{}", call.group, method.bare());
    docs::link(&path, &path, method)
}

fn params(context: Context<'_>, call: &Call<'_>, name: &Ident) -> syn::Item {
    let required = docs::listed(call.required().map(|(name, _)| name));
    let docs = docs::attributes(&[format!("What {} requires: {required}.", method_link(call))]);
    let fields = call.required().map(|(name, input)| {
        let docs = docs::attributes(&input.docs());
        let ty = input.ty(context);
        quote! { #docs pub #name: #ty }
    });
    parse_quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields),* }
    }
}

fn setter(context: Context<'_>, name: &Ident, input: &Input<'_>) -> TokenStream {
    let docs = docs::attributes(&input.docs());
    let deprecated = docs::deprecated(input.deprecation());
    let argument = input.argument(context);
    let write = input.write(context, &quote! { self.0 }, &quote! { #name }, false);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #argument) -> Self {
            #write
            self
        }
    }
}

/// What is known of the operation, as data.
fn facts(context: Context<'_>, call: &Call<'_>) -> Piece {
    let operation = call.operation;
    let method = operation.method.as_str().to_upper_camel_case();
    let tag = &context.api.tags[operation.tag].name;
    let mut facts = vec![
        format!("id: {:?},", operation.id),
        format!("method: {method},"),
        format!("path: {:?},", operation.path),
        format!("tag: {tag:?},"),
    ];
    let category = operation.rate_limit_category.iter();
    facts.extend(category.map(|category| format!("rate_limit_category: {category:?},")));
    let sandbox = operation.sandbox.iter();
    facts.extend(sandbox.map(|served| format!("sandbox: {served},")));
    if !operation.auth.is_empty() {
        facts.push(format!("auth: {:?},", operation.auth));
    }
    if !operation.scopes.is_empty() {
        facts.push(format!("scopes: {:?},", operation.scopes));
    }
    if operation.page_item(&context.api.types).is_some() {
        facts.push("paginated: true,".to_owned());
    }
    if IDEMPOTENT.contains(&operation.method.as_str()) {
        facts.push("idempotent: true,".to_owned());
    }
    facts.extend(checks::checks(context, operation));
    facts.extend(analytics::windows(operation));
    let head = format!("{} {{", call.names.request);
    let facts = facts.into_iter().map(|line| format!("    {line}"));
    let lines = std::iter::once(head).chain(facts);
    Piece::Macro(
        "operation".to_owned(),
        lines.chain(["}".to_owned()]).collect(),
    )
}

/// Where the call goes, and what it needs.
fn about(context: Context<'_>, call: &Call<'_>) -> Vec<String> {
    let operation = call.operation;
    let target = format!("{} {}", operation.method, operation.path);
    let mut lines = vec![docs::code(&target), String::new()];
    if !operation.auth.is_empty() {
        let credentials: Vec<&str> = operation.auth.iter().copied().map(credential).collect();
        lines.push(format!("- Credential: {}", credentials.join(", or ")));
    }
    if !operation.scopes.is_empty() {
        let scopes = operation.scopes.iter().map(|scope| docs::code(scope));
        let scopes: Vec<String> = scopes.collect();
        lines.push(format!("- Scopes: {}", scopes.join(", ")));
    }
    if let Some(category) = &operation.rate_limit_category {
        lines.push(format!("- Rate-limit category: {}", docs::code(category)));
    }
    if let Some(sandbox) = operation.sandbox {
        lines.push(format!("- Sandbox: {}", if sandbox { "yes" } else { "no" }));
    }
    lines.push(format!("- Answer: {}", with_links(&call.answer(context))));
    lines
}

/// What a kind of credential is, for callers.
fn credential(scheme: AuthScheme) -> &'static str {
    match scheme {
        AuthScheme::Basic => "the app's id and secret",
        AuthScheme::ConversionToken => "a conversion token",
        AuthScheme::OAuth => "a user's access token",
        AuthScheme::ClientCredentials => "the app's own access token",
    }
}

/// A type as the emitted crate writes it, as code in which our types are links.
fn with_links(ty: &str) -> String {
    let code = |text: &str| match text {
        "" => String::new(),
        "()" => "none".to_owned(),
        text => docs::code(text),
    };
    let mut parts = ty.split("types::");
    let mut out = code(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|one: char| !one.is_ascii_alphanumeric());
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        let _ = write!(out, "[`{name}`](crate::types::{name}){}", code(rest));
    }
    out
}

/// What the method does, then the facts, then Pinterest's own page.
fn method_docs(context: Context<'_>, call: &Call<'_>) -> Vec<String> {
    let operation = call.operation;
    let mut lines = match &operation.summary {
        Some(text) => docs::rustdoc(text),
        None => vec![docs::sentence(call.names.method.bare())],
    };
    if let Some(text) = &operation.docs {
        lines.push(String::new());
        lines.extend(docs::rustdoc(text));
    }
    // Where they are given by name, the struct of them has their words; a body's are those of its type.
    let taken = call.required().filter(|_| !call.by_name());
    let taken = taken.filter(|(_, input)| !matches!(input, Input::Body(_)));
    lines.extend(docs::arguments(
        taken.map(|(name, input)| (name, input.docs())),
    ));
    lines.push(String::new());
    lines.extend(about(context, call));
    lines.extend(analytics::days(operation));
    lines.extend(jobs::docs(context, call));
    lines.extend(media::docs(context, call));
    if let Some(format) = &operation.bytes_of {
        let format = docs::code(format);
        lines.push(format!(
            "- Answers {format}: `send()` gives it as `bytes()`"
        ));
    }
    let page = operation.id.replace('/', "-");
    let page = utf8_percent_encode(&page, OTHER_THAN_IDS);
    lines.push(format!(
        "- [Pinterest's reference](https://developers.pinterest.com/docs/api/v5/{page})"
    ));
    lines.push(String::new());
    lines.extend(examples::lines(context, call));
    lines
}

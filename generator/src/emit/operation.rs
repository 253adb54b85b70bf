//! One operation: the method that makes the request, the request, and its setters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::ty::{Imports, Scope, tokens};
use super::{Context, arguments, bundles, docs};
use crate::ir::{
    AuthScheme, Body, BodyEncoding, Bundle, Location, Operation, ParameterStyle, ParameterUse, Type,
};
use crate::names::{self, Ident, OperationName};

/// Methods that may be sent twice with the effect of once (RFC 9110, 9.2.2).
const IDEMPOTENT: [&str; 3] = ["GET", "PUT", "DELETE"];

/// More arguments than this are given by name.
const MOST_ARGUMENTS: usize = 5;

/// An operation with everything that its items need.
pub(super) struct Call<'a> {
    pub operation: &'a Operation,
    pub names: &'a OperationName,
    group: &'a Ident,
    inputs: Vec<Input<'a>>,
}

/// Something that a caller gives.
pub(super) enum Input<'a> {
    Parameter(&'a ParameterUse),
    Bundle(&'a Bundle, bool),
    Body(&'a Body),
}

impl<'a> Call<'a> {
    pub(super) fn new(context: Context<'a>, position: usize, operation: &'a Operation) -> Self {
        let bundles = bundles::of(context, operation);
        let mut inputs: Vec<Input<'a>> = Vec::new();
        for parameter in &operation.parameters {
            let bundle = bundles
                .iter()
                .find(|bundle| bundle.members.contains(&parameter.name));
            match bundle {
                Some(bundle) if parameter.location == Location::Query => {
                    let first = !inputs.iter().any(|input| input.is_bundle(&bundle.name));
                    if first {
                        inputs.push(Input::Bundle(bundle, parameter.required));
                    }
                    if !parameter.required {
                        inputs.push(Input::Parameter(parameter));
                    }
                }
                _ => inputs.push(Input::Parameter(parameter)),
            }
        }
        inputs.extend(operation.body.iter().map(Input::Body));
        let group = &context.names.group(operation.tag).ty;
        Self {
            operation,
            names: context.names.operation(position),
            group,
            inputs,
        }
    }

    pub(super) fn required(&self) -> impl Iterator<Item = &Input<'a>> {
        self.inputs.iter().filter(|input| input.is_required())
    }

    pub(super) fn optional(&self) -> impl Iterator<Item = &Input<'a>> {
        self.inputs.iter().filter(|input| !input.is_required())
    }

    /// Whether the required inputs are given by name.
    pub(super) fn by_name(&self) -> bool {
        self.required().count() > MOST_ARGUMENTS
    }

    /// The struct of the required inputs.
    pub(super) fn params_name(&self) -> syn::Ident {
        format_ident!("{}Params", self.names.request.bare())
    }

    /// The type of the answer.
    pub(super) fn answer(&self, context: Context<'_>) -> String {
        let success = self.operation.success.as_ref();
        success.map_or_else(
            || "()".to_owned(),
            |usage| context.nullable_ty(usage, Scope::Api),
        )
    }

    pub(super) fn import(&self, context: Context<'_>, imports: &mut Imports) {
        if let Some(usage) = &self.operation.success {
            imports.add(context, usage);
        }
        self.import_inputs(context, imports);
    }

    /// Adds what the inputs mention.
    pub(super) fn import_inputs(&self, context: Context<'_>, imports: &mut Imports) {
        for input in &self.inputs {
            match input {
                Input::Bundle(..) => imports.types_module(),
                Input::Body(body) => imports.add(context, &body.usage),
                Input::Parameter(parameter) => {
                    imports.add(context, &parameter.usage);
                    if is_list(parameter) {
                        imports.runtime("ListStyle");
                    }
                }
            }
        }
    }
}

impl Input<'_> {
    fn is_bundle(&self, name: &str) -> bool {
        matches!(self, Self::Bundle(bundle, _) if bundle.name == name)
    }

    fn is_required(&self) -> bool {
        match self {
            Self::Parameter(parameter) => parameter.required,
            Self::Bundle(_, required) => *required,
            Self::Body(body) => body.required,
        }
    }

    /// The argument or setter.
    pub(super) fn name(&self) -> Ident {
        match self {
            Self::Parameter(parameter) => names::parameter(&parameter.name),
            Self::Bundle(bundle, _) => names::parameter(&bundle.name),
            Self::Body(_) => names::parameter("body"),
        }
    }

    fn argument(&self, context: Context<'_>) -> TokenStream {
        match self {
            Self::Parameter(parameter) => {
                arguments::argument(context, &parameter.usage, false, Scope::Api)
            }
            Self::Bundle(bundle, _) => {
                let name = format_ident!("{}", bundle.name);
                quote! { types::#name }
            }
            Self::Body(body) => arguments::argument(context, &body.usage, false, Scope::Api),
        }
    }

    /// The type of a field that holds it.
    fn ty(&self, context: Context<'_>) -> TokenStream {
        match self {
            Self::Parameter(parameter) => tokens(&context.ty(&parameter.usage, Scope::Api)),
            Self::Bundle(..) => self.argument(context),
            Self::Body(body) => tokens(&context.ty(&body.usage, Scope::Api)),
        }
    }

    fn docs(&self) -> Vec<String> {
        match self {
            Self::Parameter(parameter) => docs::usage(&parameter.name, &parameter.usage),
            Self::Bundle(bundle, _) => docs::rustdoc(&bundle.docs),
            Self::Body(_) => vec!["The request body.".to_owned()],
        }
    }

    /// The statement that writes `value` into `request`; `concrete` says that the value has its type already.
    fn write(
        &self,
        context: Context<'_>,
        request: &TokenStream,
        value: &TokenStream,
        concrete: bool,
    ) -> TokenStream {
        match self {
            Self::Parameter(parameter) => {
                write_parameter(context, parameter, request, value, concrete)
            }
            Self::Bundle(..) => quote! { #value.write(&mut #request); },
            Self::Body(body) => {
                let write = match body.encoding {
                    BodyEncoding::Json => quote! { json },
                    BodyEncoding::Form => quote! { form },
                };
                if concrete {
                    return quote! { #request.#write(&#value); };
                }
                let ty = tokens(&context.ty(&body.usage, Scope::Api));
                let value = arguments::converted(context, &body.usage, value, false);
                quote! {
                    let body: #ty = #value;
                    #request.#write(&body);
                }
            }
        }
    }
}

fn is_list(parameter: &ParameterUse) -> bool {
    matches!(
        parameter.style,
        ParameterStyle::Repeated | ParameterStyle::Comma
    )
}

fn write_parameter(
    context: Context<'_>,
    parameter: &ParameterUse,
    request: &TokenStream,
    value: &TokenStream,
    concrete: bool,
) -> TokenStream {
    let wire = &parameter.name;
    let ty = tokens(&context.ty(&parameter.usage, Scope::Api));
    let converts = context.converts(&parameter.usage) && !concrete;
    let single = if converts {
        quote! { &Into::<#ty>::into(#value) }
    } else {
        quote! { &#value }
    };
    match (parameter.style, parameter.location) {
        (ParameterStyle::Repeated | ParameterStyle::Comma, _) => {
            let repeated = parameter.style == ParameterStyle::Repeated;
            let style = if repeated {
                quote! { Repeated }
            } else {
                quote! { Comma }
            };
            let values = if concrete {
                quote! { &#value }
            } else {
                list_values(context, parameter, value)
            };
            quote! { #request.query_list(#wire, ListStyle::#style, #values); }
        }
        (ParameterStyle::DeepObject, _) => quote! { #request.query_object(#wire, #single); },
        (ParameterStyle::Single, Location::Path) if is_object(context, parameter) => {
            quote! { #request.path_object(#wire, #single); }
        }
        (ParameterStyle::Single, Location::Path) => quote! { #request.path(#wire, #single); },
        (ParameterStyle::Single, Location::Query) if is_object(context, parameter) => {
            quote! { #request.query_object(#wire, #single); }
        }
        (ParameterStyle::Single, Location::Query) => quote! { #request.query(#wire, #single); },
    }
}

fn is_object(context: Context<'_>, parameter: &ParameterUse) -> bool {
    use crate::ir::Shape;
    match &parameter.usage.ty {
        Type::Map(..) | Type::Any => true,
        Type::Named(id) => {
            matches!(
                context.api.types[*id].shape,
                Shape::Struct(_) | Shape::Union(_)
            )
        }
        _ => false,
    }
}

fn list_values(context: Context<'_>, parameter: &ParameterUse, value: &TokenStream) -> TokenStream {
    match &parameter.usage.ty {
        Type::List(item) if context.converts(item) => {
            let item = tokens(&context.ty(item, Scope::Api));
            quote! { #value.into_iter().map(Into::<#item>::into) }
        }
        _ => quote! { #value },
    }
}

/// The method that makes the request.
pub(super) fn method(context: Context<'_>, call: &Call<'_>) -> TokenStream {
    let OperationName {
        method, request, ..
    } = call.names;
    let docs = docs::attributes(&method_docs(call));
    let request_value = quote! { request };
    let by_name = call.by_name();
    let arguments = call.required().map(|input| {
        let (name, argument) = (input.name(), input.argument(context));
        quote! { #name: #argument }
    });
    let parameters = if by_name {
        let params = call.params_name();
        quote! { params: #params }
    } else {
        quote! { #(#arguments),* }
    };
    let writes = call.required().map(|input| {
        let name = input.name();
        let value = if by_name {
            quote! { params.#name }
        } else {
            quote! { #name }
        };
        input.write(context, &request_value, &value, by_name)
    });
    let mutable = call.required().next().is_some().then(|| quote! { mut });
    quote! {
        #docs
        pub fn #method(&self, #parameters) -> #request {
            let #mutable request = Request::new(self.core, #request::OPERATION);
            #(#writes)*
            #request(request)
        }
    }
}

/// The request and what belongs to it.
pub(super) fn items(context: Context<'_>, call: &Call<'_>) -> Vec<syn::Item> {
    let mut items = Vec::new();
    if call.by_name() {
        items.push(params(context, call));
    }
    let request = &call.names.request;
    let docs = format!(
        " A request made by [`{0}::{1}`].",
        call.group, call.names.method
    );
    items.push(parse_quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent or awaited"]
        pub struct #request(Request);
    });
    let constant = constant(context, call);
    let setters = call.optional().map(|input| setter(context, input));
    items.push(parse_quote! {
        impl #request {
            #[doc = " What is known of the operation."]
            pub const OPERATION: &'static Operation = #constant;

            #(#setters)*
        }
    });
    items
}

fn params(context: Context<'_>, call: &Call<'_>) -> syn::Item {
    let name = call.params_name();
    let docs = format!(" What [`{}::{}`] needs.", call.group, call.names.method);
    let fields = call.required().map(|input| {
        let docs = docs::attributes(&input.docs());
        let (name, ty) = (input.name(), input.ty(context));
        quote! { #docs pub #name: #ty }
    });
    parse_quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields),* }
    }
}

fn setter(context: Context<'_>, input: &Input<'_>) -> TokenStream {
    let docs = docs::attributes(&input.docs());
    let (name, argument) = (input.name(), input.argument(context));
    let write = input.write(context, &quote! { self.0 }, &quote! { #name }, false);
    quote! {
        #docs
        pub fn #name(mut self, #name: #argument) -> Self {
            #write
            self
        }
    }
}

fn constant(context: Context<'_>, call: &Call<'_>) -> TokenStream {
    let operation = call.operation;
    let (id, path) = (&operation.id, &operation.path);
    let tag = &context.api.tags[operation.tag].name;
    let method = format_ident!(
        "{}",
        heck::ToUpperCamelCase::to_upper_camel_case(operation.method.as_str())
    );
    let category = operation.rate_limit_category.as_ref().map(|category| {
        quote! { .with_rate_limit_category(#category) }
    });
    let sandbox = operation
        .sandbox
        .map(|enabled| quote! { .with_sandbox(#enabled) });
    let schemes = operation.auth.iter().map(|scheme| match scheme {
        AuthScheme::Basic => quote! { pinterest_v5_runtime::AuthScheme::Basic },
        AuthScheme::ConversionToken => quote! { pinterest_v5_runtime::AuthScheme::ConversionToken },
        AuthScheme::OAuth => quote! { pinterest_v5_runtime::AuthScheme::OAuth },
        AuthScheme::ClientCredentials => {
            quote! { pinterest_v5_runtime::AuthScheme::ClientCredentials }
        }
    });
    let scopes = &operation.scopes;
    let scopes = (!scopes.is_empty()).then(|| quote! { .with_scopes(&[#(#scopes),*]) });
    let idempotent = IDEMPOTENT.contains(&operation.method.as_str());
    let idempotent = idempotent.then(|| quote! { .with_idempotence() });
    let paginated = operation.is_paginated().then(|| quote! { .with_pages() });
    quote! {
        &Operation::new(#id, pinterest_v5_runtime::Method::#method, #path, #tag)
            #category #sandbox .with_auth(&[#(#schemes),*]) #scopes #paginated #idempotent
    }
}

/// What the method does, then the facts, then Pinterest's own page.
fn method_docs(call: &Call<'_>) -> Vec<String> {
    let operation = call.operation;
    let mut lines = match &operation.summary {
        Some(text) => docs::rustdoc(text),
        None => vec![docs::sentence(call.names.method.bare())],
    };
    if let Some(text) = &operation.docs {
        lines.push(String::new());
        lines.extend(docs::rustdoc(text));
    }
    lines.push(String::new());
    lines.push(format!("`{} {}`", operation.method, operation.path));
    lines.push(String::new());
    if !operation.scopes.is_empty() {
        let scopes: Vec<String> = operation
            .scopes
            .iter()
            .map(|one| format!("`{one}`"))
            .collect();
        lines.push(format!("- Scopes: {}", scopes.join(", ")));
    }
    if let Some(category) = &operation.rate_limit_category {
        lines.push(format!("- Rate-limit category: `{category}`"));
    }
    if let Some(sandbox) = operation.sandbox {
        lines.push(format!("- Sandbox: {}", if sandbox { "yes" } else { "no" }));
    }
    if operation.deprecated {
        lines.push("- Deprecated by Pinterest".to_owned());
    }
    let page = operation.id.replace('/', "-");
    lines.push(format!(
        "- [Pinterest's reference](https://developers.pinterest.com/docs/api/v5/{page})"
    ));
    lines
}

//! One call: an operation with everything that a caller gives, in the order in which it is given.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::ty::{Imports, Scope, tokens};
use super::{Context, arguments, docs, write};
use crate::names::{Companion, Ident, OperationName};
use model::ir::{Body, BodyEncoding, Bundle, Deprecation, Location, Operation, ParameterUse};

/// An operation with everything that its items need.
pub(super) struct Call<'a> {
    pub operation: &'a Operation,
    pub names: &'a OperationName,
    pub group: &'a Ident,
    inputs: Vec<(Ident, Input<'a>)>,
}

/// Something that a caller gives.
pub(super) enum Input<'a> {
    Parameter(&'a ParameterUse),
    Bundle(&'a Bundle, bool),
    Body(&'a Body),
}

impl<'a> Call<'a> {
    pub(super) fn new(context: Context<'a>, position: usize, operation: &'a Operation) -> Self {
        let bundles: Vec<&Bundle> = context.api.bundles_of(operation).collect();
        let names = context.names.operation(position);
        let mut inputs: Vec<(Ident, Input<'a>)> = Vec::new();
        for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
            let own = (name.clone(), Input::Parameter(parameter));
            let bundle = bundles
                .iter()
                .find(|bundle| bundle.members.contains(&parameter.name));
            match bundle {
                Some(bundle) if parameter.location == Location::Query => {
                    let first = !inputs.iter().any(|(_, one)| one.is_bundle(&bundle.name));
                    if first {
                        let argument = context.names.bundle(bundle).argument.clone();
                        inputs.push((argument, Input::Bundle(bundle, parameter.required)));
                    }
                    if !parameter.required {
                        inputs.push(own);
                    }
                }
                _ => inputs.push(own),
            }
        }
        let body = operation.body.iter();
        inputs.extend(body.map(|body| (names.body.clone(), Input::Body(body))));
        Self {
            operation,
            names,
            group: &context.names.group(operation.tag).ty,
            inputs,
        }
    }

    /// The arguments with their names.
    pub(super) fn required(&self) -> impl Iterator<Item = &(Ident, Input<'a>)> {
        self.inputs.iter().filter(|(_, input)| input.is_required())
    }

    /// The setters with their names.
    pub(super) fn optional(&self) -> impl Iterator<Item = &(Ident, Input<'a>)> {
        self.inputs.iter().filter(|(_, input)| !input.is_required())
    }

    /// Whether the required inputs are given by name.
    pub(super) fn by_name(&self) -> bool {
        self.operation.by_name
    }

    /// The parameters of a method that takes the required inputs, and the values that hand them on.
    pub(super) fn signature(&self, context: Context<'_>) -> (TokenStream, TokenStream) {
        if let Some(params) = self.params_name() {
            return (quote! { params: #params }, quote! { params });
        }
        let arguments = self.required().map(|(name, input)| {
            let argument = input.argument(context);
            quote! { #name: #argument }
        });
        let names = self.required().map(|(name, _)| name);
        (quote! { #(#arguments),* }, quote! { #(#names),* })
    }

    /// The struct of the required inputs.
    pub(super) fn params_name(&self) -> Option<&'a Ident> {
        self.names.companion(Companion::Params)
    }

    /// The type of the answer.
    pub(super) fn answer(&self, context: Context<'_>) -> String {
        if let Some(list) = outcomes(context, self.operation) {
            return list;
        }
        let success = self.operation.success.as_ref();
        success.map_or_else(
            || "()".to_owned(),
            |usage| context.nullable_ty(usage, Scope::Api),
        )
    }

    /// Adds what the items of the call mention.
    pub(super) fn import(&self, context: Context<'_>, imports: &mut Imports) {
        if outcomes(context, self.operation).is_some() {
            imports.runtime("BulkList");
        }
        if let Some(usage) = &self.operation.success {
            imports.add(context, usage);
        }
        self.import_inputs(context, imports);
    }

    /// Adds what the inputs mention.
    pub(super) fn import_inputs(&self, context: Context<'_>, imports: &mut Imports) {
        for (_, input) in &self.inputs {
            match input {
                Input::Bundle(bundle, _) => imports.ty(&bundle.name),
                Input::Body(body) => imports.add(context, &body.usage),
                Input::Parameter(parameter) => {
                    imports.add(context, &parameter.usage);
                    if write::is_list(parameter) {
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

    pub(super) fn argument(&self, context: Context<'_>) -> TokenStream {
        match self {
            Self::Parameter(parameter) => {
                arguments::argument(context, &parameter.usage, false, Scope::Api)
            }
            Self::Bundle(..) => {
                let ty = self.ty(context);
                quote! { impl Into<#ty> }
            }
            Self::Body(body) => arguments::argument(context, &body.usage, false, Scope::Api),
        }
    }

    /// The type of a field that holds it.
    pub(super) fn ty(&self, context: Context<'_>) -> TokenStream {
        match self {
            Self::Parameter(parameter) => tokens(&context.ty(&parameter.usage, Scope::Api)),
            Self::Bundle(bundle, _) => {
                let name = format_ident!("{}", bundle.name);
                quote! { types::#name }
            }
            Self::Body(body) => tokens(&context.ty(&body.usage, Scope::Api)),
        }
    }

    /// What is known of its removal, if it is going away.
    pub(super) fn deprecation(&self) -> Option<&Deprecation> {
        match self {
            Self::Parameter(parameter) => parameter.usage.deprecation.as_ref(),
            Self::Bundle(..) | Self::Body(_) => None,
        }
    }

    pub(super) fn docs(&self) -> Vec<String> {
        match self {
            Self::Parameter(parameter) => docs::usage(&parameter.usage),
            Self::Bundle(bundle, _) => docs::rustdoc(&bundle.docs),
            Self::Body(_) => vec!["The request body.".to_owned()],
        }
    }

    /// The statement that writes `value` into `request`; `concrete` says that the value has its type already.
    pub(super) fn write(
        &self,
        context: Context<'_>,
        request: &TokenStream,
        value: &TokenStream,
        concrete: bool,
    ) -> TokenStream {
        match self {
            Self::Parameter(parameter) => {
                write::parameter(context, parameter, request, value, concrete)
            }
            Self::Bundle(..) if concrete => quote! { #request.query_together(&#value); },
            Self::Bundle(..) => {
                let ty = self.ty(context);
                quote! { #request.query_together(&Into::<#ty>::into(#value)); }
            }
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

/// The type of an operation's answer, if that is a plain list of outcomes.
fn outcomes(context: Context<'_>, operation: &Operation) -> Option<String> {
    let item = context.api.bulk.lists.get(&operation.id)?;
    let nullable = operation.success.as_ref()?.nullable;
    let list = format!("BulkList<{}>", context.named(*item, Scope::Api));
    Some(if nullable {
        format!("Option<{list}>")
    } else {
        list
    })
}

//! `new`: what it takes, and how that becomes a value.
//!
//! Takes a struct with its arguments; gives the method, and the struct of what it takes where that has names.
//! Invariant: what may be null or left out is never an argument. A code is taken as itself, so that it cannot change places
//! with a text.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::ty::{Imports, Scope, tokens};
use super::{Context, arguments, docs, members, requirements};
use crate::names::{Companion, Ident};
use model::ir::{Argument, Field, Struct, TypeId};

/// The most members that the words on an empty value tell one by one.
const FEW: usize = 8;

/// The most members that are named beside those.
const MANY: usize = 16;

/// The constructor of a struct.
pub(super) struct Constructor<'a> {
    context: Context<'a>,
    id: TypeId,
    name: &'a Ident,
    /// The struct of what `new` takes, if it takes one.
    required: Option<&'a Ident>,
    object: &'a Struct,
    names: &'a [Ident],
}

impl<'a> Constructor<'a> {
    pub(super) fn new(context: Context<'a>, id: TypeId, object: &'a Struct) -> Self {
        Self {
            context,
            id,
            name: context.names.ty(id),
            required: context.names.companion(id, Companion::Required),
            object,
            names: context.names.fields(id),
        }
    }

    /// What `new` takes as a struct, where a list of arguments would be too long or could be swapped.
    pub(super) fn required_item(&self) -> Option<syn::Item> {
        let name = self.required?;
        let text = format!(
            " What [`{}::new`] requires, by name so that nothing changes places.",
            self.name
        );
        let fields = self.object.arguments().map(|position| {
            let (field, name) = (&self.object.fields[position], &self.names[position]);
            let docs = docs::attributes(&members::docs(self.context, self.id, field));
            let ty = tokens(&self.context.field_ty(field));
            quote! { #docs pub #name: #ty }
        });
        Some(parse_quote! {
            #[doc = #text]
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name {
                #(#fields,)*
            }
        })
    }

    /// The method.
    pub(super) fn method(&self) -> TokenStream {
        if self.object.arguments.is_empty() {
            let docs = self.empty_docs();
            return quote! {
                #docs
                #[must_use]
                pub fn new() -> Self { Self::default() }
            };
        }
        let parameters = self.parameters();
        let fields = self.object.fields.iter().zip(self.names).enumerate();
        let values = fields.map(|(position, (field, name))| {
            let value = self.value(position, field, name);
            arguments::member(name, &value)
        });
        let rest = self.object.rest.iter().zip(self.names.last());
        let rest = rest.map(|(_, name)| quote! { #name: BTreeMap::new() });
        let bundles = self.bundles().into_iter();
        let bundles = bundles.map(|(name, ty)| quote! { let #name: #ty = #name.into(); });
        let docs = self.docs();
        quote! {
            #docs
            #[must_use]
            pub fn new(#parameters) -> Self {
                #(#bundles)*
                Self { #(#values,)* #(#rest,)* }
            }
        }
    }

    /// What `new` sets, and that nothing else is set.
    fn docs(&self) -> TokenStream {
        let all = self.object.arguments().count() == self.object.fields.len();
        let nulls = docs::listed(requirements::nulls(self.context, self.id));
        let rest = match nulls.as_str() {
            _ if all => String::new(),
            "" => "; everything else is unset".to_owned(),
            nulls => format!("; everything else is unset, and null is sent for {nulls} until set"),
        };
        let mut lines = vec![format!(
            "A value with the required {}{rest}.",
            self.listed()
        )];
        lines.extend(docs::arguments(self.given()));
        docs::attributes(&lines)
    }

    /// That nothing is set, and what can be: what examples show, or every member, with its words where there are few.
    fn empty_docs(&self) -> TokenStream {
        let fields = self.object.fields.iter().zip(self.names);
        let all: Vec<_> = fields.filter(|(field, _)| !field.usage.read_only).collect();
        let shown: Vec<_> = all
            .iter()
            .copied()
            .filter(|(field, _)| field.shown)
            .collect();
        let is_shown = |name: &Ident| shown.iter().any(|(_, one)| one.bare() == name.bare());
        let others: Vec<&Ident> = all
            .iter()
            .map(|(_, name)| *name)
            .filter(|name| !shown.is_empty() && !is_shown(name))
            .collect();
        let (named, how) = match shown.as_slice() {
            [] => (all, "there are setters for"),
            _ => (shown, "there are setters, such as those for"),
        };
        let first = if self.object.updates {
            "Changes nothing yet, since what is not set stays as it is"
        } else {
            "Has nothing set yet; no member is required by itself"
        };
        let listed = docs::listed(named.iter().map(|(_, name)| *name));
        let words: Vec<_> = named
            .into_iter()
            .map(|(field, name)| (name, members::docs(self.context, self.id, field)))
            .collect();
        let is_list = words.len() <= FEW && words.iter().all(|(_, lines)| !lines.is_empty());
        let mut lines = if is_list {
            let list = docs::arguments(words);
            [vec![format!("{first}; {how}:")], list].concat()
        } else {
            vec![format!("{first}; {how} {listed}.")]
        };
        if (1..=MANY).contains(&others.len()) {
            let verb = if others.len() == 1 {
                "other is"
            } else {
                "others are"
            };
            let others = docs::listed(others);
            lines.extend([String::new(), format!("The {verb} {others}.")]);
        }
        docs::attributes(&lines)
    }

    /// What `new` takes with the words on it, a bundle member by member, and so what is given by name.
    fn given(&self) -> Vec<(String, Vec<String>)> {
        let words = |position: usize| {
            let field = &self.object.fields[position];
            let words = members::docs(self.context, self.id, field);
            docs::with_counts(words, &field.usage)
        };
        if self.required.is_some() {
            let required = self.object.arguments();
            let required = required.map(|position| {
                let name = format!("required.{}", self.names[position]);
                (name, words(position))
            });
            return required.collect();
        }
        let arguments = self.object.arguments.iter();
        let given = arguments.flat_map(|argument| match argument {
            Argument::Member(position) => {
                vec![(self.names[*position].to_string(), words(*position))]
            }
            Argument::Bundle(of, members) => {
                let (bundle, _) = arguments::bundle(self.context, *of);
                let of = &self.context.api.bundles[*of];
                let names = &self.context.names.bundle(of).members;
                let members = members.iter().zip(names);
                members
                    .map(|(position, name)| (format!("{bundle}.{name}"), words(*position)))
                    .collect()
            }
        });
        given.collect()
    }

    /// What is required, by name.
    fn listed(&self) -> String {
        if self.required.is_some() {
            let required = self.object.arguments();
            return docs::listed(required.map(|position| &self.names[position]));
        }
        let arguments = self.object.arguments.iter();
        docs::listed(arguments.map(|argument| match argument {
            Argument::Member(position) => &self.names[*position],
            Argument::Bundle(of, _) => arguments::bundle(self.context, *of).0,
        }))
    }

    /// The bundles that `new` takes.
    fn bundles(&self) -> Vec<(&Ident, syn::Ident)> {
        let arguments = self.object.arguments.iter();
        let arguments = arguments.filter(|_| !self.object.by_name);
        let bundles = arguments.filter_map(|argument| match argument {
            Argument::Bundle(position, _) => Some(arguments::bundle(self.context, *position)),
            Argument::Member(_) => None,
        });
        bundles.collect()
    }

    fn parameters(&self) -> TokenStream {
        if let Some(ty) = self.required {
            return quote! { required: #ty };
        }
        let arguments = self.object.arguments.iter().map(|argument| match argument {
            Argument::Member(position) => {
                let (usage, name) = (&self.object.fields[*position].usage, &self.names[*position]);
                let ty = if self.context.is_enum(usage) {
                    tokens(&self.context.ty(usage, Scope::Types))
                } else {
                    arguments::argument(self.context, usage, false, Scope::Types)
                };
                quote! { #name: #ty }
            }
            Argument::Bundle(position, _) => {
                let (name, ty) = arguments::bundle(self.context, *position);
                quote! { #name: impl Into<#ty> }
            }
        });
        quote! { #(#arguments),* }
    }

    /// What a member is at first.
    fn value(&self, position: usize, field: &Field, name: &Ident) -> TokenStream {
        if !field.is_argument() {
            return if field.patch {
                quote! { Patch::Unset }
            } else {
                quote! { None }
            };
        }
        if self.object.by_name {
            return quote! { required.#name };
        }
        let bundles = self.object.arguments.iter();
        let mut bundles = bundles.filter_map(|argument| match argument {
            Argument::Bundle(bundle, members) => {
                let member = members.iter().position(|member| *member == position)?;
                Some((*bundle, member))
            }
            Argument::Member(_) => None,
        });
        if let Some((of, member)) = bundles.next() {
            let (bundle, _) = arguments::bundle(self.context, of);
            let names = &self
                .context
                .names
                .bundle(&self.context.api.bundles[of])
                .members;
            let member = &names[member];
            return quote! { #bundle.#member };
        }
        if self.context.is_enum(&field.usage) {
            return quote! { #name };
        }
        let value = arguments::converted(self.context, &field.usage, name, false);
        if field.boxed {
            quote! { Box::new(#value) }
        } else {
            value
        }
    }
}

/// Adds the bundles that a constructor takes.
pub(super) fn import(context: Context<'_>, object: &Struct, imports: &mut Imports) {
    for (position, _) in &object.together {
        imports.ty(&context.api.bundles[*position].name);
    }
    for argument in object.arguments.iter().filter(|_| !object.by_name) {
        if let Argument::Bundle(position, _) = argument {
            imports.ty(&context.api.bundles[*position].name);
        }
    }
}

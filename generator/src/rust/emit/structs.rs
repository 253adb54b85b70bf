//! Structs: the item, how to build it, and its serde impls.

use quote::quote;
use syn::parse_quote;

use super::ty::{Imports, Scope, tokens};
use super::{Context, analytics, arguments, bulk, conversions, docs, jobs, media};
use crate::model::ir::{Field, Struct, Type, TypeId, Usage};
use crate::rust::layout::{Piece, RustFile};
use crate::rust::names::Ident;

/// The file of a struct.
pub(super) fn file(context: Context<'_>, id: TypeId, object: &Struct) -> RustFile {
    let def = &context.api.types[id];
    let name = context.names.ty(id);
    let mut imports = Imports::default();
    for field in &object.fields {
        imports.add(context, &field.usage);
        if field.patch {
            imports.runtime("Patch");
        }
    }
    if let Some(rest) = &object.rest {
        imports.add(
            context,
            &Usage::new(Type::Map(None, rest.clone()), rest.at.clone()),
        );
    }
    bulk::import(context, id, &mut imports);
    media::import(context, id, &mut imports);
    let mut file = RustFile::default();
    file.push(item(context, id, object));
    if def.direction.request {
        let required: Vec<(&Field, &Ident)> = required(object, context.names.fields(id));
        if object.is_built_by_name() {
            file.push(required_item(context, name, &required));
        }
        file.push(builder(context, id, object, &required));
        if let Some(setters) = conversions::setters(context, id, object) {
            imports.runtime("PersonalData");
            file.push(setters);
        }
    }
    file.push(serde_impls(context, id, object));
    let row = analytics::row(context, id, object);
    if !row.is_empty() {
        imports.runtime("Column");
    }
    file.pieces.extend(row);
    file.pieces.extend(bulk::view(context, id));
    file.pieces.extend(jobs::view(context, id));
    file.pieces.extend(media::view(context, id));
    imports.into_type(&name.to_string(), file)
}

fn required<'a>(object: &'a Struct, names: &'a [Ident]) -> Vec<(&'a Field, &'a Ident)> {
    object
        .fields
        .iter()
        .zip(names)
        .filter(|(field, _)| field.required)
        .collect()
}

fn item(context: Context<'_>, id: TypeId, object: &Struct) -> syn::Item {
    let name = context.names.ty(id);
    let docs = super::types::type_docs(context, id);
    let names = context.names.fields(id);
    let fields = object.fields.iter().zip(names).map(|(field, name)| {
        let docs = docs::attributes(&docs::usage(&field.wire, &field.usage));
        let ty = tokens(&context.field_ty(field));
        quote! { #docs pub #name: #ty }
    });
    let rest = object.rest.iter().zip(names.last()).map(|(rest, name)| {
        let ty = tokens(&context.nullable_ty(rest, Scope::Types));
        quote! {
            #[doc = " Every member that is not named above, by its name."]
            pub #name: BTreeMap<String, #ty>
        }
    });
    let default = (!object.fields.iter().any(|field| field.required)).then(|| quote! { Default, });
    parse_quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #(#rest,)*
        }
    }
}

/// The required members by name, where a list of arguments would be too long to read.
fn required_item(context: Context<'_>, name: &Ident, required: &[(&Field, &Ident)]) -> syn::Item {
    let text = format!(" What [`{name}::new`] needs.");
    let name = quote::format_ident!("{}Required", name.bare());
    let fields = required.iter().map(|(field, name)| {
        let docs = docs::attributes(&docs::usage(&field.wire, &field.usage));
        let ty = tokens(&context.field_ty(field));
        quote! { #docs pub #name: #ty }
    });
    parse_quote! {
        #[doc = #text]
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn builder(
    context: Context<'_>,
    id: TypeId,
    object: &Struct,
    required: &[(&Field, &Ident)],
) -> syn::Item {
    let name = context.names.ty(id);
    let names = context.names.fields(id);
    let new = constructor(context, name, object, names, required);
    let optional = object
        .fields
        .iter()
        .zip(names)
        .filter(|(field, _)| !field.required && !field.usage.read_only);
    let setters = optional.map(|(field, name)| setter(context, field, name));
    let rest = object.rest.iter().zip(names.last()).map(|(rest, name)| {
        let ty = tokens(&context.nullable_ty(rest, Scope::Types));
        quote! {
            #[doc = " Adds a member that has no setter of its own."]
            #[must_use]
            pub fn member(mut self, name: impl Into<String>, value: impl Into<#ty>) -> Self {
                self.#name.insert(name.into(), value.into());
                self
            }
        }
    });
    parse_quote! { impl #name { #new #(#setters)* #(#rest)* } }
}

fn constructor(
    context: Context<'_>,
    name: &Ident,
    object: &Struct,
    names: &[Ident],
    required: &[(&Field, &Ident)],
) -> proc_macro2::TokenStream {
    if required.is_empty() {
        return quote! {
            #[doc = " A value with nothing set."]
            #[must_use]
            pub fn new() -> Self { Self::default() }
        };
    }
    let by_name = object.is_built_by_name();
    let arguments = required.iter().map(|(field, name)| {
        let argument =
            arguments::argument(context, &field.usage, field.usage.nullable, Scope::Types);
        quote! { #name: #argument }
    });
    let values = object
        .fields
        .iter()
        .zip(names)
        .map(|(field, name)| match field.required {
            true if by_name => quote! { #name: required.#name },
            true => {
                let value = arguments::converted(context, &field.usage, name, field.usage.nullable);
                let value = match (field.boxed, field.usage.nullable) {
                    (true, true) => quote! { #value.map(Box::new) },
                    (true, false) => quote! { Box::new(#value) },
                    (false, _) => value,
                };
                arguments::member(name, &value)
            }
            false if field.patch => quote! { #name: Patch::Unset },
            false => quote! { #name: None },
        });
    let rest = object
        .rest
        .iter()
        .zip(names.last())
        .map(|(_, name)| quote! { #name: BTreeMap::new() });
    let parameters = if by_name {
        let ty = quote::format_ident!("{}Required", name.bare());
        quote! { required: #ty }
    } else {
        quote! { #(#arguments),* }
    };
    quote! {
        #[doc = " A value with what the API requires; everything else is unset."]
        #[must_use]
        pub fn new(#parameters) -> Self { Self { #(#values,)* #(#rest,)* } }
    }
}

fn setter(context: Context<'_>, field: &Field, name: &Ident) -> proc_macro2::TokenStream {
    let argument = arguments::argument(context, &field.usage, false, Scope::Types);
    let mut value = arguments::converted(context, &field.usage, name, false);
    if field.boxed {
        value = quote! { Box::new(#value) };
    }
    let wrapped = if field.patch {
        quote! { Patch::Set(#value) }
    } else {
        quote! { Some(#value) }
    };
    let docs = arguments::setter_docs("Sets", name);
    let set = quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #wrapped;
            self
        }
    };
    if !field.patch {
        return set;
    }
    let clear = name.with_prefix("clear_");
    let docs = arguments::setter_docs("Sends null, which clears", name);
    quote! {
        #set
        #docs
        #[must_use]
        pub fn #clear(mut self) -> Self {
            self.#name = Patch::Null;
            self
        }
    }
}

fn serde_impls(context: Context<'_>, id: TypeId, object: &Struct) -> Piece {
    let def = &context.api.types[id];
    let names = context.names.fields(id);
    let mut lines = vec![format!(
        "{} {}",
        super::types::direction(def.direction),
        context.names.ty(id)
    )];
    if !object.constants.is_empty() {
        lines.push("constants {".to_owned());
        let constants = object.constants.iter();
        lines.extend(constants.map(|one| format!("    {:?} => {:?},", one.wire, one.value)));
        lines.push("}".to_owned());
    }
    lines.push("fields {".to_owned());
    for (field, name) in object.fields.iter().zip(names) {
        let mode = match (field.patch, field.required, field.usage.nullable) {
            (true, _, _) => "patch",
            (false, true, false) => "required",
            (false, true, true) => "nullable",
            (false, false, _) => "optional",
        };
        lines.push(format!("    {name}: {:?}, {mode};", field.wire));
    }
    lines.push("}".to_owned());
    if let (Some(_), Some(name)) = (&object.rest, names.last()) {
        lines.push(format!("rest {{ {name} }}"));
    }
    Piece::Macro("object".to_owned(), lines)
}

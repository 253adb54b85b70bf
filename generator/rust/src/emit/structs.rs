//! Structs: the item, how to build it, and its serde impls.

use quote::quote;
use syn::parse_quote;

use super::constructor::{self, Constructor};
use super::module::{Module, direction, type_docs};
use super::ty::{Imports, Scope, tokens};
use super::{
    Context, analytics, arguments, bulk, conversions, copies, counters, docs, jobs, media, members,
    sizes, write,
};
use crate::layout::Piece;
use crate::names::Ident;
use model::ir::{Argument, Field, Struct, Type, TypeId, Usage};

/// Adds a struct.
pub(super) fn add(context: Context<'_>, id: TypeId, object: &Struct, module: &mut Module) {
    let def = &context.api.types[id];
    import(context, id, object, &mut module.imports);
    module.push(item(context, id, object));
    if def.direction.request {
        let constructor = Constructor::new(context, id, object);
        let copied = copies::copied(context, id, object);
        module.extend(constructor.required_item().map(Piece::from));
        module.push(builder(context, id, object, &constructor, copied.is_some()));
        if let Some(copied) = copied {
            module.push(copies::piece(context, id, object, &copied));
        }
        module.extend(alone(context, id, object));
        if let Some(setters) = conversions::setters(context, id, object) {
            module.imports.runtime("PersonalData");
            module.push(setters);
        }
    }
    module.extend(counters::item(context, id, object).map(Piece::from));
    module.extend(sizes::item(context, id, object).map(Piece::from));
    module.push(serde_impls(context, id, object));
    let row = analytics::row(context, id, object);
    if !row.is_empty() {
        module.imports.runtime("Column");
    }
    module.extend(row);
    module.extend(bulk::view(context, id));
    module.extend(jobs::view(context, id));
    module.extend(media::view(context, id));
}

/// Adds what the items of a struct mention.
fn import(context: Context<'_>, id: TypeId, object: &Struct, imports: &mut Imports) {
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
    bulk::import(context, id, imports);
    media::import(context, id, imports);
    if context.api.types[id].direction.request {
        constructor::import(context, object, imports);
    }
}

fn item(context: Context<'_>, id: TypeId, object: &Struct) -> syn::Item {
    let name = context.names.ty(id);
    let docs = type_docs(context, id);
    let names = context.names.fields(id);
    let fields = object.fields.iter().zip(names).map(|(field, name)| {
        let alias = docs::wire_alias(&field.wire, name);
        let docs = docs::attributes(&members::docs(context, id, field));
        let deprecated = docs::deprecated(field.usage.deprecation.as_ref());
        let ty = tokens(&context.field_ty(field));
        quote! { #docs #deprecated #alias pub #name: #ty }
    });
    let what = if context.api.reports.rows.contains_key(&id) {
        " The columns that were asked for, and whatever else came, by their names on the wire; `metric` reads one, `amount` money."
    } else {
        " Every member that is not named above, by its name on the wire."
    };
    let rest = object.rest.iter().zip(names.last()).map(|(rest, name)| {
        let ty = tokens(&context.nullable_ty(rest, Scope::Types));
        quote! {
            #[doc = #what]
            pub #name: BTreeMap<String, #ty>
        }
    });
    let default = object.arguments.is_empty().then(|| quote! { Default, });
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

fn builder(
    context: Context<'_>,
    id: TypeId,
    object: &Struct,
    constructor: &Constructor<'_>,
    is_copy: bool,
) -> syn::Item {
    let name = context.names.ty(id);
    let names = context.names.fields(id);
    let new = constructor.method();
    let fields = object.fields.iter().zip(names);
    let optional = fields
        .zip(context.names.methods(id))
        // What is required is set by the constructor, and set anew in a copy.
        .filter(|((field, _), _)| is_copy || !field.is_argument())
        .filter(|((field, _), _)| !field.usage.read_only);
    let setters = optional
        .map(|((field, name), methods)| setter(context, id, (field, name), methods.clear.as_ref()));
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
    let together = object.together.iter();
    let together = together.map(|(bundle, members)| set_together(context, *bundle, members, names));
    parse_quote! { impl #name { #new #(#setters)* #(#together)* #(#rest)* } }
}

/// Sets the members of a bundle at once.
fn set_together(
    context: Context<'_>,
    bundle: usize,
    members: &[usize],
    names: &[Ident],
) -> proc_macro2::TokenStream {
    let bundle = &context.api.bundles[bundle];
    let ty = quote::format_ident!("{}", bundle.name);
    let argument = &context.names.bundle(bundle).argument;
    let parts = &context.names.bundle(bundle).members;
    let sets = members.iter().zip(parts).map(|(member, part)| {
        let name = &names[*member];
        if bundle.complete {
            quote! { self.#name = Some(#argument.#part); }
        } else {
            quote! { self.#name = #argument.#part.or(self.#name); }
        }
    });
    let set: Vec<&Ident> = members.iter().map(|member| &names[*member]).collect();
    let docs = docs::attributes(&[format!(
        "Sets {} together, as one [`{}`].",
        docs::listed(set),
        bundle.name
    )]);
    quote! {
        #docs
        #[must_use]
        pub fn #argument(mut self, #argument: impl Into<#ty>) -> Self {
            let #argument: #ty = #argument.into();
            #(#sets)*
            self
        }
    }
}

fn setter(
    context: Context<'_>,
    id: TypeId,
    (field, name): (&Field, &Ident),
    clear: Option<&Ident>,
) -> proc_macro2::TokenStream {
    let argument = arguments::argument(context, &field.usage, false, Scope::Types);
    let mut value = arguments::converted(context, &field.usage, name, false);
    if field.boxed {
        value = quote! { Box::new(#value) };
    }
    let wrapped = if field.is_argument() {
        value
    } else if field.patch {
        quote! { Patch::Set(#value) }
    } else {
        quote! { Some(#value) }
    };
    let mut words = members::docs(context, id, field);
    if let Some(clear) = clear.filter(|_| !words.is_empty()) {
        let effect = members::null(context, id, field);
        let text = format!("{} sends null{effect}.", arguments::field_link(clear));
        words.extend([String::new(), text]);
    }
    let docs = arguments::setter_docs(words, name);
    let deprecated = docs::deprecated(field.usage.deprecation.as_ref());
    let set = quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #wrapped;
            self
        }
    };
    let Some(clear) = clear else {
        return set;
    };
    let effect = members::null(context, id, field);
    let link = arguments::field_link(name);
    let docs = docs::attributes(&[format!("Sends null for {link}{effect}.")]);
    quote! {
        #set
        #docs
        #deprecated
        #[must_use]
        pub fn #clear(mut self) -> Self {
            self.#name = Patch::Null;
            self
        }
    }
}

/// What makes the struct from a list or a text, if it needs nothing else: whoever has that need not name it. What is
/// answered too is no such text, as its other members are rather there than not.
fn alone(context: Context<'_>, id: TypeId, object: &Struct) -> Option<Piece> {
    let [Argument::Member(position)] = object.arguments.as_slice() else {
        return None;
    };
    let name = context.names.ty(id);
    match &object.fields[*position].usage.ty {
        Type::List(item) => {
            let item = (!item.nullable).then(|| context.ty(item, Scope::Types))?;
            let line = format!("{name}({item})");
            Some(Piece::Macro("from_list".to_owned(), vec![line]))
        }
        Type::String if !context.api.types[id].direction.response => {
            Some(Piece::Macro("from_text".to_owned(), vec![name.to_string()]))
        }
        _ => None,
    }
}

fn serde_impls(context: Context<'_>, id: TypeId, object: &Struct) -> Piece {
    let def = &context.api.types[id];
    let names = context.names.fields(id);
    let (direction, name) = (direction(def.direction), context.names.ty(id));
    // A struct that has a `Default`; see `item`.
    let default = if object.arguments.is_empty() {
        " default"
    } else {
        ""
    };
    let mut lines = vec![format!("{direction} {name}{default}")];
    if !object.constants.is_empty() {
        lines.push("constants {".to_owned());
        let constants = object.constants.iter();
        lines.extend(constants.map(|one| format!("    {:?} => {:?},", one.wire, one.value)));
        lines.push("}".to_owned());
    }
    lines.push("fields {".to_owned());
    for (field, name) in object.fields.iter().zip(names) {
        let mode = match (field.patch, field.required, field.usage.nullable) {
            _ if field.list => "list",
            (true, _, _) => "patch",
            (false, true, false) => "required",
            (false, true, true) => "nullable",
            (false, false, _) => "optional",
        };
        let unit = match &field.usage.ty {
            Type::List(item) => write::unit(&item.ty).map(|unit| format!(" {unit}.clone")),
            ty => write::unit(ty).map(|unit| format!(" {unit}")),
        };
        let unit = unit.unwrap_or_default();
        lines.push(format!("    {name}: {:?}, {mode}{unit};", field.wire));
    }
    lines.push("}".to_owned());
    if let (Some(_), Some(name)) = (&object.rest, names.last()) {
        lines.push(format!("rest {{ {name} }}"));
    }
    Piece::Macro("object".to_owned(), lines)
}

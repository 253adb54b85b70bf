//! What analytics need: the days that an operation answers for, ranges of days, and rows read by column.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::{Context, features};
use crate::layout::Piece;
use crate::names::Ident;
use model::ir::{Enum, Field, Operation, Shape, Struct, Type, TypeId, Window};

/// The lines about the days that an operation answers for, among its data.
pub(super) fn windows(operation: &Operation) -> Vec<String> {
    let Some(windows) = &operation.windows else {
        return Vec::new();
    };
    let mut lines = vec![format!(
        "windows: [{:?}, {:?}] => [",
        windows.start, windows.end
    )];
    lines.extend(windows.limits.iter().map(|window| {
        let when = window.when.iter();
        let when = when.map(|(name, value)| format!("when: {name:?} = {value:?},"));
        let back = window.back.iter().map(|days| format!("back: {days},"));
        let span = window.span.iter().map(|days| format!("span: {days},"));
        let parts: Vec<String> = when.chain(back).chain(span).collect();
        format!("    {{ {} }},", parts.join(" "))
    }));
    lines.push("],".to_owned());
    lines
}

/// The same in words, for the documentation of the method.
pub(super) fn days(operation: &Operation) -> Option<String> {
    let windows = operation.windows.as_ref()?;
    let limits: Vec<String> = windows.limits.iter().map(in_words).collect();
    Some(format!("- Days: {}", limits.join("; ")))
}

fn in_words(window: &Window) -> String {
    let when = window
        .when
        .iter()
        .map(|(name, value)| format!("with `{name}` {value}"));
    let back = window.back.iter().map(|days| format!("{days} back"));
    let span = window.span.iter().map(|days| format!("{days} at once"));
    let words: Vec<String> = when.chain(back).chain(span).collect();
    words.join(", ")
}

/// What lets a row be read by column, if an operation that chooses columns answers with such rows.
pub(super) fn row(context: Context<'_>, id: TypeId, object: &Struct) -> Vec<Piece> {
    let Some(columns) = context.api.reports.rows.get(&id) else {
        return Vec::new();
    };
    let mut pieces = vec![metric(context, id, object)];
    let row = context.names.ty(id);
    let tags = &context.api.types[id].tags;
    pieces.extend(columns.iter().map(|column| {
        let of_column = &context.api.types[*column].tags;
        let shared = tags.intersection(of_column).copied().collect();
        let cfg = (shared != *tags).then(|| features::cfg(context, &shared));
        let name = context.names.ty(*column);
        let column = quote! { super::#name };
        let item = column_of(&column, &cfg.unwrap_or_default(), &quote! { #row });
        Piece::from(item)
    }));
    pieces
}

/// What makes the values of an enum columns of the runtime's own rows, if a request chooses columns by it.
pub(super) fn column(context: Context<'_>, id: TypeId) -> Option<syn::Item> {
    let chosen = context.api.reports.columns.contains(&id);
    let (name, row) = (context.names.ty(id), quote! { Row });
    chosen.then(|| column_of(&quote! { #name }, &TokenStream::new(), &row))
}

fn column_of(column: &TokenStream, cfg: &TokenStream, row: &TokenStream) -> syn::Item {
    parse_quote! {
        #cfg
        impl Column<#row> for #column {
            fn name(&self) -> &str { self.as_str() }
        }
    }
}

fn metric(context: Context<'_>, id: TypeId, object: &Struct) -> Piece {
    let names = context.names.fields(id);
    let mut lines = vec![format!("{} {{", context.names.ty(id))];
    let members = object.fields.iter().zip(names);
    lines.extend(members.filter_map(|(field, name)| member(context, field, name)));
    let map = match object.rest {
        Some(_) => names.last(),
        None => object.metrics().map(|position| &names[position]),
    };
    let rest = map.map(ToString::to_string).unwrap_or_default();
    lines.push(format!("}} rest {rest}"));
    Piece::Macro("row".to_owned(), lines)
}

/// A member whose type keeps its text.
fn member(context: Context<'_>, field: &Field, name: &Ident) -> Option<String> {
    let text = match &field.usage.ty {
        Type::String | Type::Date | Type::Timestamp => true,
        Type::Named(id) => {
            matches!(
                context.api.types[*id].shape,
                Shape::Id | Shape::Enum(Enum::Text(_))
            )
        }
        _ => false,
    };
    let mode = if field.required && !field.usage.nullable {
        "required"
    } else {
        "optional"
    };
    text.then(|| format!("    {:?} => {name} {mode},", field.wire))
}

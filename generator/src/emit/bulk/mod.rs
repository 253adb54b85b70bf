//! Answers that tell of several items, some of which may have failed, and the calls that send lists.
//!
//! The shapes decide, in [`Role`]; the names of members only tell what failed from what succeeded.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::call::Call;
use super::ty::{Imports, Scope};
use super::{Context, docs};
use crate::ir::{BodyEncoding, Type, TypeId, Usage};
use crate::layout::Piece;

mod role;

use role::{Answer, Data, Item, Role, roles};

/// Adds what the view of an answer mentions beyond its fields.
pub(super) fn import(context: Context<'_>, id: TypeId, imports: &mut Imports) {
    for role in roles(context, id) {
        if let Role::Answer(Answer::Items { data, .. }) = role {
            imports.add(context, data);
        }
    }
}

/// What gives a type its parts in the view of an answer.
pub(super) fn view(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let name = context.names.ty(id);
    let field = |position: usize| context.names.fields(id)[position].to_string();
    let roles = roles(context, id).into_iter();
    let views = roles.map(|role| match role {
        Role::Answer(answer) => ("bulk", answer_text(context, &answer, &field)),
        Role::Item(item) => ("bulk_item", item_text(context, id, &item, &field)),
        Role::Fault { messages, code } => {
            let code = code.map(|position| format!(", {}", field(position)));
            ("item_fault", field(messages) + &code.unwrap_or_default())
        }
    });
    let piece = |(part, text): (&str, String)| {
        let path = format!("pinterest_v5_runtime::{part}");
        Piece::Macro(path, vec![format!("{name} {text}")])
    };
    views.map(piece).collect()
}

fn answer_text(
    context: Context<'_>,
    answer: &Answer<'_>,
    field: &impl Fn(usize) -> String,
) -> String {
    let ty = |usage: &Usage| context.nullable_ty(usage, Scope::Types);
    match answer {
        Answer::Items { items, item, data } => {
            let (item, data) = (
                context.named(*item, Scope::Types),
                context.ty(data, Scope::Types),
            );
            format!("{}: {item} => {data}", field(*items))
        }
        Answer::Lists {
            succeeded,
            data,
            failed,
            item,
        } => {
            let data = match data {
                Data::Values(value) => ty(value),
                Data::Entries(value) => format!("(String, {})", ty(value)),
            };
            let item = context.named(*item, Scope::Types);
            format!("{}: {data}, {}: {item}", field(*succeeded), field(*failed))
        }
    }
}

fn item_text(
    context: Context<'_>,
    id: TypeId,
    item: &Item<'_>,
    field: &impl Fn(usize) -> String,
) -> String {
    match item {
        Item::Record {
            faults,
            data: Some((position, data)),
            ..
        } => {
            let data = context.ty(data, Scope::Types);
            format!("{}, {}: {data}", field(*faults), field(*position))
        }
        Item::Record {
            faults,
            data: None,
            status,
        } => {
            let status =
                status.map(|(position, success)| format!(", {} == {success:?}", field(position)));
            field(*faults) + &status.unwrap_or_default()
        }
        Item::Union => {
            let variants = context.names.variants(id).iter();
            let variants: Vec<String> = variants.map(ToString::to_string).collect();
            format!("in {}", variants.join(", "))
        }
    }
}

/// How many items a call takes at most, if its body is a list and its answer tells of each item.
fn most_items(context: Context<'_>, call: &Call<'_>) -> Option<usize> {
    let (body, answer) = (
        call.operation.body.as_ref()?,
        call.operation.success.as_ref()?,
    );
    let is_list = body.required && matches!(body.usage.ty, Type::List(_));
    let tells = match &answer.ty {
        Type::Named(id) => {
            let mut roles = roles(context, *id).into_iter();
            roles.any(|role| matches!(role, Role::Answer(_)))
        }
        Type::List(_) => true,
        _ => false,
    };
    let splits = is_list && tells && !answer.nullable && body.encoding == BodyEncoding::Json;
    body.usage
        .bounds
        .max_items
        .filter(|most| splits && *most > 0)
}

/// What gives a request its way to send a list of any length.
pub(super) fn parts(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let most = most_items(context, call)?;
    let line = format!("{} => {}, {most}", call.names.request, call.answer(context));
    Some(Piece::Macro(
        "pinterest_v5_runtime::bulk_call".to_owned(),
        vec![line],
    ))
}

/// The method that sends a list of any length, unless something else in the group has its name.
pub(super) fn method(
    context: Context<'_>,
    call: &Call<'_>,
    group: &[Call<'_>],
) -> Option<TokenStream> {
    let most = most_items(context, call)?;
    let all = name_for_all(call);
    let taken = |other: &Call<'_>| {
        let same = name_for_all(other) == all && most_items(context, other).is_some();
        all == other.names.method.bare() || same && other.operation.id < call.operation.id
    };
    if group.iter().any(taken) {
        return None;
    }
    let (one, request) = (&call.names.method, &call.names.request);
    let bare = one.bare();
    let parts = format!("{}::in_parts", request.bare());
    let docs = docs::attributes(&[
        format!(
            "As {}, for a list of any length: sends {most} items a call and tells what became of each item.",
            docs::link(bare, &format!("Self::{bare}"), one),
        ),
        String::new(),
        format!(
            "For options of the calls, take {}.",
            docs::link(&parts, &parts, request)
        ),
    ]);
    let (parameters, values) = call.signature(context);
    let answer = super::ty::tokens(&call.answer(context));
    Some(quote! {
        #docs
        pub fn #all(&self, #parameters) -> pinterest_v5_runtime::BulkCall<#answer> {
            self.#one(#values).in_parts()
        }
    })
}

/// `create_all`, both for `create` and for `create_many`.
fn name_for_all(call: &Call<'_>) -> syn::Ident {
    let one = call.names.method.bare();
    format_ident!("{}_all", one.strip_suffix("_many").unwrap_or(one))
}

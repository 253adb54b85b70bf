//! What gives answers about several things their view, and calls that send lists their way to send longer ones.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Call;
use super::ty::{Imports, Scope};
use super::{Context, docs};
use crate::layout::Piece;
use crate::names::Companion;
use model::ir::{Alternative, BulkAnswer, BulkItem, Says, Type, TypeId, Usage};
use source::pointer::Pointer;

/// Adds what the view of a type mentions beyond its fields.
pub(super) fn import(context: Context<'_>, id: TypeId, imports: &mut Imports) {
    let bulk = &context.api.bulk;
    if let Some(BulkAnswer::Items { data, .. }) = bulk.answers.get(&id) {
        imports.add(context, data);
    }
    if let Some(data) = bulk.items.get(&id).and_then(|item| item.data.as_ref()) {
        imports.add(context, data);
    }
}

/// What gives a type its part in the view of an answer.
pub(super) fn view(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let bulk = &context.api.bulk;
    let name = context.names.ty(id);
    let field = |position: usize| context.names.fields(id)[position].to_string();
    let answer = bulk.answers.get(&id);
    let answer = answer.map(|answer| ("bulk", answer_text(context, answer, &field)));
    let item = bulk.items.get(&id);
    let item = item.map(|item| ("bulk_item", item_text(context, id, item)));
    let failure = bulk.failures.get(&id);
    let failure = failure.map(|reasons| ("item_failure", field(*reasons)));
    let reason = bulk.reasons.get(&id).map(|reason| {
        let code = reason.code.map(|position| format!(", {}", field(position)));
        (
            "failure_reason",
            field(reason.messages) + &code.unwrap_or_default(),
        )
    });
    let views = [answer, item, failure, reason].into_iter().flatten();
    let piece = |(part, text): (&str, String)| {
        let path = part.to_owned();
        Piece::Macro(path, vec![format!("{name} {text}")])
    };
    views.map(piece).collect()
}

fn answer_text(
    context: Context<'_>,
    answer: &BulkAnswer,
    field: &impl Fn(usize) -> String,
) -> String {
    match answer {
        BulkAnswer::Items { items, item, data } => {
            let item = context.named(*item, Scope::Types);
            format!(
                "{}: {item} => {}",
                field(*items),
                context.ty(data, Scope::Types)
            )
        }
        BulkAnswer::Lists {
            succeeded,
            data,
            key,
            failed,
            item,
        } => {
            let data = context.nullable_ty(data, Scope::Types);
            let key = key.clone().map(|key| Usage::new(key, Pointer::root()));
            let data = match key {
                Some(key) => format!("({}, {data})", context.ty(&key, Scope::Types)),
                None => data,
            };
            let item = context.named(*item, Scope::Types);
            format!("{}: {data}, {}: {item}", field(*succeeded), field(*failed))
        }
    }
}

fn item_text(context: Context<'_>, id: TypeId, item: &BulkItem) -> String {
    let data = |data: &Usage| format!(": {}", context.ty(data, Scope::Types));
    let data = item.data.as_ref().map(data).unwrap_or_default();
    let field = |position: usize| &context.names.fields(id)[position];
    match &item.says {
        Says::Reasons {
            reasons,
            data: Some(position),
            ..
        } => {
            format!("{}, {}{data}", field(*reasons), field(*position))
        }
        Says::Reasons {
            reasons,
            data: None,
            status,
        } => {
            let status = status.map(|(position, success)| {
                let object = context.api.types.object(id);
                let there = object.is_some_and(|object| object.fields[position].is_argument());
                let is = if there { "is" } else { "==" };
                format!(", {} {is} {success:?}", field(position))
            });
            field(*reasons).to_string() + &status.unwrap_or_default()
        }
        Says::Member(position) => format!("of {}{data}", field(*position)),
        Says::Alternatives(kinds) => {
            let variants = kinds.iter().zip(context.names.variants(id));
            let variants = variants.map(|(kind, name)| match kind {
                Alternative::Data => format!("data {name}"),
                Alternative::Outcome => format!("outcome {name}"),
                Alternative::Failure => format!("failure {name}"),
            });
            format!("in {}{data}", variants.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What gives a request its way to send a list of any length.
pub(super) fn parts(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let most = context.api.bulk.calls.get(&call.operation.id)?;
    let most = most.map(|most| format!(", {most}")).unwrap_or_default();
    let member = context.api.bulk.members.get(&call.operation.id);
    let member = member
        .map(|member| format!(", in {member:?}"))
        .unwrap_or_default();
    let line = format!(
        "{} => {}{most}{member}",
        call.names.request,
        call.answer(context)
    );
    Some(Piece::Macro("bulk_call".to_owned(), vec![line]))
}

/// What the method is called that sends a list of any length, if there is one.
pub(super) fn name(context: Context<'_>, call: &Call<'_>) -> Option<String> {
    method(context, call)?;
    call.names
        .companion(Companion::All)
        .map(ToString::to_string)
}

/// The method that sends a list of any length.
pub(super) fn method(context: Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let most = context.api.bulk.calls.get(&call.operation.id)?;
    let all = call.names.companion(Companion::All)?;
    let one = &call.names.method;
    let docs = docs::attributes(&method_docs(call, *most));
    let (parameters, values) = call.signature(context);
    let answer = super::ty::tokens(&call.answer(context));
    Some(quote! {
        #docs
        pub fn #all(&self, #parameters) -> BulkCall<#answer> {
            self.#one(#values).in_parts()
        }
    })
}

/// The method that sends one item.
pub(super) fn one(context: Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let one = call.names.companion(Companion::One)?;
    let body = call.operation.body.as_ref().filter(|_| !call.by_name())?;
    let Type::List(item) = &body.usage.ty else {
        return None;
    };
    let method = &call.names.method;
    let docs = docs::attributes(&[format!(
        "As {}, for one item: the answer is that item, or why it failed.",
        docs::link(method.bare(), &format!("Self::{}", method.bare()), method)
    )]);
    let body_name = &call.names.body;
    let argument = super::arguments::argument(context, item, false, Scope::Api);
    let parameters = call.required().map(|(name, input)| {
        let argument = if name == body_name {
            argument.clone()
        } else {
            input.argument(context)
        };
        quote! { #name: #argument }
    });
    let values = call.required().map(|(name, _)| {
        if name == body_name {
            quote! { [#name] }
        } else {
            quote! { #name }
        }
    });
    let answer = super::ty::tokens(&call.answer(context));
    Some(quote! {
        #docs
        pub fn #one(&self, #(#parameters),*) -> OneCall<#answer> {
            self.#method(#(#values),*).into_one()
        }
    })
}

fn method_docs(call: &Call<'_>, most: Option<usize>) -> Vec<String> {
    let (one, request) = (&call.names.method, &call.names.request);
    let bare = one.bare();
    let link = docs::link(bare, &format!("Self::{bare}"), one);
    let parts = format!("{}::in_parts", request.bare());
    let parts = docs::link(&parts, &parts, request);
    let sends = match most {
        Some(most) => format!("sends {most} items a call and says what became of each item."),
        None => "says what became of each item. The API names no limit, so one call takes the whole list.".to_owned(),
    };
    vec![
        format!("As {link}, for a list of any length: {sends}"),
        String::new(),
        format!("For options of the calls, take {parts}."),
    ]
}

//! What examples do with an answer: what callers came for.
//!
//! Takes a call and its request; gives statements. Invariant: what is printed is what the call is about, never a mark in place
//! of a secret alone.

use super::code::Code;
use super::values::Maker;
use crate::emit::call::Call;
use crate::emit::{Context, bulk, jobs};
use crate::names::{Ident, own_module};
use model::ir::{Field, Type, TypeId, Usage};

/// The statements that send the request and use its answer.
pub(super) fn lines(context: Context<'_>, call: &Call<'_>, request: Code) -> Vec<String> {
    if call.operation.page_item(&context.api.types).is_some() {
        return items(context, call, request);
    }
    if jobs::poller(context, call).is_some() {
        return job(context, call, request);
    }
    let sent = request.then(".await?");
    if bulk::name(context, call).is_some() {
        return outcomes(call, &sent);
    }
    let answer = call.operation.success.as_ref().and_then(Usage::named);
    if answer.is_some_and(|id| context.api.bulk.answers.contains_key(&id)) {
        return outcomes(call, &sent.then(".into_bulk()"));
    }
    if call.operation.success.is_none() {
        return sent.statement("", ";");
    }
    if let Some(lines) = rows(context, call, &sent) {
        return lines;
    }
    let answer = noun(context, call.operation.success.as_ref(), "answer");
    let mut lines = sent.statement(&format!("let {answer} = "), ";");
    lines.push(match secret(context, call) {
        Some(member) => format!("println!(\"{{}}\", {answer}.{member}.expose());"),
        None => format!("println!(\"{{{answer}:?}}\");"),
    });
    lines
}

fn items(context: Context<'_>, call: &Call<'_>, request: Code) -> Vec<String> {
    let item = call.operation.page_item(&context.api.types);
    let item = noun(context, item, "item");
    let mut lines = request.then(".items()").statement("let mut list = ", ";");
    lines.push(format!(
        "while let Some({item}) = list.try_next().await? {{"
    ));
    lines.push(format!("    println!(\"{{{item}:?}}\");"));
    lines.push("}".to_owned());
    lines
}

/// The result of the job, which is a file where its answer leads to one.
fn job(context: Context<'_>, call: &Call<'_>, request: Code) -> Vec<String> {
    let answer = jobs::asked(context, call).and_then(|(_, asked)| asked.success.as_ref());
    let answer = answer.and_then(Usage::named);
    if !answer.is_some_and(|id| context.api.jobs.linked.contains(&id)) {
        let mut lines = request.then(".poll().await?").statement("let done = ", ";");
        lines.push("println!(\"{done:?}\");".to_owned());
        return lines;
    }
    let mut lines = request.then(".poll()").statement("let mut job = ", ";");
    lines.extend(
        [
            "let mut file = Vec::new();",
            "job.download().await?.to_writer(&mut file).await?;",
            "println!(\"{} bytes\", file.len());",
        ]
        .map(str::to_owned),
    );
    lines
}

/// What was made, and what failed.
fn outcomes(call: &Call<'_>, sent: &Code) -> Vec<String> {
    let mut lines = sent.clone().statement("let bulk = ", ";");
    let mut each = |method: &str, name: &str, form: &str| {
        lines.push(format!("for {name} in bulk.{method}() {{"));
        lines.push(format!("    println!(\"{{{name}{form}}}\");"));
        lines.push("}".to_owned());
    };
    if call.operation.method == "POST" {
        each("succeeded", "made", ":?");
    }
    each("failed", "failure", "");
    lines
}

/// The member of an answer that is a secret, if that is what the call is for.
fn secret<'a>(context: Context<'a>, call: &Call<'_>) -> Option<&'a Ident> {
    let id = call.operation.success.as_ref()?.named()?;
    let object = context.api.types.object(id)?;
    let is_always = |field: &Field| field.required && !field.usage.nullable;
    let secret = |field: &Field| field.usage.ty == Type::Secret;
    let position = object
        .fields
        .iter()
        .position(|field| secret(field) && is_always(field))?;
    Some(&context.names.fields(id)[position])
}

/// What is done with rows whose columns the request chose: they are read by column, beside what they are of.
fn rows(context: Context<'_>, call: &Call<'_>, sent: &Code) -> Option<Vec<String>> {
    let rows = &context.api.reports.rows;
    let row = |usage: &Usage| match &usage.ty {
        Type::List(item) => item.named().filter(|id| rows.contains_key(id)),
        _ => None,
    };
    let success = call.operation.success.as_ref()?;
    let (member, id) = if let Some(id) = row(success) {
        (String::new(), id)
    } else {
        let of = success.named()?;
        let fields = context.api.types.object(of)?.fields.iter();
        let mut fields = fields.zip(context.names.fields(of));
        fields.find_map(|(field, name)| Some((format!(".{name}"), row(&field.usage)?)))?
    };
    let parameters = call.operation.parameters.iter();
    let mut columns = parameters.filter_map(|one| one.usage.ty.inner()?.named());
    let column = columns.find(|id| context.api.reports.columns.contains(id))?;
    let name = context.names.ty(column);
    let variant = Maker::new(context).variant(column, "columns")?;
    let shown = about(context, id);
    let (forms, shown) = ("{:?} ".repeat(shown.len()), shown.concat());
    let mut lines = sent.clone().statement("let answer = ", ";");
    lines.extend([
        format!("for row in &answer{member} {{"),
        format!("    let metric = row.metric(types::{name}::{variant});"),
        format!("    println!(\"{forms}{{metric:?}}\"{shown});"),
        "}".to_owned(),
    ]);
    Some(lines)
}

/// What says of what a row is.
fn about(context: Context<'_>, row: TypeId) -> Vec<String> {
    const ABOUT: [&str; 2] = ["targeting_value", "date"];
    let names = context.names.fields(row).iter().map(Ident::bare);
    let about = names.filter(|name| ABOUT.contains(name));
    about.map(|name| format!(", row.{name}")).collect()
}

/// What a value is called: after its type, or `other`.
fn noun(context: Context<'_>, usage: Option<&Usage>, other: &str) -> String {
    let named = usage.and_then(Usage::named);
    let name = named.map(|id| own_module(context.names.ty(id).bare()));
    let plain = name.filter(|name| name.to_string() == name.bare() && name.bare() != "client");
    plain.map_or_else(|| other.to_owned(), |name| name.bare().to_owned())
}

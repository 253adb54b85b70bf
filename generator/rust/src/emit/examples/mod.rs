//! Examples: each operation with what it requires, and what to do with its answer.
//!
//! Takes a call; gives Markdown with one block of code, whose values come from the words for examples or are made up.
//! Invariant: nothing of a description is in the code but names that are Rust names already.

mod code;
mod objects;
mod values;

use self::code::Code;
use self::values::Maker;
use super::call::{Call, Input};
use super::{Context, bulk, jobs};
use crate::names::own_module;
use model::ir::{Type, Usage};

/// The lines of the example.
pub(super) fn lines(context: Context<'_>, call: &Call<'_>) -> Vec<String> {
    let mut maker = Maker::new(context);
    let (mut body, request) = request(context, call, &mut maker);
    body.extend(answered(context, call, request));
    let given = maker.given();
    let mut lines = vec!["# Example".to_owned(), String::new()];
    if let Some(method) = bulk::name(context, call) {
        let what = "which takes a list of any length and sorts out what failed";
        lines.extend([
            format!("With [`{method}`](Self::{method}), {what}:"),
            String::new(),
        ]);
    }
    let head = ["```no_run", "# use pinterest_v5::{Client, types};"];
    lines.extend(head.map(str::to_owned));
    lines.push(format!(
        "# async fn example(client: Client{given}) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    lines.extend(body);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// What has to be made before the request, and the request.
fn request(context: Context<'_>, call: &Call<'_>, maker: &mut Maker<'_>) -> (Vec<String>, Code) {
    let group = &context.names.group(call.operation.tag).module;
    let method = call.names.method.to_string();
    let method = bulk::name(context, call).unwrap_or(method);
    let head = format!("client.{group}().{method}(");
    let params = call.params_name();
    let by_name = params.is_some();
    let (mut before, mut values) = (Vec::new(), Vec::new());
    for (name, input) in call.required() {
        let mut value = maker.input(name, input, !by_name);
        let is_body = matches!(input, Input::Body(_));
        if is_body && value.is_long() && name.to_string() == name.bare() {
            before.extend(value.statement(&format!("let {name} = "), ";"));
            value = Code::text(name.bare());
        }
        values.push(if by_name {
            value.behind(&format!("{name}: "))
        } else {
            value
        });
    }
    if let Some(params) = params {
        let params = format!("pinterest_v5::api::{group}::{params} {{");
        values = vec![Code::list(params, values, "}")];
    }
    let made = Code::list(head, values, ")");
    let is_shown = |input: &Input<'_>| matches!(input, Input::Parameter(one) if one.shown);
    let shown = call.optional().filter(|(_, input)| is_shown(input));
    let request = shown.fold(made, |request, (name, input)| {
        request.then_list(format!(".{name}("), maker.input(name, input, true), ")")
    });
    (before, request)
}

/// What is done with the answer to a request.
fn answered(context: Context<'_>, call: &Call<'_>, request: Code) -> Vec<String> {
    let operation = call.operation;
    if let Some(item) = operation.page_item(&context.api.types) {
        let item = noun(context, Some(item), "item");
        let mut lines = request.then(".items()").statement("let mut list = ", ";");
        lines.push(format!(
            "while let Some({item}) = list.try_next().await? {{"
        ));
        lines.push(format!("    println!(\"{{{item}:?}}\");"));
        lines.push("}".to_owned());
        return lines;
    }
    if jobs::poller(context, call).is_some() {
        let mut lines = request.then(".poll().await?").statement("let done = ", ";");
        lines.push("println!(\"{done:?}\");".to_owned());
        return lines;
    }
    let sent = request.then(".await?");
    if bulk::name(context, call).is_some() {
        let mut lines = sent.statement("let bulk = ", ";");
        lines.push("for failure in bulk.failed() {".to_owned());
        lines.push("    println!(\"{failure}\");".to_owned());
        lines.push("}".to_owned());
        return lines;
    }
    if operation.success.is_none() {
        return sent.statement("", ";");
    }
    if let Some(lines) = rows(context, call, &sent) {
        return lines;
    }
    let answer = noun(context, operation.success.as_ref(), "answer");
    let mut lines = sent.statement(&format!("let {answer} = "), ";");
    lines.push(format!("println!(\"{{{answer}:?}}\");"));
    lines
}

/// What is done with rows whose columns the request chose: they are read by column.
fn rows(context: Context<'_>, call: &Call<'_>, sent: &Code) -> Option<Vec<String>> {
    let rows = &context.api.reports.rows;
    let is_row = |usage: &Usage| usage.named().is_some_and(|id| rows.contains_key(&id));
    let list = |usage: &Usage| match &usage.ty {
        Type::List(item) => is_row(item),
        _ => false,
    };
    let success = call.operation.success.as_ref()?;
    let member = if list(success) {
        String::new()
    } else {
        let id = success.named()?;
        let mut fields = context.api.types.object(id)?.fields.iter();
        let position = fields.position(|field| list(&field.usage))?;
        format!(".{}", context.names.fields(id)[position])
    };
    let parameters = call.operation.parameters.iter();
    let mut columns = parameters.filter_map(|one| one.usage.ty.inner()?.named());
    let column = columns.find(|id| context.api.reports.columns.contains(id))?;
    let name = context.names.ty(column);
    let variant = Maker::new(context).variant(column, "columns")?;
    let mut lines = sent.clone().statement("let answer = ", ";");
    lines.push(format!("for row in &answer{member} {{"));
    let metric = format!("row.metric(types::{name}::{variant})");
    lines.push(format!("    println!(\"{{:?}}\", {metric});"));
    lines.push("}".to_owned());
    Some(lines)
}

/// What a value is called: after its type, or `other`.
fn noun(context: Context<'_>, usage: Option<&Usage>, other: &str) -> String {
    let named = usage.and_then(Usage::named);
    let name = named.map(|id| own_module(context.names.ty(id).bare()));
    let plain = name.filter(|name| name.to_string() == name.bare() && name.bare() != "client");
    plain.map_or_else(|| other.to_owned(), |name| name.bare().to_owned())
}

//! Examples: each operation with what it requires, and what to do with its answer.
//!
//! Takes a call; gives Markdown with one block of code, whose values come from the words for examples or are made up.
//! Invariant: nothing of a description is in the code but names that are Rust names already.

mod answers;
mod code;
mod objects;
mod values;

use self::code::Code;
use self::values::Maker;
use super::call::{Call, Input};
use super::{Context, bulk};

/// The lines of the example.
pub(super) fn lines(context: Context<'_>, call: &Call<'_>) -> Vec<String> {
    let mut maker = Maker::new(context);
    let (mut body, request) = request(context, call, &mut maker);
    body.extend(answers::lines(context, call, request));
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

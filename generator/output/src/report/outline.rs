//! The frozen API as an outline: every type and operation in a few lines, for people and for small snapshots.

use std::fmt::Write;

use model::ir::{Enum, Field, Operation, Shape, TypeId, Usage};
use rust::emit::Context;

/// Types by name, then operations in order.
pub(super) fn outline(context: Context<'_>) -> String {
    let mut text = String::new();
    for (id, name) in context.names.sorted_types() {
        let _ = writeln!(text, "{name}: {}", head(context, id));
        for line in members(context, id) {
            let _ = writeln!(text, "    {line}");
        }
    }
    for (position, operation) in context.api.operations.iter().enumerate() {
        let group = &context.names.group(operation.tag).module;
        let method = &context.names.operation(position).method;
        let _ = writeln!(
            text,
            "{group}().{method}(): {} {}",
            operation.method, operation.path
        );
        for line in inputs(context, operation) {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn head(context: Context<'_>, id: TypeId) -> String {
    let def = &context.api.types[id];
    let direction = match (def.direction.request, def.direction.response) {
        (true, true) => "both ways",
        (true, false) => "request",
        _ => "response",
    };
    let kind = match &def.shape {
        Shape::Struct(_) => "struct".to_owned(),
        Shape::Enum(Enum::Text(_)) => "enum".to_owned(),
        Shape::Enum(Enum::Whole(_)) => "enum of numbers".to_owned(),
        Shape::Union(union) => match &union.tag {
            Some(tag) => format!("union by `{tag}`"),
            None => "union".to_owned(),
        },
        Shape::Id => "identifier".to_owned(),
    };
    let merged = def.origins.len() - 1;
    let merged = if merged == 0 {
        String::new()
    } else {
        format!(", {merged} merged into it")
    };
    format!("{kind}, {direction}{merged}")
}

fn members(context: Context<'_>, id: TypeId) -> Vec<String> {
    let names = context.names.variants(id);
    match &context.api.types[id].shape {
        Shape::Struct(object) => {
            let constants = object
                .constants
                .iter()
                .map(|one| format!("{} = {:?}", one.wire, one.value));
            let fields = object.fields.iter().zip(context.names.fields(id));
            let fields = fields.map(|(field, name)| member(context, field, &name.to_string()));
            let rest = object
                .rest
                .iter()
                .map(|rest| format!("..: {}", context.describe(rest)));
            constants.chain(fields).chain(rest).collect()
        }
        Shape::Enum(Enum::Text(values)) => values
            .iter()
            .zip(names)
            .map(|(value, name)| format!("{name} = {value:?}"))
            .collect(),
        Shape::Enum(Enum::Whole(values)) => values
            .iter()
            .zip(names)
            .map(|(value, name)| format!("{name} = {value}"))
            .collect(),
        Shape::Union(union) => {
            let variants = union.variants.iter().zip(names);
            let variants = variants.map(|(variant, name)| {
                format!(
                    "{name}({}) {}",
                    context.describe(&variant.usage),
                    variant.tags.join(" | ")
                )
            });
            variants.map(|line| line.trim_end().to_owned()).collect()
        }
        Shape::Id => Vec::new(),
    }
}

fn member(context: Context<'_>, field: &Field, name: &str) -> String {
    let wire = if name == field.wire {
        String::new()
    } else {
        format!(" ({:?})", field.wire)
    };
    format!(
        "{name}{wire}: {}{}",
        context.field_text(field),
        facts(&field.usage)
    )
}

fn inputs(context: Context<'_>, operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    for parameter in &operation.parameters {
        let optional = if parameter.required { "" } else { "?" };
        let location = parameter.location.as_str();
        let ty = context.describe(&parameter.usage);
        let style = format!("{:?}", parameter.style).to_lowercase();
        let style = if style == "single" {
            String::new()
        } else {
            format!(", {style}")
        };
        lines.push(format!(
            "{location} {}{optional}: {ty}{style}{}",
            parameter.name,
            facts(&parameter.usage)
        ));
    }
    if let Some(body) = &operation.body {
        let optional = if body.required { "" } else { "?" };
        lines.push(format!(
            "body{optional}: {} as {:?}",
            context.describe(&body.usage),
            body.encoding
        ));
    }
    let success = operation
        .success
        .as_ref()
        .map(|usage| context.describe(usage));
    lines.push(format!("-> {}", success.unwrap_or_else(|| "()".to_owned())));
    lines
}

fn facts(usage: &Usage) -> String {
    let mut text = String::new();
    if let Some(default) = &usage.default {
        let _ = write!(text, ", default {default}");
    }
    if usage.read_only {
        text.push_str(", read only");
    }
    text
}

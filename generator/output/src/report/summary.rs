//! What a run read and emitted, in numbers.

use std::collections::BTreeMap;
use std::fmt::Write;

use model::ir::{Api, Operation, Shape, Type, TypeDef};
use rust::emit::Context;

/// One number per line.
pub(super) fn summary(
    context: Context<'_>,
    files: &BTreeMap<String, String>,
    warnings: &str,
) -> String {
    let api = context.api;
    let mut text = format!("description {}\n\n", api.version);
    let counts = operations(api).into_iter().chain(types(api));
    for (what, number) in counts.chain([("emitted files", files.len())]) {
        let _ = writeln!(text, "{number:>6} {what}");
    }
    for (id, why) in &api.left_out {
        let _ = writeln!(text, "\nleft out: {id} ({why})");
    }
    let _ = writeln!(
        text,
        "\nwarnings:\n{}",
        if warnings.is_empty() {
            "none"
        } else {
            warnings
        }
    );
    text
}

fn operations(api: &Api) -> Vec<(&'static str, usize)> {
    let count = |wanted: &dyn Fn(&Operation) -> bool| {
        api.operations
            .iter()
            .filter(|operation| wanted(operation))
            .count()
    };
    vec![
        ("operations", api.operations.len()),
        ("groups", api.tags.len()),
        (
            "paginated operations",
            count(&|operation| operation.page_item(&api.types).is_some()),
        ),
        ("operations with a body", count(&|one| one.body.is_some())),
        (
            "operations without an answer",
            count(&|one| one.success.is_none()),
        ),
        ("operations that answer any JSON", count(&answers_any)),
        (
            "operations in the sandbox",
            count(&|one| one.sandbox == Some(true)),
        ),
        ("logical parameters", api.parameters.len()),
        (
            "uses of parameters",
            api.operations.iter().map(|one| one.parameters.len()).sum(),
        ),
        ("bundles", api.bundles.len()),
    ]
}

fn types(api: &Api) -> Vec<(&'static str, usize)> {
    let live: Vec<&TypeDef> = api
        .types
        .iter()
        .map(|(_, def)| def)
        .filter(|def| !def.tags.is_empty())
        .collect();
    let count = |wanted: &dyn Fn(&TypeDef) -> bool| live.iter().filter(|def| wanted(def)).count();
    let unions = |tagged: bool| {
        count(&|def| matches!(&def.shape, Shape::Union(union) if union.tag.is_some() == tagged))
    };
    vec![
        ("types", live.len()),
        (
            "structs",
            count(&|def| matches!(def.shape, Shape::Struct(_))),
        ),
        ("enums", count(&|def| matches!(def.shape, Shape::Enum(_)))),
        ("tagged unions", unions(true)),
        ("untagged unions", unions(false)),
        ("identifiers", count(&|def| matches!(def.shape, Shape::Id))),
        (
            "types that only requests use",
            count(&|def| !def.direction.response),
        ),
        (
            "types that only answers use",
            count(&|def| !def.direction.request),
        ),
        (
            "declarations merged into another",
            live.iter().map(|def| def.origins.len() - 1).sum(),
        ),
        (
            "fields that can be cleared",
            live.iter().map(|def| patches(&def.shape)).sum(),
        ),
    ]
}

fn answers_any(operation: &Operation) -> bool {
    matches!(
        operation.success.as_ref().map(|usage| &usage.ty),
        Some(Type::Any)
    )
}

fn patches(shape: &Shape) -> usize {
    match shape {
        Shape::Struct(object) => object.fields.iter().filter(|field| field.patch).count(),
        _ => 0,
    }
}

//! The parts of README.md that the description decides: its numbers, the groups and what is left out; and its features.

use std::fmt::Write as _;

use rust::emit::Context;

/// The text with each generated part as it should be: what is between `<!-- generated: NAME -->` and
/// `<!-- end -->`. A name that is not known keeps its text.
pub(super) fn update(context: Context<'_>, text: &str) -> String {
    const BEGIN: &str = "<!-- generated: ";
    const END: &str = "<!-- end -->";
    let mut updated = String::new();
    let mut rest = text;
    while let Some(begin) = rest.find(BEGIN) {
        let Some(length) = rest[begin..].find(END) else {
            break;
        };
        let (before, part) = rest[..begin + length].split_at(begin);
        let name = part[BEGIN.len()..].split(" -->").next();
        updated.push_str(before);
        match name.and_then(|name| Some((name, self::part(context, name)?))) {
            Some((name, text)) => {
                let _ = write!(updated, "{BEGIN}{name} -->\n{text}\n{END}");
            }
            None => {
                let _ = write!(updated, "{part}{END}");
            }
        }
        rest = &rest[begin + length + END.len()..];
    }
    updated + rest
}

fn part(context: Context<'_>, name: &str) -> Option<String> {
    let api = context.api;
    match name {
        "numbers" => Some(format!(
            "All {} operations in {} groups, from release {} of the API's OpenAPI description.",
            api.operations.len(),
            api.tags.len(),
            api.version,
        )),
        "groups" => Some(groups(context)),
        "features" => Some(rust::emit::FEATURES.to_owned()),
        "documentation" => Some(super::docs::figures(api)),
        "left-out" => Some(left_out(context)),
        _ => None,
    }
}

/// The operations that the client does without.
fn left_out(context: Context<'_>) -> String {
    let operations = &context.api.left_out;
    if operations.is_empty() {
        return "Nothing of it is left out.".to_owned();
    }
    let lines = operations
        .iter()
        .map(|(id, why)| format!("- `{id}`: {why}"));
    let lines: Vec<String> = lines.collect();
    format!("Left out, with the reason:\n\n{}", lines.join("\n"))
}

fn groups(context: Context<'_>) -> String {
    let rows = context.api.tags.iter().enumerate().map(|(position, tag)| {
        let group = context.names.group(position);
        let operations = context.api.operations.iter();
        let count = operations.filter(|one| one.tag == position).count();
        let docs = tag.docs.as_deref().unwrap_or_default();
        format!("| `{}` | {count} | {docs} |", group.module.bare())
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "| group | operations | |\n|---|--:|---|\n{}",
        rows.join("\n")
    )
}

//! The merge table of the shared parameters.

use std::fmt::Write;

use model::ir::{ParameterKind, ParameterStyle};
use rust::emit::Context;

/// One line per logical parameter, then one per type with the definitions merged into it and their uses.
pub(super) fn params(context: Context<'_>) -> String {
    let parameters = &context.api.parameters;
    let kinds: usize = parameters
        .iter()
        .map(|parameter| parameter.kinds.len())
        .sum();
    let uses: usize = context
        .api
        .operations
        .iter()
        .map(|one| one.parameters.len())
        .sum();
    let mut text = format!(
        "{} logical parameters, {kinds} types, {uses} uses\n\n",
        parameters.len()
    );
    for parameter in parameters {
        let uses: usize = parameter.kinds.iter().map(uses_of).sum();
        let _ = writeln!(
            text,
            "{} {}: {uses} uses",
            parameter.location.as_str(),
            parameter.name
        );
        for kind in &parameter.kinds {
            let definitions: Vec<String> = kind
                .definitions
                .iter()
                .map(|(name, uses)| format!("{name} ({uses})"))
                .collect();
            let ty = context.describe(&kind.usage);
            let style = style(kind.style);
            let _ = writeln!(text, "    {ty}{style} <- {}", definitions.join(", "));
        }
    }
    text
}

fn uses_of(kind: &ParameterKind) -> usize {
    kind.definitions.values().sum()
}

fn style(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Single => "",
        ParameterStyle::Repeated => ", repeated",
        ParameterStyle::Comma => ", comma-joined",
        ParameterStyle::DeepObject => ", deepObject",
    }
}

//! Operations, parameters and bundles as trees of facts.

use std::fmt::Write;

use super::labels::Labels;
use super::node::Node;
use crate::model::ir::{
    Api, Bundle, LogicalParameter, Operation, ParameterStyle, ParameterUse, Windows,
};
use crate::source::pointer::Pointer;

impl Labels {
    /// An operation with what it sends and what it answers.
    pub(super) fn operation_node(&self, api: &Api, operation: &Operation) -> Node {
        let title = format!("operation {}", operation.id);
        let mut node = Node::new(title.clone(), title, &operation.at);
        node.fact("call", crate::rust::lock::call(operation));
        node.fact("tag", api.tags[operation.tag].name.clone());
        let auth: Vec<String> = operation
            .auth
            .iter()
            .map(|one| format!("{one:?}"))
            .collect();
        node.maybe("auth", (!auth.is_empty()).then(|| auth.join(", ")));
        let scopes = &operation.scopes;
        node.maybe("scopes", (!scopes.is_empty()).then(|| scopes.join(", ")));
        node.maybe("category", operation.rate_limit_category.clone());
        let sandbox = operation
            .sandbox
            .map(|there| if there { "yes" } else { "no" });
        node.maybe("sandbox", sandbox);
        node.maybe("windows", operation.windows.as_ref().map(windows));
        node.flag("deprecated", operation.deprecated);
        node.maybe("summary", operation.summary.clone());
        node.maybe("docs", operation.docs.clone());
        node.parts = operation
            .parameters
            .iter()
            .map(|one| self.parameter(one))
            .collect();
        if let Some(body) = &operation.body {
            let mut part = Node::new("body", "body", &body.usage.at);
            part.fact("required", if body.required { "yes" } else { "no" });
            part.fact("encoding", format!("{:?}", body.encoding));
            self.usage_facts(&mut part, &body.usage);
            node.parts.push(part);
        }
        match &operation.success {
            Some(usage) => {
                let mut part = Node::new("answer", "answer", &usage.at);
                self.usage_facts(&mut part, usage);
                node.parts.push(part);
            }
            None => node.fact("answer", "none"),
        }
        node
    }

    fn parameter(&self, parameter: &ParameterUse) -> Node {
        let key = key(parameter.location.as_str(), &parameter.name);
        let mut node = Node::new(&key, format!("parameter {key}"), &parameter.usage.at);
        node.fact("required", if parameter.required { "yes" } else { "no" });
        node.maybe("style", style(parameter.style));
        node.fact("defined by", parameter.definition.clone());
        self.usage_facts(&mut node, &parameter.usage);
        node
    }

    /// A parameter that operations share, with the definitions of each of its types.
    pub(super) fn parameter_node(&self, api: &Api, parameter: &LogicalParameter) -> Node {
        let key = key(parameter.location.as_str(), &parameter.name);
        let declared = parameter.kinds.first().map(|kind| kind.usage.at.clone());
        let at = declared.unwrap_or_else(Pointer::root);
        let mut node = Node::new(&key, format!("parameter {key}"), &at);
        node.maybe("docs", parameter.docs.clone());
        for (position, kind) in parameter.kinds.iter().enumerate() {
            let title = format!("type {}", position + 1);
            let mut part = Node::new(position.to_string(), title, &kind.usage.at);
            part.fact("type", self.ty(&kind.usage));
            part.maybe("style", style(kind.style));
            for (definition, uses) in &kind.definitions {
                part.parts
                    .push(declaration(api, parameter, definition, *uses));
            }
            node.parts.push(part);
        }
        node
    }
}

/// Parameters that travel together.
pub(super) fn bundle_node(bundle: &Bundle) -> Node {
    let title = format!("bundle {}", bundle.name);
    let mut node = Node::new(&title, &title, &Pointer::root());
    node.at = None;
    node.fact("members", bundle.members.join(", "));
    node.flag("complete", bundle.complete);
    node.fact("docs", bundle.docs.clone());
    node
}

/// A definition of a parameter and how often it is used.
fn declaration(api: &Api, parameter: &LogicalParameter, definition: &str, uses: usize) -> Node {
    let mut all = api.operations.iter().flat_map(|one| &one.parameters);
    let first = all.find(|one| {
        let same = (one.location, &one.name) == (parameter.location, &parameter.name);
        same && one.definition == definition
    });
    let at = first.and_then(|one| one.usage.at.parent());
    let title = format!("definition {definition}");
    let mut node = Node::new(definition, title, &at.unwrap_or_else(Pointer::root));
    node.fact("uses", uses.to_string());
    node
}

fn key(location: &str, name: &str) -> String {
    format!("{location}.{name}")
}

fn style(style: ParameterStyle) -> Option<&'static str> {
    match style {
        ParameterStyle::Single => None,
        ParameterStyle::Repeated => Some("repeated"),
        ParameterStyle::Comma => Some("joined by commas"),
        ParameterStyle::DeepObject => Some("deep object"),
    }
}

fn windows(windows: &Windows) -> String {
    let mut text = format!("{} to {}", windows.start, windows.end);
    for limit in &windows.limits {
        if let Some((name, value)) = &limit.when {
            let _ = write!(text, "; {name} = {value}");
        }
        for (what, days) in [("back", limit.back), ("span", limit.span)] {
            if let Some(days) = days {
                let _ = write!(text, "; {what} {days} days");
            }
        }
    }
    text
}

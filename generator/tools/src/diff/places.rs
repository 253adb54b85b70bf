//! Places: what a JSON pointer represents, in words that readers of the API use.

use serde_json::Value;

use source::pointer::Pointer;

/// The reference to a schema component.
pub(super) fn schema(name: &str) -> String {
    Pointer::root()
        .child("components")
        .child("schemas")
        .child(name)
        .to_string()
}

/// What holds a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Holder {
    /// The method and path of an operation.
    Operation(String, String),
    /// The parameters that all operations of a path share.
    Path(String),
    /// The section and name of a component.
    Component(String, String),
    /// The document itself.
    Document,
}

impl Holder {
    /// The holder of a place.
    pub(super) fn of(place: &Pointer) -> Self {
        let segments = place.segments();
        match segments
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["paths", path, method, ..] if *method != "parameters" => {
                Self::Operation(method.to_uppercase(), (*path).to_owned())
            }
            ["paths", path, ..] => Self::Path((*path).to_owned()),
            ["components", section, name, ..] => {
                Self::Component((*section).to_owned(), (*name).to_owned())
            }
            _ => Self::Document,
        }
    }

    /// How many segments of a pointer lead to the holder.
    fn depth(&self) -> usize {
        match self {
            Self::Operation(..) | Self::Component(..) => 3,
            Self::Path(_) => 2,
            Self::Document => 0,
        }
    }
}

/// The way from the holder of a place to the place: `body .tags[].name`.
pub(super) fn inside(place: &Pointer, document: &Value) -> String {
    let holder = Holder::of(place);
    let segments = place.segments();
    let mut rest = segments.iter().skip(holder.depth()).map(String::as_str);
    let mut text = String::new();
    match &holder {
        Holder::Document => return segments.join("."),
        Holder::Component(section, name) if section == "parameters" => {
            let component = Pointer::root().child("components").child("parameters");
            text.extend(component.child(name).lookup(document).and_then(described));
        }
        _ => {}
    }
    while let Some(segment) = rest.next() {
        match segment {
            "properties" => {
                if let Some(name) = rest.next() {
                    push(&mut text, ".", name);
                }
            }
            "items" => text.push_str("[]"),
            "additionalProperties" => text.push_str("{}"),
            "oneOf" | "anyOf" => push(&mut text, " alternative ", rest.next().unwrap_or_default()),
            "requestBody" => push(&mut text, " ", "body"),
            "responses" => push(&mut text, " answer ", rest.next().unwrap_or_default()),
            "headers" => push(&mut text, " header ", rest.next().unwrap_or_default()),
            "parameters" => {
                if let Some(name) = rest
                    .next()
                    .and_then(|index| parameter(place, index, document))
                {
                    push(&mut text, " ", &name);
                }
            }
            "allOf" | "content" | "enum" | "required" => {
                let _ = rest.next();
            }
            "schema" => {}
            keyword => push(&mut text, " ", keyword),
        }
    }
    text.trim().to_owned()
}

/// The parameter at a position of the list that a place is in.
fn parameter(place: &Pointer, index: &str, document: &Value) -> Option<String> {
    let (list, _) = place.as_str().split_once("/parameters/")?;
    let mut entry = Pointer::parse(list)?
        .child("parameters")
        .child(index)
        .lookup(document)?;
    if let Some(target) = entry.get("$ref").and_then(Value::as_str) {
        entry = Pointer::parse(target)?.lookup(document)?;
    }
    described(entry)
}

/// Where a parameter travels and its name.
fn described(parameter: &Value) -> Option<String> {
    let text = |name: &str| parameter.get(name).and_then(Value::as_str);
    Some(format!("{} {}", text("in")?, text("name")?))
}

fn push(text: &mut String, before: &str, word: &str) {
    text.push_str(before);
    text.push_str(word);
}

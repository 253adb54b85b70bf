//! A description several times over: the same paths and components again, under other names.

use serde_json::{Map, Value};

/// The description with so many copies of everything, itself among them.
pub(super) fn multiply(description: &Value, copies: usize) -> Value {
    let mut all = description.clone();
    for copy in 1..copies {
        let renamed = rename(description, copy);
        extend(&mut all["paths"], &renamed["paths"], |path| {
            format!("/copy{copy}{path}")
        });
        let sections = renamed["components"].as_object().into_iter().flatten();
        // Credentials are not made more by more operations.
        for (section, components) in sections.filter(|(name, _)| *name != "securitySchemes") {
            extend(&mut all["components"][section], components, |name| {
                format!("{name}Copy{copy}")
            });
        }
    }
    all
}

fn extend(all: &mut Value, more: &Value, rename: impl Fn(&str) -> String) {
    if let (Some(all), Some(more)) = (all.as_object_mut(), more.as_object()) {
        all.extend(
            more.iter()
                .map(|(name, value)| (rename(name), value.clone())),
        );
    }
}

/// The same value with the names of operations, tags and referenced components changed.
fn rename(value: &Value, copy: usize) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("operationId", Value::String(id)) => Value::String(format!("copy{copy}_{id}")),
                    ("tags", Value::Array(tags)) => {
                        tags.iter().map(|tag| suffixed(tag, copy)).collect()
                    }
                    _ => rename(value, copy),
                };
                (key.clone(), value)
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(elements) => elements
            .iter()
            .map(|element| rename(element, copy))
            .collect(),
        Value::String(text) => Value::String(reference(text, copy).unwrap_or_else(|| text.clone())),
        other => other.clone(),
    }
}

fn suffixed(tag: &Value, copy: usize) -> Value {
    match tag {
        Value::String(name) => Value::String(format!("{name}_copy{copy}")),
        other => other.clone(),
    }
}

/// A reference to a component, or to something inside one.
fn reference(text: &str, copy: usize) -> Option<String> {
    let (section, rest) = text.strip_prefix("#/components/")?.split_once('/')?;
    let (name, inside) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some(format!("#/components/{section}/{name}Copy{copy}{inside}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn a_copy_refers_to_itself() {
        let reference = json!({ "$ref": "#/components/schemas/Pin/properties/id" });
        let description = json!({
            "paths": { "/pins": { "get": { "operationId": "pins/get", "tags": ["pins"], "x": reference } } },
            "components": { "schemas": { "Pin": {} }, "securitySchemes": { "token": {} } },
        });
        let twice = super::multiply(&description, 2);
        assert_eq!(
            twice["paths"]["/copy1/pins"]["get"],
            json!({
                "operationId": "copy1_pins/get", "tags": ["pins_copy1"],
                "x": { "$ref": "#/components/schemas/PinCopy1/properties/id" },
            }),
        );
        assert_eq!(twice["paths"]["/pins"], description["paths"]["/pins"]);
        assert_eq!(
            twice["components"],
            json!({ "schemas": { "Pin": {}, "PinCopy1": {} }, "securitySchemes": { "token": {} } }),
        );
    }
}

//! Words by the name of what is chosen from them: where one member is a plain text, another often lists its values.

use std::collections::HashMap;

use serde_json::Value;

/// The texts of every enum by the name of the member or parameter that has it; the first one counts.
pub(super) fn named(document: &Value) -> HashMap<String, Vec<String>> {
    let mut named = HashMap::new();
    walk(document, document, &mut named);
    named
}

fn walk(document: &Value, value: &Value, named: &mut HashMap<String, Vec<String>>) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|one| walk(document, one, named)),
        Value::Object(members) => {
            let name = members.get("name").and_then(Value::as_str);
            if let Some((name, schema)) = name.zip(members.get("schema")) {
                note(document, name, schema, named);
            }
            let properties = members.get("properties").and_then(Value::as_object);
            for (name, schema) in properties.into_iter().flatten() {
                note(document, name, schema, named);
            }
            members.values().for_each(|one| walk(document, one, named));
        }
        _ => {}
    }
}

fn note(document: &Value, name: &str, schema: &Value, named: &mut HashMap<String, Vec<String>>) {
    let schema = schema.get("items").unwrap_or(schema);
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| document.pointer(target.strip_prefix('#')?));
    let values = target
        .unwrap_or(schema)
        .get("enum")
        .and_then(Value::as_array);
    let texts = values.into_iter().flatten().filter_map(Value::as_str);
    let texts: Vec<String> = texts.map(str::to_owned).collect();
    if !texts.is_empty() && !named.contains_key(name) {
        named.insert(name.to_owned(), texts);
    }
}

//! Pieces: a few paths of a description with what they refer to.

use serde_json::{Map, Value, json};

use super::Random;
use super::tree::{self, Places};

/// A piece of the description, changed in a few places.
pub(crate) fn mutant(base: &Value, random: &mut Random) -> Value {
    let mut value = cut(base, random);
    for _ in 0..=random.below(8) {
        let places = Places::of(&value);
        tree::damage(&mut value, &places, random);
    }
    value
}

/// One to four paths of the description and whatever they need.
pub(crate) fn cut(base: &Value, random: &mut Random) -> Value {
    let paths: Vec<_> = base["paths"].as_object().into_iter().flatten().collect();
    let kept = (0..=random.below(4)).map(|_| paths[random.below(paths.len())]);
    let kept = kept.map(|(path, item)| (path.clone(), item.clone()));
    let mut value = json!({ "paths": kept.collect::<Map<_, _>>(), "components": {} });
    for keyword in ["openapi", "info", "servers", "tags"] {
        if let Some(part) = base.get(keyword) {
            value[keyword] = part.clone();
        }
    }
    add_components(&mut value, base);
    value
}

/// Adds the components of `base` that something refers to.
fn add_components(value: &mut Value, base: &Value) {
    let all = &base["components"];
    let mut components = json!({ "securitySchemes": all["securitySchemes"] });
    let mut open = vec![value["paths"].clone()];
    while let Some(part) = open.pop() {
        let texts = tree::everything(&part).into_iter();
        let texts = texts.filter_map(|(_, text)| text.as_str()?.strip_prefix("#/components/"));
        for (section, name) in texts.filter_map(|target| target.split_once('/')) {
            if components[section].get(name).is_none() {
                components[section][name] = all[section][name].clone();
                open.push(all[section][name].clone());
            }
        }
    }
    value["components"] = components;
}

//! Names of types: the words of the place, in camel case.

use std::collections::{BTreeMap, HashMap};

use heck::ToUpperCamelCase;

use super::rule::singular;
use super::{Builder, Ident};
use crate::ir::{Shape, TypeId};

/// Names that the emitted files use for something else.
const RESERVED: &[&str] = &[
    "Box",
    "Client",
    "Date",
    "Err",
    "Error",
    "Id",
    "Into",
    "IntoIterator",
    "Json",
    "Mod",
    "None",
    "Ok",
    "OneOrMany",
    "Option",
    "Page",
    "Patch",
    "Request",
    "Response",
    "Result",
    "Secret",
    "Self",
    "Some",
    "String",
    "Timestamp",
    "Value",
    "Vec",
    "BTreeMap",
];

impl Builder<'_> {
    /// The name of every type that an operation reaches.
    pub(super) fn types(&mut self) -> HashMap<TypeId, Ident> {
        let mut taken: BTreeMap<Ident, TypeId> = BTreeMap::new();
        let mut live: Vec<TypeId> = self
            .api
            .types
            .iter()
            .filter(|(_, def)| def.direction.request || def.direction.response)
            .map(|(id, _)| id)
            .collect();
        // Components first: their names are the description's own and must not depend on what else is there.
        live.sort_by_key(|id| {
            let hint = self.api.types[*id].hint();
            (!hint.component, hint.words.clone())
        });
        for id in live {
            let name = self.type_name(id);
            let name = self.free(name, id, &taken);
            taken.insert(name, id);
        }
        taken.into_iter().map(|(name, id)| (id, name)).collect()
    }

    fn type_name(&mut self, id: TypeId) -> Ident {
        let rule = rule_name(&self.api.types[id].hint().words);
        let mut given = None;
        for (place, _) in &self.api.types[id].origins {
            given = given.or(self.entry("types", place.as_str()));
        }
        let given = given.or_else(|| self.entry("types", &rule));
        match given {
            Some(given) => given,
            None if RESERVED.contains(&rule.as_str()) => Ident::camel(&rule).with_suffix("Object"),
            None => Ident::camel(&rule),
        }
    }

    fn free(&mut self, name: Ident, id: TypeId, taken: &BTreeMap<Ident, TypeId>) -> Ident {
        if !taken.contains_key(&name) {
            return name;
        }
        let at = self.api.types[id].at().clone();
        self.collision("types", at.as_str(), &name.to_string(), &at);
        let kind = match self.api.types[id].shape {
            Shape::Struct(_) => "Object",
            Shape::Enum(_) => "Kind",
            Shape::Union(_) => "Choice",
            Shape::Id => "Id",
        };
        let mut free = name.with_suffix(kind);
        let mut count = 2;
        while taken.contains_key(&free) {
            free = name.with_suffix(&format!("{kind}{count}"));
            count += 1;
        }
        free
    }
}

/// The words joined; each is cased on its own so that `Uint32Criteria` and `board_id` both keep their words. The items
/// of a list are named by its singular where its name is a plural.
fn rule_name(words: &[String]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for word in words {
        match parts.last_mut() {
            Some(list) if word == "item" && singular(list) != *list => *list = singular(list),
            _ => parts.push(word.clone()),
        }
    }
    parts
        .iter()
        .map(|part| part.to_upper_camel_case())
        .collect()
}

//! Names of types: the words of the place, in camel case.

use std::collections::HashMap;

use super::rule::singular;
use super::scope::Scope;
use super::{Builder, Ident, module};
use crate::ir::{Shape, TypeId};

/// Names that the emitted files use for something else.
pub(super) const RESERVED: &[&str] = &[
    "Box",
    "Client",
    "Core",
    "Date",
    "Err",
    "Error",
    "Id",
    "Into",
    "IntoIterator",
    "Json",
    "ListStyle",
    "Mod",
    "None",
    "Ok",
    "OneOrMany",
    "Operation",
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
        let mut scope = Scope::default();
        scope.reserve(RESERVED.iter().map(|name| file(name)));
        // Two types in one file would be one too many, and bundles have files like types.
        scope.reserve(self.api.bundles.iter().map(|bundle| file(&bundle.name)));
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
        live.into_iter()
            .map(|id| (id, self.free_name(id, &mut scope)))
            .collect()
    }

    fn type_name(&mut self, id: TypeId) -> Ident {
        let rule = rule_name(&self.api.types[id].hint().words);
        let mut given = None;
        for (place, _) in &self.api.types[id].origins {
            given = given.or(self.entry("types", place.as_str()));
        }
        let given = given.or_else(|| self.entry("types", rule.bare()));
        match given {
            Some(given) => given,
            None if RESERVED.contains(&rule.bare()) => rule.with_suffix("Object"),
            None => rule,
        }
    }

    /// The name of a type, after its kind if something else has it.
    fn free_name(&mut self, id: TypeId, scope: &mut Scope) -> Ident {
        let def = &self.api.types[id];
        let by_name = matches!(&def.shape, Shape::Struct(object) if object.is_built_by_name());
        let brings = |name: &Ident| -> Vec<String> {
            let required = by_name.then(|| file(name.with_suffix("Required").bare()));
            required.into_iter().chain([file(name.bare())]).collect()
        };
        let mut name = self.type_name(id);
        if !scope.is_free(&brings(&name)) {
            let taken = name;
            name = taken.with_suffix(match def.shape {
                Shape::Struct(_) => "Object",
                Shape::Enum(_) => "Kind",
                Shape::Union(_) => "Choice",
                Shape::Id => "Id",
            });
            name = scope.take(&name, brings);
            self.collision("types", def.at().as_str(), (&taken, &name), def.at());
            return name;
        }
        scope.take(&name, brings)
    }
}

fn file(name: &str) -> String {
    module(name).bare().to_owned()
}

/// The words joined. The items of a list are named by its singular where its name is a plural.
fn rule_name(words: &[String]) -> Ident {
    let mut parts: Vec<String> = Vec::new();
    for word in words {
        match parts.last_mut() {
            Some(list) if word == "item" && singular(list) != *list => *list = singular(list),
            _ => parts.push(word.clone()),
        }
    }
    Ident::camel_parts(&parts)
}

//! What types are called while nothing has a name: their Rust names where they get one, else the words of their place.

use crate::model::ir::{Type, TypeId, Usage};
use crate::pipeline::Frozen;

/// A label for every type.
#[derive(Debug)]
pub(super) struct Labels(Vec<String>);

impl Labels {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let named = frozen.names.sorted_types().into_iter();
        let mut labels: Vec<String> = frozen
            .api
            .types
            .iter()
            .map(|(id, def)| {
                // The number tells places with the same words apart, and says that no such type is emitted.
                format!("{}#{}", def.hint().words.join("."), id.0)
            })
            .collect();
        for (id, name) in named {
            labels[id.0] = name.to_string();
        }
        Self(labels)
    }

    /// The label of a type.
    pub(super) fn of(&self, id: TypeId) -> &str {
        &self.0[id.0]
    }

    /// A type as text.
    pub(super) fn ty(&self, usage: &Usage) -> String {
        let text = match &usage.ty {
            Type::Named(id) => self.of(*id).to_owned(),
            Type::List(item) => format!("List<{}>", self.ty(item)),
            Type::Page(item) => format!("Page<{}>", self.ty(item)),
            Type::OneOrMany(item) => format!("OneOrMany<{}>", self.ty(item)),
            Type::Map(key, value) => {
                let key = key.map_or("String", |id| self.of(id));
                format!("Map<{key}, {}>", self.ty(value))
            }
            scalar => format!("{scalar:?}"),
        };
        if usage.nullable {
            format!("{text}?")
        } else {
            text
        }
    }
}

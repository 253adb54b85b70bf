//! Everything that can have words, and what it has.

use super::echo;
use crate::ir::{Api, Shape};

/// A kind of what can have words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A parameter, once for all operations.
    Parameter,
    /// A type.
    Type,
    /// A member of a type.
    Field,
    /// A value of an enum.
    Variant,
}

impl Kind {
    /// Every kind, from the largest to the smallest.
    pub const ALL: [Self; 5] = [
        Self::Operation,
        Self::Type,
        Self::Field,
        Self::Variant,
        Self::Parameter,
    ];

    /// What several of the kind are called.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Operation => "operations",
            Self::Parameter => "parameters",
            Self::Type => "types",
            Self::Field => "fields",
            Self::Variant => "variants",
        }
    }
}

/// Something that can have words.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// What it belongs to: a type, a tag or the place of a parameter.
    pub of: String,
    /// What the description calls it.
    pub name: String,
    /// The words, if it has any.
    pub words: Option<String>,
    /// Whether they only repeat the name.
    pub is_echo: bool,
}

impl Item {
    fn new(kind: Kind, of: &str, name: &str, words: Option<&str>) -> Self {
        let is_echo = words.is_some_and(|words| echo::is_echo(words, &[of, name]));
        Self {
            kind,
            of: of.to_owned(),
            name: name.to_owned(),
            words: words.map(str::to_owned),
            is_echo,
        }
    }
}

/// Everything that operations reach.
#[must_use]
pub fn items(api: &Api) -> Vec<Item> {
    let operations = api.operations.iter().map(|operation| {
        let parts = [&operation.summary, &operation.docs];
        let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let words = (!words.is_empty()).then(|| words.join(" "));
        let tag = &api.tags[operation.tag].name;
        let mut item = Item::new(Kind::Operation, tag, &operation.id, words.as_deref());
        // What a call does cannot be said without the words of its name; the facts of the call are below.
        item.is_echo = false;
        item
    });
    let parameters = api.parameters.iter().map(|parameter| {
        let place = parameter.location.as_str();
        Item::new(
            Kind::Parameter,
            place,
            &parameter.name,
            parameter.docs.as_deref(),
        )
    });
    let types = api.types.iter().filter(|(_, def)| !def.tags.is_empty());
    let types = types.flat_map(|(_, def)| {
        let of = def.hint().words.join(".");
        let itself = match &def.shape {
            Shape::Id => None,
            _ => Some(Item::new(Kind::Type, "", &of, def.docs.as_deref())),
        };
        let parts: Vec<Item> = match &def.shape {
            Shape::Struct(object) => {
                let fields = object.fields.iter();
                fields
                    .map(|field| {
                        Item::new(Kind::Field, &of, &field.wire, field.usage.docs.as_deref())
                    })
                    .collect()
            }
            Shape::Enum(values) => values
                .texts()
                .iter()
                .map(|value| {
                    let words = def.value_docs.get(value).map(String::as_str);
                    Item::new(Kind::Variant, &of, value, words)
                })
                .collect(),
            Shape::Union(_) | Shape::Id => Vec::new(),
        };
        itself.into_iter().chain(parts)
    });
    operations.chain(parameters).chain(types).collect()
}

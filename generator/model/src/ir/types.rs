//! Named types: structs, enums, unions and identifiers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Index, IndexMut};

use super::{Deprecation, Struct, Type, Usage};
use source::pointer::Pointer;

/// Identity of a named type within one [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// What a name is made of: the words of the place, outermost first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// Whether the place is a component, whose name the description's authors chose.
    pub component: bool,
    /// Container, then property path.
    pub words: Vec<String>,
}

impl Hint {
    /// The hint of a component.
    #[must_use]
    pub fn component(name: &str) -> Self {
        Self {
            component: true,
            words: vec![name.to_owned()],
        }
    }

    /// The hint of a place that has no name of its own.
    #[must_use]
    pub fn inline(word: &str) -> Self {
        Self {
            component: false,
            words: vec![word.to_owned()],
        }
    }

    /// The hint of a place inside this one.
    #[must_use]
    pub fn child(&self, word: &str) -> Self {
        let mut words = self.words.clone();
        words.push(word.to_owned());
        Self {
            component: false,
            words,
        }
    }
}

/// Which way a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Direction {
    /// From the client to the server.
    pub request: bool,
    /// From the server to the client.
    pub response: bool,
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Every place that declares it, the one that names it first.
    pub origins: Vec<(Pointer, Hint)>,
    /// What it is.
    pub shape: Shape,
    /// What it means.
    pub docs: Option<String>,
    /// What its values mean, if it is an enum, by their text.
    pub value_docs: BTreeMap<String, String>,
    /// Other names that people look for; set by the stage *words*.
    pub aliases: Vec<String>,
    /// Whether its values are codes that have their meaning in any text, if it is an enum.
    pub code: bool,
    /// What is known of its removal, if it is going away.
    pub deprecation: Option<Deprecation>,
    /// Which way it travels; set by the direction pass.
    pub direction: Direction,
    /// The tags whose operations reach it, as indexes of `Api::tags`; set by the feature pass.
    pub tags: BTreeSet<usize>,
}

impl TypeDef {
    /// A type declared at one place.
    #[must_use]
    pub fn new(at: Pointer, hint: Hint, shape: Shape) -> Self {
        Self {
            origins: vec![(at, hint)],
            shape,
            docs: None,
            value_docs: BTreeMap::new(),
            aliases: Vec::new(),
            code: false,
            deprecation: None,
            direction: Direction::default(),
            tags: BTreeSet::new(),
        }
    }

    /// Whether an operation reaches it.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.direction.request || self.direction.response
    }

    /// The place that names the type.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.origins[0].0
    }

    /// The words of the place that names the type.
    #[must_use]
    pub fn hint(&self) -> &Hint {
        &self.origins[0].1
    }
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known members.
    Struct(Struct),
    /// One of several values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// An identifier.
    Id,
}

/// One of several values. The list is never complete: the server adds values without notice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Enum {
    /// Text values.
    Text(Vec<String>),
    /// Whole numbers.
    Whole(Vec<i64>),
}

impl Enum {
    /// The values as text.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(values) => values.clone(),
            Self::Whole(values) => values.iter().map(ToString::to_string).collect(),
        }
    }
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The member that tells the variants apart, when there is one.
    pub tag: Option<String>,
    /// The alternatives.
    pub variants: Vec<Variant>,
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The tag values that select it.
    pub tags: Vec<String>,
    /// What its name is made of.
    pub word: String,
    /// Its type.
    pub usage: Usage,
}

/// All named types; an id stays valid for as long as the table lives.
#[derive(Clone, Debug, Default)]
pub struct Types {
    defs: Vec<TypeDef>,
}

impl Types {
    /// Adds a type.
    pub fn push(&mut self, def: TypeDef) -> TypeId {
        self.defs.push(def);
        TypeId(self.defs.len() - 1)
    }

    /// The members of a type, if it is an object.
    #[must_use]
    pub fn object(&self, id: TypeId) -> Option<&Struct> {
        match &self[id].shape {
            Shape::Struct(object) => Some(object),
            _ => None,
        }
    }

    /// Every type with its id, in the order of addition.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.defs
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index), def))
    }

    /// Every type that an operation reaches.
    pub fn live(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.iter().filter(|(_, def)| def.is_live())
    }

    /// Every id.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.defs.len()).map(TypeId)
    }

    /// Whether a value of the type is one text, number or flag.
    #[must_use]
    pub fn is_scalar(&self, usage: &Usage) -> bool {
        match usage.ty {
            Type::Named(id) => matches!(self[id].shape, Shape::Enum(_) | Shape::Id),
            Type::Any | Type::List(_) | Type::Map(..) | Type::Page(_) | Type::OneOrMany(_) => false,
            _ => true,
        }
    }

    /// The number of types.
    #[must_use]
    pub fn len(&self) -> usize {
        self.defs.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.defs.is_empty()
    }
}

impl Index<TypeId> for Types {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0]
    }
}

impl IndexMut<TypeId> for Types {
    fn index_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.defs[id.0]
    }
}

//! Objects: their members, and what makes a value of them.

use super::{Type, Usage};

/// An object with known members.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The members, in the description's order.
    pub fields: Vec<Field>,
    /// Members whose value the type itself decides.
    pub constants: Vec<Constant>,
    /// The type of all other members, when they are kept.
    pub rest: Option<Box<Usage>>,
    /// What the description says of the order of arguments.
    pub order: Order,
    /// What is given for a new value; set by the stage *recognise*.
    pub arguments: Vec<Argument>,
    /// Whether they are given by name; set by the stage *recognise*.
    pub by_name: bool,
    /// Whether it is sent to change something, so that what is absent stays as it is; set by the patch pass.
    pub updates: bool,
    /// Bundles that it has all members of and requires none, by their positions in `Api::bundles`, each with the
    /// positions of the members; set by the stage *arguments*.
    pub together: Vec<(usize, Vec<usize>)>,
}

/// What the description says of the order of arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing: the members are required in the order of the alphabet.
    #[default]
    Unsaid,
    /// Its list of required members has an order.
    Required(Vec<String>),
    /// An extension says it.
    Given(Vec<String>),
}

/// What is given at one place for a new value, by the positions of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A member.
    Member(usize),
    /// A bundle in place of its members, by its position in `Api::bundles`.
    Bundle(usize, Vec<usize>),
}

impl Struct {
    /// What the list holds of which this is a page: `items` and a `bookmark`, whatever else there is.
    #[must_use]
    pub fn page_item(&self) -> Option<&Usage> {
        let field = |name: &str| self.fields.iter().find(|field| field.wire == name);
        let (items, bookmark) = (field("items")?, field("bookmark")?);
        match (&items.usage.ty, &bookmark.usage.ty) {
            (Type::List(item), Type::String) if items.required => Some(item),
            _ => None,
        }
    }

    /// The member that has values of any kind by their names, if it is one alone.
    #[must_use]
    pub fn metrics(&self) -> Option<usize> {
        let is_map = |field: &Field| matches!(&field.usage.ty, Type::Map(None, value) if value.ty == Type::Any);
        let mut maps = self.fields.iter().enumerate();
        let (position, field) = maps.find(|(_, field)| is_map(field))?;
        let alone = !maps.any(|(_, field)| is_map(field));
        (alone && field.is_argument()).then_some(position)
    }

    /// The members that are given for a new value, in their order.
    pub fn arguments(&self) -> impl Iterator<Item = usize> {
        self.arguments
            .iter()
            .flat_map(|argument| match argument {
                Argument::Member(member) => std::slice::from_ref(member),
                Argument::Bundle(_, members) => members,
            })
            .copied()
    }
}

/// A member of an object.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any combination occurs"
)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub usage: Usage,
    /// Whether it must be present.
    pub required: bool,
    /// Whether absent, null and a value are three different things to the server; set by the patch pass.
    pub patch: bool,
    /// Whether absent and null are an empty list or map; set by the lists pass.
    pub list: bool,
    /// Whether examples set it although a value can be made without it; set by the stage *words*.
    pub shown: bool,
    /// Whether it must be boxed because the type contains itself; set by the recursion pass.
    pub boxed: bool,
}

impl Field {
    /// Whether a value cannot be made without it: it is required, and null is no value for it.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        self.required && !self.usage.nullable
    }

    /// Whether null is sent for it if it is not set: it is required, and null is a value for it.
    #[must_use]
    pub fn is_null_if_unset(&self) -> bool {
        self.required && self.usage.nullable && !self.patch && !self.list
    }
}

/// A member that always has the same value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: String,
    /// Its value.
    pub value: String,
}

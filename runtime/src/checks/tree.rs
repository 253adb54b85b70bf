//! What is checked, as a tree: the body of a call or its parameters.
//!
//! Takes JSON or pairs; gives values whose texts are borrowed wherever that can be. Invariant: what is checked allocates for its lists
//! and objects only. With `serde_json::Value` a new Pin made 55 allocations, now 39, and code by hand 42.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::read::Text;

/// A value of JSON.
#[derive(Debug, Default)]
pub(super) enum Tree<'a> {
    #[default]
    Null,
    Boolean,
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Tree<'a>>),
    Object(Members<'a>),
}

/// The members of an object in their order.
#[derive(Debug, Default)]
pub(super) struct Members<'a>(pub(super) Vec<(Cow<'a, str>, Tree<'a>)>);

impl<'a> Members<'a> {
    /// The member of this name; of several the last, as servers read them.
    pub(super) fn get(&self, name: &str) -> Option<&Tree<'a>> {
        let mut known = self.0.iter().rev();
        known
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

impl<'a> Tree<'a> {
    /// A member, if this is an object with it.
    pub(super) fn get(&self, name: &str) -> Option<&Tree<'a>> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text of a member that is one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Boolean)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "compared with bounds, which are numbers like this one"
    )]
    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(value as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "compared with bounds, which are numbers like this one"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Tree<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = entries.next_entry::<Text<'de>, Tree<'de>>()? {
            members.push((name.into_cow(), value));
        }
        Ok(Tree::Object(Members(members)))
    }
}

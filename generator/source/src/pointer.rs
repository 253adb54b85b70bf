//! JSON pointers: where something is in a description.
//!
//! A [`Pointer`] is the text of a local reference (`#/paths/~1boards/get`), so it can be compared,
//! printed and pasted into a file as it is. A [`Trail`] is the same place on the call stack of a
//! walk; it allocates nothing until somebody asks for its pointer.
//!
//! Invariant: the text of a pointer is always escaped, its segments never are.

use std::fmt::{self, Write};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::selector;
pub use super::selector::path_text;

/// A place in a document, written as a local reference: `#/components/schemas/Board`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self("#".to_owned())
    }

    /// Reads the text of a `$ref`; `None` if it points outside the document.
    #[must_use]
    pub fn parse(reference: &str) -> Option<Self> {
        let path = reference.strip_prefix('#')?;
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        (decoded.is_empty() || decoded.starts_with('/')).then(|| Self(format!("#{decoded}")))
    }

    /// The member `segment` of the object at this place.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        let mut text = self.0.clone();
        push_escaped(&mut text, segment);
        Self(text)
    }

    /// The element `position` of the array at this place.
    #[must_use]
    pub fn index(&self, position: usize) -> Self {
        Self(format!("{}/{position}", self.0))
    }

    /// The unescaped segments, outermost first.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        self.0.split('/').skip(1).map(unescape).collect()
    }

    /// The place that holds this one; `None` for the document itself.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Self(parent.to_owned()))
    }

    /// The unescaped last segment; `None` for the document itself.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        let (_, segment) = self.0.rsplit_once('/')?;
        Some(unescape(segment))
    }

    /// Whether this place is another one or inside it.
    #[must_use]
    pub fn is_in(&self, outer: &Self) -> bool {
        self.below(outer).is_some()
    }

    /// What follows `outer` in this pointer; `None` if this place is neither `outer` nor inside it.
    #[must_use]
    pub fn below(&self, outer: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&outer.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// The place `rest` inside this one, `rest` being what [`Self::below`] gave.
    #[must_use]
    pub fn joined(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// This place and everything around it, innermost first.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// This place of `document` as an RFC 9535 path, the way an overlay names it: `$.paths['/boards'].get`.
    /// Elements of lists are named by what they are, where that tells them apart.
    #[must_use]
    pub fn to_json_path(&self, document: &Value) -> String {
        let mut path = "$".to_owned();
        let mut value = Some(document);
        for segment in self.segments() {
            let position = segment.parse::<usize>().ok();
            if let (Some(Value::Array(elements)), Some(position)) = (value, position) {
                value = elements.get(position);
                path.push_str(&selector::step(elements, position));
            } else {
                value = value.and_then(|value| value.get(&segment));
                path.push_str(&selector::member_path(&segment));
            }
        }
        path
    }

    /// What is at this place of `document`.
    #[must_use]
    pub fn lookup<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        document.pointer(self.0.get(1..)?)
    }

    /// The pointer's text, escaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The way from the document to the value that a walk is looking at.
#[derive(Clone, Copy, Debug)]
pub enum Trail<'a> {
    /// The document itself.
    Root,
    /// A member of an object.
    Member(&'a Trail<'a>, &'a str),
    /// An element of an array.
    Element(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    /// The member `segment` of this place.
    #[must_use]
    pub fn child(&'a self, segment: &'a str) -> Self {
        Self::Member(self, segment)
    }

    /// The element `position` of this place.
    #[must_use]
    pub fn index(&'a self, position: usize) -> Self {
        Self::Element(self, position)
    }

    /// The place that holds this one; the document holds itself.
    #[must_use]
    pub fn parent(&self) -> &'a Self {
        match self {
            Self::Root => &Trail::Root,
            Self::Member(parent, _) | Self::Element(parent, _) => parent,
        }
    }

    /// This place as a pointer that outlives the walk.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let mut text = "#".to_owned();
        self.push_to(&mut text);
        Pointer(text)
    }

    fn push_to(&self, text: &mut String) {
        match self {
            Self::Root => {}
            Self::Member(parent, segment) => {
                parent.push_to(text);
                push_escaped(text, segment);
            }
            Self::Element(parent, position) => {
                parent.push_to(text);
                let _ = write!(text, "/{position}");
            }
        }
    }
}

fn push_escaped(text: &mut String, segment: &str) {
    text.push('/');
    for character in segment.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

//! One page of a list.
//!
//! Invariant: an item that could not be read is among the missing ones.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::Deviation;
use crate::read::{List, ObjectReader, ReadObject, missing, read_object};
use crate::write::ObjectWriter;

/// One page of a list, and where the next one starts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page. An empty page is not the end when a bookmark comes with it.
    pub items: Vec<T>,
    /// The bookmark as the server sent it; see [`Page::next_bookmark`].
    pub bookmark: Option<String>,
    missing: Vec<MissingItem>,
}

/// An item of a page that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingItem {
    index: usize,
    deviation: Deviation,
}

impl MissingItem {
    /// Which of the items that the server sent it is, counted from 0. A page without a list of items misses the first.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// Why it could not be read: the place in it, and what was expected and found there.
    #[must_use]
    pub const fn deviation(&self) -> &Deviation {
        &self.deviation
    }

    /// The item as the server sent it.
    #[must_use]
    pub fn json(&self) -> &Value {
        self.deviation.json().unwrap_or(&Value::Null)
    }
}

impl<T> Page<T> {
    /// A last page with these items.
    #[cfg(feature = "testing")]
    pub fn of(items: impl IntoIterator<Item = T>) -> Self {
        Self {
            items: items.into_iter().collect(),
            bookmark: None,
            missing: Vec::new(),
        }
    }

    /// The items that could not be read. They are not among [`items`](Self::items), which are the others in their order.
    #[must_use]
    pub fn missing(&self) -> &[MissingItem] {
        &self.missing
    }

    /// What to ask for next; `None` on the last page, where the bookmark is null, absent or empty.
    #[must_use]
    pub fn next_bookmark(&self) -> Option<&str> {
        self.bookmark
            .as_deref()
            .filter(|bookmark| !bookmark.is_empty())
    }
}

impl<T> Page<T> {
    /// The items of this page.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// How many items this page has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether this page has no items. That is not the end of the list when a bookmark comes with it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = ObjectWriter::new(serializer);
        object.required("items", &self.items);
        object.optional("bookmark", &self.bookmark);
        object.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_object("a page", deserializer)
    }
}

impl<'de, T: DeserializeOwned> ReadObject<'de> for Page<T> {
    fn read<A: MapAccess<'de>>(mut object: ObjectReader<'de, A>) -> Result<Self, A::Error> {
        let mut items: Option<List<T>> = None;
        let mut bookmark = None;
        // What has other members, and neither of these, is no page but something else in its place.
        let (mut has_bookmark, mut has_others) = (false, false);
        while let Some(key) = object.next_key() {
            match key.as_str() {
                "items" => object.required("items", &mut items),
                "bookmark" => {
                    has_bookmark = true;
                    object.optional("bookmark", &mut bookmark);
                }
                _ => {
                    has_others = true;
                    object.skip();
                }
            }
        }
        object.end()?;
        let is_page = has_bookmark || !has_others;
        let items = items.or_else(|| is_page.then(|| List::absent("items")).flatten());
        let List { elements, left_out } = items.ok_or_else(|| missing("items"))?;
        let missing = left_out
            .into_iter()
            .map(|(index, deviation)| MissingItem { index, deviation });
        Ok(Self {
            items: elements,
            bookmark,
            missing: missing.collect(),
        })
    }
}

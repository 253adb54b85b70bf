//! One page of a list.

use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};

use crate::read::{ObjectReader, ReadObject, missing, read_object};
use crate::write::ObjectWriter;

/// One page of a list, and where the next one starts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page. An empty page is not the end when a bookmark comes with it.
    pub items: Vec<T>,
    /// The bookmark as the server sent it; see [`Page::next_bookmark`].
    pub bookmark: Option<String>,
}

impl<T> Page<T> {
    /// What to ask for next; `None` on the last page, where the bookmark is null, absent or empty.
    #[must_use]
    pub fn next_bookmark(&self) -> Option<&str> {
        self.bookmark
            .as_deref()
            .filter(|bookmark| !bookmark.is_empty())
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

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_object("a page", deserializer)
    }
}

impl<'de, T: Deserialize<'de>> ReadObject<'de> for Page<T> {
    fn read<A: MapAccess<'de>>(mut object: ObjectReader<'de, A>) -> Result<Self, A::Error> {
        let mut items = None;
        let mut bookmark = None;
        while let Some(key) = object.next_key() {
            match key.as_str() {
                "items" => object.required(&mut items),
                "bookmark" => object.optional(&mut bookmark),
                _ => object.skip(),
            }
        }
        object.end()?;
        let items = items.ok_or_else(|| missing("items"))?;
        Ok(Self { items, bookmark })
    }
}

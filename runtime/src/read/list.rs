//! A list that knows what was left out of it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::deviation::Deviation;
use super::recovery;

/// The elements that could be read, and the others by their index.
pub(crate) struct List<T> {
    pub(crate) elements: Vec<T>,
    pub(crate) left_out: Vec<(usize, Deviation)>,
}

impl<T> List<T> {
    /// What there is of a list that is not there: nothing in the second pass, and an error in the first.
    pub(crate) fn absent(key: &'static str) -> Option<Self> {
        recovery::is_there().then(|| Self {
            elements: Vec::new(),
            left_out: vec![(0, recovery::absent(key))],
        })
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
        let (mut elements, mut left_out) = (Vec::new(), Vec::new());
        if !recovery::sees() {
            while let Some(element) = seq.next_element()? {
                elements.push(element);
            }
            return Ok(List { elements, left_out });
        }
        while let Some(text) = seq.next_element::<&'de RawValue>()? {
            let index = elements.len() + left_out.len();
            match recovery::element(text.get(), index) {
                Ok(element) => elements.push(element),
                Err(Some(deviation)) => left_out.push((index, deviation)),
                Err(None) => return Err(A::Error::custom("the recovery knows")),
            }
        }
        Ok(List { elements, left_out })
    }
}

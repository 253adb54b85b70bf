//! Values together with their places.

use serde_json::Value;

use source::pointer::Pointer;

/// A value and where it is.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    pub pointer: Pointer,
    pub value: &'a Value,
}

impl<'a> At<'a> {
    pub(super) fn child(&self, name: &str) -> Option<Self> {
        Some(At {
            value: self.value.get(name)?,
            pointer: self.pointer.child(name),
        })
    }

    pub(super) fn element(&self, position: usize) -> Option<Self> {
        Some(At {
            value: self.value.get(position)?,
            pointer: self.pointer.index(position),
        })
    }

    pub(super) fn reference(&self) -> Option<&'a str> {
        self.value.get("$ref")?.as_str()
    }

    /// What is here once references are followed.
    pub(super) fn resolved(&self, document: &'a Value) -> Self {
        const HOPS: usize = 32;
        let mut at = self.clone();
        for _ in 0..HOPS {
            let Some(next) = at.reference().and_then(|target| At::find(document, target)) else {
                break;
            };
            at = next;
        }
        at
    }

    pub(super) fn find(document: &'a Value, reference: &str) -> Option<Self> {
        let pointer = Pointer::parse(reference)?;
        let value = pointer.lookup(document)?;
        Some(At { pointer, value })
    }
}

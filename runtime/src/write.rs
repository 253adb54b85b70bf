//! What `object!` expands to calls for writing.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::Patch;

/// Writes the members of an object, each by the mode of its field; the first failure is kept until
/// the end, so that a member costs the caller one plain call.
pub struct ObjectWriter<S: Serializer> {
    state: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object.
    pub fn new(serializer: S) -> Self {
        Self {
            state: serializer.serialize_map(None),
        }
    }

    /// Writes a member.
    pub fn required<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        if let Ok(map) = &mut self.state
            && let Err(error) = map.serialize_entry(key, value)
        {
            self.state = Err(error);
        }
    }

    /// Writes a member, null for `None`.
    pub fn nullable<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        self.required(key, value);
    }

    /// Writes a member unless it is `None`.
    pub fn optional<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(key, value);
        }
    }

    /// Writes a list or map, an empty one too.
    pub fn list<T: Serialize>(&mut self, key: &str, value: &T) {
        self.required(key, value);
    }

    /// Writes a member unless it is unset.
    pub fn patch<T: Serialize>(&mut self, key: &str, value: &Patch<T>) {
        if !value.is_unset() {
            self.required(key, value);
        }
    }

    /// Writes the members that have no field.
    pub fn rest<T: Serialize>(&mut self, rest: &BTreeMap<String, T>) {
        for (key, value) in rest {
            self.required(key, value);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// When a member could not be written.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.state?.end()
    }
}

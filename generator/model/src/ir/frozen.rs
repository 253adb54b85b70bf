//! The API after the last pass.

use std::ops::Deref;

use super::Api;

/// An API that is only read: nothing gives a way to change what is inside.
#[derive(Debug)]
pub struct FrozenApi(Api);

impl Api {
    /// The API as it stays.
    #[must_use]
    pub fn freeze(self) -> FrozenApi {
        FrozenApi(self)
    }
}

impl Deref for FrozenApi {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.0
    }
}

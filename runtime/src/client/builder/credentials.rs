//! What a client identifies itself with.

use super::{ClientBuilder, Core, Credential};
use crate::Secret;

impl<C: From<Core>> ClientBuilder<C> {
    /// The access token of a user or of the app, sent as bearer.
    pub fn access_token(self, token: impl Into<Secret>) -> Self {
        self.credential(Credential::access_token(token))
    }

    /// The app's id and secret, for the operations that hand out tokens.
    pub fn app_credentials(
        self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        self.credential(Credential::app(client_id, client_secret))
    }

    /// The conversion token of an ad account. Where an operation takes one, it goes before the access
    /// token.
    pub fn conversion_token(self, token: impl Into<Secret>) -> Self {
        self.credential(Credential::conversion_token(token))
    }

    /// A credential; of several of a kind the last one counts.
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        self.credentials.push(credential.into());
        self
    }
}

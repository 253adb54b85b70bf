//! Credentials: which kinds an operation accepts and which scopes it needs.

use super::Lower;
use crate::diagnostics::Code;
use crate::ir::AuthScheme;
use crate::pointer::Pointer;

impl Lower<'_, '_> {
    /// The kinds of credential, most specific first, and the scopes, in the description's order.
    pub(super) fn security(
        &mut self,
        at: &Pointer,
        own: Option<&[openapiv3::SecurityRequirement]>,
    ) -> (Vec<AuthScheme>, Vec<String>) {
        let shared: Vec<openapiv3::SecurityRequirement> =
            serde_json::from_value(self.root["security"].clone()).unwrap_or_default();
        let mut schemes = Vec::new();
        let mut scopes: Vec<String> = Vec::new();
        for (name, needed) in own.unwrap_or(&shared).iter().flatten() {
            if let Some(scheme) = self.scheme(name) {
                schemes.push(scheme);
            } else {
                let what = format!("the client has no credential for `{name}`");
                self.unsupported(Code::UnsupportedSecurity, at, &what);
            }
            let new = needed.iter().filter(|scope| !scopes.contains(scope));
            let new: Vec<String> = new.cloned().collect();
            scopes.extend(new);
        }
        schemes.sort_unstable();
        schemes.dedup();
        (schemes, scopes)
    }

    /// The kind of credential behind a security scheme.
    fn scheme(&self, name: &str) -> Option<AuthScheme> {
        let scheme = &self.root["components"]["securitySchemes"][name];
        match (scheme["type"].as_str()?, scheme["scheme"].as_str()) {
            ("oauth2", _) if scheme["flows"].get("clientCredentials").is_some() => {
                Some(AuthScheme::ClientCredentials)
            }
            ("http", Some("basic")) => Some(AuthScheme::Basic),
            ("http", Some("bearer")) if name.contains("conversion") => {
                Some(AuthScheme::ConversionToken)
            }
            ("oauth2", _) | ("http", Some("bearer")) => Some(AuthScheme::OAuth),
            _ => None,
        }
    }
}

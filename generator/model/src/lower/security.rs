//! Credentials: which kinds an operation accepts and which scopes it needs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lower;
use crate::ir::AuthScheme;
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::{Pointer, path_text};

impl<'a> Lower<'a, '_> {
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
        let list = match own {
            Some(_) => at.child("security"),
            None => Pointer::root().child("security"),
        };
        let alternatives = own.unwrap_or(&shared);
        let is_needed = alternatives.iter().any(|one| !one.is_empty());
        for (position, alternative) in alternatives.iter().enumerate() {
            let at = list.index(position);
            if alternative.len() > 1 {
                let what = "the client sends one credential, not several together";
                self.unsupported(Code::UnsupportedSecurity, &at, what);
            }
            if alternative.is_empty() && is_needed {
                let what = "the client always sends a credential, also where none is needed";
                self.narrowed(&at, what);
            }
            for (name, needed) in alternative {
                match self.scheme(name) {
                    Some(scheme) => schemes.push(scheme),
                    None => self.no_credential(name, &at),
                }
                let new = needed.iter().filter(|scope| !scopes.contains(scope));
                let new: Vec<String> = new.cloned().collect();
                scopes.extend(new);
            }
        }
        schemes.sort_unstable();
        schemes.dedup();
        (schemes, scopes)
    }

    /// Says that the client has no credential for a scheme, once for all that ask for it.
    fn no_credential(&mut self, name: &str, at: &Pointer) {
        let what = format!("the client has no credential for `{name}`");
        let asks = |security: Option<&Value>| {
            let mut list = security.and_then(Value::as_array).into_iter().flatten();
            list.any(|one| one.get(name).is_some())
        };
        let paths = self.root.get("paths").and_then(Value::as_object);
        let items = paths
            .into_iter()
            .flatten()
            .filter_map(|(_, item)| item.as_object());
        let mut operations = items
            .flatten()
            .map(|(_, operation)| operation.get("security"));
        let lists = [
            (asks(self.root.get("security")), "$.security"),
            (operations.any(asks), "$.paths[*][*].security"),
        ];
        let lists = lists.into_iter().filter(|(asks, _)| *asks);
        let edits =
            lists.map(|(_, list)| Edit::RemoveAll(format!("{list}[?@[{}]]", path_text(name))));
        let help = "let it go, or describe a credential that the client has";
        let finding = Diagnostic::new(Code::UnsupportedSecurity, &at.child(name), what, help);
        let finding = finding.of_cause(name).fix(Fix::Overlay(edits.collect()));
        self.diagnostics.add(finding);
    }

    /// What the flows of all security schemes say of their scopes.
    pub(super) fn scopes(&self) -> BTreeMap<String, String> {
        let members = |value: &'a Value| value.as_object().into_iter().flatten();
        let schemes = members(&self.root["components"]["securitySchemes"]);
        let flows = schemes.flat_map(|(_, scheme)| members(&scheme["flows"]));
        let scopes = flows.flat_map(|(_, flow)| members(&flow["scopes"]));
        let texts =
            scopes.filter_map(|(scope, text)| Some((scope.clone(), text.as_str()?.to_owned())));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The kind of credential behind a security scheme.
    fn scheme(&self, name: &str) -> Option<AuthScheme> {
        let scheme = &self.root["components"]["securitySchemes"][name];
        // Names of HTTP schemes are case-insensitive (RFC 9110, 11.1).
        let http = scheme["scheme"].as_str().map(str::to_ascii_lowercase);
        match (scheme["type"].as_str()?, http.as_deref()) {
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

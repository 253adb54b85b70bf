//! Security requirements: the schemes that they name and the scopes that those have.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::references;
use super::state::Walk;
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::{Pointer, Trail};

/// The scopes of each declared scheme; `None` for one without scopes.
type Schemes<'v> = HashMap<&'v str, Option<Vec<&'v str>>>;

/// Checks the requirements of the document and of every operation.
pub(super) fn check(walk: &mut Walk<'_>) {
    let document = walk.document;
    let root = Trail::Root;
    let schemes = schemes(document);
    check_list(walk, &schemes, document.get("security"), &root);
    let at = root.child("paths");
    for (path, item) in document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let at = at.child(path);
        for (method, operation) in item.as_object().into_iter().flatten() {
            check_list(walk, &schemes, operation.get("security"), &at.child(method));
        }
    }
}

fn schemes(document: &Value) -> Schemes<'_> {
    let declared = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    let declared = declared.into_iter().flatten();
    declared
        .map(|(name, scheme)| {
            let flows =
                references::resolve(document, scheme).and_then(|scheme| scheme.get("flows"));
            let flows = flows.and_then(Value::as_object);
            let scopes = flows.map(|flows| {
                let scopes = flows
                    .values()
                    .filter_map(|flow| flow.get("scopes")?.as_object());
                scopes
                    .flat_map(|scopes| scopes.keys().map(String::as_str))
                    .collect()
            });
            (name.as_str(), scopes)
        })
        .collect()
}

fn check_list(
    walk: &mut Walk<'_>,
    schemes: &Schemes<'_>,
    requirements: Option<&Value>,
    at: &Trail<'_>,
) {
    let list = at.child("security");
    let requirements = requirements.and_then(Value::as_array).into_iter().flatten();
    for (position, requirement) in requirements.enumerate() {
        let alternative = list.index(position);
        for (name, scopes) in requirement.as_object().into_iter().flatten() {
            let place = alternative.child(name);
            let Some(known) = schemes.get(name.as_str()) else {
                let scheme = scheme_at(name);
                let bearer = json!({ "type": "http", "scheme": "bearer" });
                let message = format!("there is no security scheme `{name}`");
                let help = "declare the scheme or correct the requirement";
                let finding =
                    Diagnostic::new(Code::UnknownSecurity, &place.pointer(), message, help);
                walk.add(
                    finding
                        .of_cause(name)
                        .fix(Fix::Overlay(vec![Edit::Set(scheme, bearer)])),
                );
                continue;
            };
            let Some(known) = known else { continue };
            let scopes = scopes
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str);
            for scope in scopes.filter(|scope| !known.contains(scope)) {
                let message = format!("the security scheme `{name}` has no scope `{scope}`");
                let help = "declare the scope or correct it";
                let finding =
                    Diagnostic::new(Code::UnknownSecurity, &place.pointer(), message, help);
                let declared = scopes_at(walk.document, name).child(scope);
                walk.add(
                    finding
                        .of_cause(format!("{name} {scope}"))
                        .fix(Fix::Overlay(vec![Edit::Set(declared, Value::from(""))])),
                );
            }
        }
    }
}

fn scheme_at(name: &str) -> Pointer {
    Pointer::root()
        .child("components")
        .child("securitySchemes")
        .child(name)
}

/// Where the scopes of a scheme are: those of its first flow.
fn scopes_at(document: &Value, name: &str) -> Pointer {
    let flows = scheme_at(name).child("flows");
    let first = flows.lookup(document).and_then(Value::as_object);
    let first = first.and_then(|flows| flows.keys().next());
    let flow = first.map_or("authorizationCode", String::as_str);
    flows.child(flow).child("scopes")
}

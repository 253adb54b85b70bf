//! Validate: the raw value against OpenAPI 3.0, before anything is lowered.
//!
//! Takes the value that the overlays left and reports every finding at once. Typed parsers drop what
//! they do not know (`nulable:`, `operationID:`), so this walk is driven by the table of everything
//! that OpenAPI 3.0 has. Invariant: what passes without an error has no dangling reference, no
//! unknown keyword and no value of a wrong type, so later stages need not look for them.

mod keys;
mod minimal;
mod operations;
mod parameters;
mod references;
mod required;
mod schemas;
mod security;
mod state;
pub(crate) mod table;
mod walk;

use serde_json::Value;

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::{Pointer, Trail};
use state::Walk;
use table::Kind;
pub use table::page::page as keywords;

/// Reports everything in `value` that OpenAPI 3.0 does not allow or the generator does not support.
pub fn validate(value: &Value, diagnostics: &mut Diagnostics) {
    if !has_known_version(value, diagnostics) {
        return;
    }
    let mut walk = Walk::new(value, diagnostics);
    walk.object(Kind::Document, value, &Trail::Root);
    operations::check(&mut walk);
    security::check(&mut walk);
}

/// Another version of OpenAPI would drown the cause in findings.
fn has_known_version(value: &Value, diagnostics: &mut Diagnostics) -> bool {
    let version = value
        .get("openapi")
        .or_else(|| value.get("swagger"))
        .and_then(Value::as_str);
    let known = version.is_some_and(|version| version.starts_with("3.0."));
    if !known {
        let found = version.unwrap_or("nothing");
        let at = Pointer::root().child("openapi");
        let message = format!("the document says `{found}` where OpenAPI says `3.0.x` or `3.1.x`");
        let help = "convert the description to OpenAPI 3";
        let finding = Diagnostic::new(Code::UnsupportedVersion, &at, message, help);
        // What an older document says means something else, whatever version it claims.
        diagnostics.add(if value.get("swagger").is_some() {
            finding
        } else {
            finding.fix(Fix::Overlay(vec![Edit::Set(at, Value::from("3.0.3"))]))
        });
    }
    known
}

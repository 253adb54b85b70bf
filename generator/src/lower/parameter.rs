//! Parameters of one operation: references followed, inherited ones overridden, order settled.

use openapiv3::{Parameter, PathStyle, QueryStyle};
use serde_json::Value;

use super::Lower;
use crate::diagnostics::Code;
use crate::ir::{Hint, Location, ParameterId, ParameterStyle, ParameterUse, Type, Usage};
use crate::pointer::Pointer;

impl<'a> Lower<'a, '_> {
    /// The parameters of an operation: those in the path in template order, then the others as declared.
    pub(super) fn parameters(
        &mut self,
        path: &str,
        operation: &str,
        shared: (Pointer, Option<&'a Value>),
        own: (Pointer, Option<&'a Value>),
    ) -> Vec<ParameterUse> {
        let mut found: Vec<ParameterUse> = Vec::new();
        for (at, list) in [shared, own] {
            for (index, raw) in list
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                let Some(parameter) = self.parameter(at.index(index), raw, operation) else {
                    continue;
                };
                let key = (parameter.location, parameter.name.clone());
                found.retain(|earlier| (earlier.location, earlier.name.clone()) != key);
                found.push(parameter);
            }
        }
        let position = |parameter: &ParameterUse| match parameter.location {
            Location::Path => path
                .find(&format!("{{{}}}", parameter.name))
                .unwrap_or(usize::MAX - 1),
            Location::Query => usize::MAX,
        };
        found.sort_by_key(position);
        found
    }

    fn parameter(&mut self, at: Pointer, raw: &'a Value, operation: &str) -> Option<ParameterUse> {
        let component = raw
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(Pointer::parse);
        let component = component.and_then(|target| target.last());
        let (place, raw) = self.through_reference(at, raw)?;
        let parameter = self.read_parameter(&place, raw)?;
        let (data, location, declared) = match parameter {
            Parameter::Query {
                parameter_data,
                style,
                ..
            } => (
                parameter_data,
                Location::Query,
                self.query_style(&place, &style),
            ),
            Parameter::Path {
                parameter_data,
                style,
                ..
            } => {
                if style != PathStyle::Simple {
                    self.unsupported(
                        Code::UnsupportedParameter,
                        &place,
                        "only `style: simple` is written in paths",
                    );
                }
                (parameter_data, Location::Path, false)
            }
            Parameter::Header { .. } | Parameter::Cookie { .. } => {
                let what = "header and cookie parameters are not written";
                self.unsupported(Code::UnsupportedParameter, &place, what);
                return None;
            }
        };
        let Some(schema) = raw.get("schema") else {
            self.unsupported(
                Code::UnsupportedParameter,
                &place,
                "the parameter has no schema",
            );
            return None;
        };
        let mut usage = self.schema(&place.child("schema"), schema, &Hint::inline(&data.name));
        let ours = self.parameter_docs(location, &data.name);
        usage.docs = ours.or(data.description).or(usage.docs);
        usage.deprecated |= data.deprecated.unwrap_or_default();
        let style = style(&usage, declared, data.explode, location);
        Some(ParameterUse {
            location,
            required: data.required || location == Location::Path,
            style,
            usage,
            definition: component.unwrap_or_else(|| format!("in place: {operation}")),
            logical: ParameterId(0),
            name: data.name,
        })
    }

    fn read_parameter(&mut self, at: &Pointer, raw: &Value) -> Option<Parameter> {
        let mut own = raw.clone();
        if let Some(own) = own.as_object_mut() {
            own.remove("content");
            own.insert("schema".to_owned(), Value::Object(serde_json::Map::new()));
        }
        match serde_json::from_value(own) {
            Ok(parameter) => Some(parameter),
            Err(error) => {
                self.diagnostics.push(
                    Code::Unreadable,
                    at,
                    format!("the parameter cannot be read: {error}"),
                    "correct the keyword with an overlay action on this place",
                );
                None
            }
        }
    }

    /// Whether the style is `deepObject`.
    fn query_style(&mut self, at: &Pointer, style: &QueryStyle) -> bool {
        match style {
            QueryStyle::Form => false,
            QueryStyle::DeepObject => true,
            QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited => {
                let what = "only the styles `form` and `deepObject` are written in queries";
                self.unsupported(Code::UnsupportedParameter, at, what);
                false
            }
        }
    }

    fn parameter_docs(&self, location: Location, name: &str) -> Option<String> {
        let docs = &self.root["x-parameter-docs"][location.as_str()][name];
        docs.as_str().map(str::to_owned)
    }
}

/// How the value is written: `explode` only matters for lists.
fn style(usage: &Usage, deep: bool, explode: Option<bool>, location: Location) -> ParameterStyle {
    match (&usage.ty, location) {
        _ if deep => ParameterStyle::DeepObject,
        (Type::List(_), Location::Query) if explode.unwrap_or(true) => ParameterStyle::Repeated,
        (Type::List(_), _) => ParameterStyle::Comma,
        _ => ParameterStyle::Single,
    }
}

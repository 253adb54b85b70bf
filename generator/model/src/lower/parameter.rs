//! Parameters of one operation: references followed, inherited ones overridden, order settled.

use openapiv3::{Parameter, ParameterData, PathStyle, QueryStyle};
use serde_json::{Value, json};

use super::Lower;
use super::extensions::deprecation;
use super::unused::ELSEWHERE;
use crate::ir::{
    Hint, Location, ParameterId, ParameterStyle, ParameterUse, Shape, Type, TypeId, Usage,
};
use diagnostics::{Code, Edit};
use source::pointer::{Pointer, path_text};

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
            _ => usize::MAX,
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
        let (data, location, declared) = self.placed(&place, raw, parameter)?;
        let Some(schema) = raw.get("schema") else {
            let what = "a parameter with `content` instead of `schema` is not written";
            let edits = as_text(&place, raw);
            self.settled(Code::UnsupportedParameter, &place, what, edits);
            return None;
        };
        let mut usage = self.schema(&place.child("schema"), schema, &Hint::inline(&data.name));
        // An object whose style is not given is written as the server reads it: `name[member]=value`.
        let unstyled = location == Location::Query && raw.get("style").is_none();
        let is_object = |one: &Usage| self.is_object(one);
        let is_object = unstyled && self.every(&usage, &is_object, &mut Vec::new());
        let declared = declared || is_object;
        self.as_sent(&mut usage, declared);
        let ours = self.parameter_docs(location, &data.name, operation);
        usage.docs = ours.or(data.description).or(usage.docs);
        if data.deprecated == Some(true) {
            usage.deprecation = Some(deprecation(raw.get("x-deprecated")));
        }
        let style = style(&usage, declared, data.explode, location);
        if let Some(what) = self.unwritten(&usage, style, location) {
            self.unwritable(&place, location, raw, what);
        }
        Some(ParameterUse {
            location,
            required: data.required || location == Location::Path,
            style,
            usage,
            definition: component.unwrap_or_else(|| format!("in place: {operation}")),
            logical: ParameterId(0),
            kind: 0,
            shown: false,
            name: data.name,
        })
    }

    /// The facts of a parameter, where it travels, and whether it declares the style `deepObject`.
    fn placed(
        &mut self,
        at: &Pointer,
        raw: &Value,
        parameter: Parameter,
    ) -> Option<(ParameterData, Location, bool)> {
        match parameter {
            Parameter::Query {
                parameter_data,
                style,
                ..
            } => {
                let deep = self.query_style(at, raw, &style);
                Some((parameter_data, Location::Query, deep))
            }
            Parameter::Path {
                parameter_data,
                style,
                ..
            } => {
                if style != PathStyle::Simple {
                    let what = "only `style: simple` is written in paths";
                    self.unwritable(at, Location::Path, raw, what);
                }
                Some((parameter_data, Location::Path, false))
            }
            // OpenAPI gives these three no meaning: the body and the credential say what they are.
            Parameter::Header { parameter_data, .. } => {
                let ignored = ["accept", "content-type", "authorization"];
                let name = parameter_data.name.to_ascii_lowercase();
                let counts = !ignored.contains(&name.as_str());
                counts.then_some((parameter_data, Location::Header, false))
            }
            Parameter::Cookie { parameter_data, .. } => {
                Some((parameter_data, Location::Cookie, false))
            }
        }
    }

    /// Makes the type one that a path or a query can hold: text has no null, and what has no type, or one of several
    /// scalar types, is text.
    fn as_sent(&self, usage: &mut Usage, deep: bool) {
        usage.nullable = false;
        let is_list = !deep && matches!(usage.ty, Type::List(_));
        let value = match &mut usage.ty {
            Type::List(item) if is_list => item,
            _ => usage,
        };
        value.nullable = false;
        let is_text = |one: &Usage| one.ty == Type::Any || self.types.is_scalar(one);
        if !deep && !self.types.is_scalar(value) && self.every(value, &is_text, &mut Vec::new()) {
            value.ty = Type::String;
        }
    }

    /// Why a type cannot be written at its place, if it cannot.
    fn unwritten(
        &self,
        usage: &Usage,
        style: ParameterStyle,
        location: Location,
    ) -> Option<&'static str> {
        let is_scalar = |one: &Usage| self.types.is_scalar(one);
        let is_object = |one: &Usage| one.ty == Type::Any || self.is_object(one);
        let objects = || self.every(usage, &is_object, &mut Vec::new());
        let (written, why) = match (style, location) {
            (ParameterStyle::DeepObject, _) => (objects(), "`style: deepObject` is for objects"),
            (ParameterStyle::Single, Location::Path) => (
                is_scalar(usage) || objects(),
                "a path holds single values and objects",
            ),
            (ParameterStyle::Single, Location::Query) => (
                is_scalar(usage),
                "objects are written in queries with `style: deepObject` only",
            ),
            (ParameterStyle::Single, Location::Header | Location::Cookie) => {
                (is_scalar(usage), "headers and cookies hold single values")
            }
            (_, Location::Path) => (false, "lists are not written in paths"),
            (_, Location::Header | Location::Cookie) => {
                (false, "lists are not written in headers and cookies")
            }
            (_, Location::Query) => (
                usage.ty.inner().is_some_and(is_scalar),
                "a list in a query holds single values",
            ),
        };
        (!written).then_some(why)
    }

    fn is_object(&self, usage: &Usage) -> bool {
        matches!(usage.ty, Type::Map(..) | Type::Named(_)) && !self.types.is_scalar(usage)
    }

    /// Says that a parameter cannot be written. A path needs all of its parameters; any other is left out.
    fn unwritable(&mut self, at: &Pointer, location: Location, raw: &Value, what: &str) {
        let is_shared = at.as_str().starts_with("#/components/");
        let edits = match location {
            Location::Path => as_text(at, raw),
            _ if is_shared => {
                let uses = format!("?@['$ref'] == {}", path_text(at.as_str()));
                vec![Edit::RemoveAll(format!("$.paths..parameters[{uses}]"))]
            }
            _ => vec![Edit::Remove(at.clone())],
        };
        self.settled(Code::UnsupportedParameter, at, what, edits);
    }

    /// Whether a type is so, or every alternative if it is a union.
    fn every(
        &self,
        usage: &Usage,
        is_so: &impl Fn(&Usage) -> bool,
        seen: &mut Vec<TypeId>,
    ) -> bool {
        let Type::Named(id) = usage.ty else {
            return is_so(usage);
        };
        let Shape::Union(union) = &self.types[id].shape else {
            return is_so(usage);
        };
        if seen.contains(&id) {
            return true;
        }
        seen.push(id);
        let mut variants = union.variants.iter();
        variants.all(|variant| self.every(&variant.usage, is_so, seen))
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
                let what = format!("the parameter cannot be read: {error}");
                self.settled(Code::Unreadable, at, &what, vec![Edit::Remove(at.clone())]);
                None
            }
        }
    }

    /// Whether the style is `deepObject`.
    fn query_style(&mut self, at: &Pointer, raw: &Value, style: &QueryStyle) -> bool {
        match style {
            QueryStyle::Form => false,
            QueryStyle::DeepObject => true,
            QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited => {
                let what = "only the styles `form` and `deepObject` are written in queries";
                self.unwritable(at, Location::Query, raw, what);
                false
            }
        }
    }

    /// What is said of a parameter of an operation: there alone, or wherever nothing else is said.
    fn parameter_docs(&self, location: Location, name: &str, operation: &str) -> Option<String> {
        let docs = &self.root["x-parameter-docs"][location.as_str()][name];
        let said = [&docs[operation], &docs[ELSEWHERE], docs];
        said.into_iter().find_map(Value::as_str).map(str::to_owned)
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

/// What makes single text of a parameter.
fn as_text(at: &Pointer, raw: &Value) -> Vec<Edit> {
    let there = ["content", "style"].into_iter();
    let there = there.filter(|keyword| raw.get(keyword).is_some());
    let mut edits: Vec<Edit> = there
        .map(|keyword| Edit::Remove(at.child(keyword)))
        .collect();
    edits.push(Edit::Set(at.child("schema"), json!({ "type": "string" })));
    edits
}

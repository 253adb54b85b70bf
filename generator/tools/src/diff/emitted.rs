//! The emitted crate of one side: its symbols, and the symbols that each place of the description represents.
//!
//! Takes the facts of a description and what a run reads beside it; gives evidence. Invariant: what the crate does not
//! emit is no evidence.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::places::Holder;
use super::symbols::Symbols;
use diagnostics::Report;
use generator::{Failure, Inputs};
use generator::{Output, generate_from};
use model::ir::{Field, Shape, Struct, TypeId};
use source::Source;
use source::pointer::Pointer;

/// What a place of the description is in the crate.
#[derive(Debug, Default)]
pub(super) struct Emitted {
    pub symbols: Symbols,
    /// The symbols that represent a place; a type by its root.
    places: BTreeMap<Pointer, BTreeSet<String>>,
    /// The symbols of values of enums, by the enum's place and the value.
    values: BTreeMap<(Pointer, String), String>,
    /// The places that refer to a component.
    referrers: BTreeMap<Pointer, BTreeSet<Pointer>>,
    /// The symbols of the parameters of an operation, by its place and the parameter's place and name.
    parameters: BTreeMap<(Pointer, String), BTreeSet<String>>,
    /// The symbols of OAuth scopes.
    scopes: BTreeMap<String, String>,
}

impl Emitted {
    /// Emits the crate of a description.
    pub(super) fn of(facts: &Value, inputs: &Inputs) -> Result<(Self, Output), Failure> {
        let source = Source::from_text("description.json", facts.to_string());
        let source = source.map_err(|error| Failure::from(Report::of_errors(&[error])))?;
        let output = generate_from(source, inputs)?;
        let files = output
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        let mut emitted = Self {
            symbols: Symbols::of(files),
            ..Self::default()
        };
        for (id, name) in output.names.sorted_types() {
            emitted.add_type(&output, id, &name.to_string());
        }
        for position in 0..output.api.operations.len() {
            emitted.add_operation(&output, position);
        }
        let scopes = output.names.scopes();
        emitted.scopes = scopes
            .map(|(scope, name)| (scope.to_owned(), format!("oauth::Scope::{name}")))
            .collect();
        emitted.add_referrers(&Pointer::root(), facts);
        Ok((emitted, output))
    }

    /// The symbols that a place represents: its own, or those of the nearest place around it that has some.
    pub(super) fn at(&self, place: &Pointer) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.gather(place, &mut found, &mut BTreeSet::new());
        found
    }

    /// The symbols of all types that are declared at a place or in it.
    pub(super) fn below(&self, place: &Pointer) -> BTreeSet<String> {
        let prefix = format!("{place}/");
        let inside = self
            .places
            .iter()
            .filter(|(at, _)| *at == place || at.as_str().starts_with(&prefix));
        inside
            .flat_map(|(_, symbols)| symbols.iter().cloned())
            .collect()
    }

    /// The variant that a value of an enum has.
    pub(super) fn value(&self, place: &Pointer, value: &str) -> Option<&String> {
        let mut at = Some(place.clone());
        while let Some(place) = at {
            if let Some(symbol) = self.values.get(&(place.clone(), value.to_owned())) {
                return Some(symbol);
            }
            at = place.parent();
        }
        None
    }

    /// The symbols of a parameter of the operation, or of all operations of the path, that a place is in.
    pub(super) fn parameter(&self, place: &Pointer, key: &str) -> BTreeSet<String> {
        let depth = |at: &Pointer| at.segments().len();
        let mut path = place.clone();
        while depth(&path) > 2 {
            match path.parent() {
                Some(parent) => path = parent,
                None => break,
            }
        }
        let own = Holder::of(place);
        let all = self.parameters.iter().filter(|((at, name), _)| {
            let here = match &own {
                Holder::Operation(..) => Holder::of(at) == own,
                _ => at.parent().as_ref() == Some(&path),
            };
            here && name == key
        });
        all.flat_map(|(_, symbols)| symbols.iter().cloned())
            .collect()
    }

    /// The variant of a scope.
    pub(super) fn scope(&self, scope: &str) -> Option<&String> {
        self.scopes.get(scope)
    }

    fn gather(&self, place: &Pointer, found: &mut BTreeSet<String>, seen: &mut BTreeSet<Pointer>) {
        if !seen.insert(place.clone()) {
            return;
        }
        let mut at = place.clone();
        loop {
            let symbols = self.places.get(&at);
            found.extend(symbols.into_iter().flatten().cloned());
            let depth = at.segments().len();
            let end = matches!(Holder::of(&at), Holder::Component(..)) && depth == 3;
            // What refers to a component may see a change of it.
            match at.parent() {
                _ if symbols.is_some() && !end => return,
                // What an operation takes and gives is not the operation.
                _ if depth == 4 && matches!(Holder::of(&at), Holder::Operation(..)) => return,
                Some(parent) if !end => at = parent,
                _ => break,
            }
        }
        for referrer in self.referrers.get(&at).into_iter().flatten() {
            self.gather(referrer, found, seen);
        }
    }

    fn put(&mut self, place: &Pointer, symbols: impl IntoIterator<Item = String>) {
        self.places
            .entry(place.clone())
            .or_default()
            .extend(symbols);
    }

    fn add_type(&mut self, output: &Output, id: TypeId, name: &str) {
        let def = &output.api.types[id];
        let ty = format!("types::{name}");
        for (place, _) in &def.origins {
            self.put(place, [ty.clone()]);
        }
        match &def.shape {
            Shape::Struct(object) => {
                let names = output.names.fields(id).iter().zip(output.names.methods(id));
                for (field, (name, methods)) in object.fields.iter().zip(names) {
                    let mut symbols = field_symbols(&ty, &name.to_string(), object, field);
                    symbols.extend(methods.clear.iter().map(|clear| format!("{ty}::{clear}")));
                    self.put(&field.usage.at, symbols);
                }
            }
            Shape::Enum(values) => {
                for (text, name) in values.texts().into_iter().zip(output.names.variants(id)) {
                    for (place, _) in &def.origins {
                        let key = (place.clone(), text.clone());
                        self.values.insert(key, format!("{ty}::{name}"));
                    }
                }
            }
            Shape::Union(union) => {
                for (variant, name) in union.variants.iter().zip(output.names.variants(id)) {
                    self.put(&variant.usage.at, [format!("{ty}::{name}")]);
                }
            }
            Shape::Id => {}
        }
    }

    fn add_operation(&mut self, output: &Output, position: usize) {
        let operation = &output.api.operations[position];
        let names = output.names.operation(position);
        let group = output.names.group(operation.tag);
        let (module, group) = (group.module.bare(), &group.ty);
        let request = format!("{module}::{}", names.request);
        let method = format!("{module}::{group}::{}", names.method);
        self.put(&operation.at, [request.clone(), method.clone()]);
        for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
            let symbols = [
                format!("{request}::{name}"),
                format!("{request}Params.{name}"),
                format!("{method}({name})"),
            ];
            let key = format!("{} `{}`", parameter.location.as_str(), parameter.name);
            let own = self
                .parameters
                .entry((operation.at.clone(), key))
                .or_default();
            own.extend(symbols.iter().cloned());
            let declared = parameter.usage.at.parent();
            let declared =
                declared.filter(|_| parameter.usage.at.last().as_deref() == Some("schema"));
            for place in [Some(parameter.usage.at.clone()), declared]
                .into_iter()
                .flatten()
            {
                self.put(&place, symbols.iter().cloned());
            }
        }
        if let Some(body) = &operation.body {
            let name = &names.body;
            let symbols = [
                format!("{request}::{name}"),
                format!("{request}Params.{name}"),
                format!("{method}({name})"),
            ];
            self.put(&operation.at.child("requestBody"), symbols.iter().cloned());
            self.put(&body.usage.at, symbols);
        }
        if let Some(answer) = &operation.success {
            let symbols = ["", " pages", " bulk_call", " row"];
            let symbols = symbols.map(|kind| format!("{request} =>{kind}"));
            self.put(&answer.at, symbols);
        }
    }

    fn add_referrers(&mut self, at: &Pointer, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value
                        .as_str()
                        .filter(|_| name == "$ref")
                        .and_then(Pointer::parse)
                    {
                        Some(target) => {
                            self.referrers.entry(target).or_default().insert(at.clone());
                        }
                        None => self.add_referrers(&at.child(name), value),
                    }
                }
            }
            Value::Array(elements) => {
                for (index, value) in elements.iter().enumerate() {
                    self.add_referrers(&at.index(index), value);
                }
            }
            _ => {}
        }
    }
}

/// The symbols of a field; those that it has only if it is required, or only if it is not, are not there otherwise.
fn field_symbols(ty: &str, name: &str, object: &Struct, field: &Field) -> Vec<String> {
    let mut symbols = vec![
        format!("{ty}.{name}"),
        format!("{ty}::{name}"),
        format!("{ty}::new({name})"),
        format!("{ty}Required.{name}"),
    ];
    if field.required {
        symbols.push(format!("{ty}: Default"));
        symbols.push(format!("{ty}::new"));
        if object.by_name {
            symbols.push(format!("{ty}Required"));
        }
    }
    symbols
}

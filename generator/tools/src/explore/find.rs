//! Items by name: as the description calls them, as the emitted crate does, or by their place.

use std::collections::BTreeSet;

use super::Trace;
use diagnostics::suggest;
use model::ir::{Shape, TypeId};
use source::pointer::Pointer;

/// How many names are proposed for one that nothing has.
const PROPOSED: usize = 8;

/// Something that can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// By its position.
    Operation(usize),
    Type(TypeId),
    /// A member, value or alternative by its position.
    Member(TypeId, usize),
    /// By its position in `Api::parameters`.
    Parameter(usize),
}

impl Subject {
    fn is_type(self) -> bool {
        matches!(self, Self::Type(_) | Self::Member(..))
    }
}

impl Trace {
    /// What a name represents; one that several items have represents all of them.
    pub(super) fn subjects(&self, name: &str) -> Result<Vec<Subject>, String> {
        let spellings = self.spellings.get_or_init(|| self.spell());
        let wanted = plain(name);
        // A parameter's component may have the name of a type.
        let types_only = name.contains("types::");
        let matching = |is: &dyn Fn(&str) -> bool| -> BTreeSet<Subject> {
            let found = spellings.iter().filter(|(spelling, _)| is(spelling));
            let found = found.map(|(_, subject)| *subject);
            found
                .filter(|subject| !types_only || subject.is_type())
                .collect()
        };
        let mut found = matching(&|spelling| spelling == wanted);
        if found.is_empty() {
            found = matching(&|spelling| spelling.eq_ignore_ascii_case(&wanted));
        }
        if types_only {
            found = self.called(found, &wanted);
        }
        if !found.is_empty() {
            return Ok(self.emitted(found));
        }
        let known = spellings.iter().map(|(spelling, _)| spelling.as_str());
        let near = suggest::nearest_first(&wanted, known.filter(|one| !one.starts_with('#')));
        let near: Vec<&str> = near.into_iter().take(PROPOSED).collect();
        Err(format!(
            "nothing is called `{name}`; the nearest are: {}",
            near.join(", ")
        ))
    }

    /// Those that are called so in the emitted crate, unless none is: a component may be called like another's type.
    fn called(&self, found: BTreeSet<Subject>, name: &str) -> BTreeSet<Subject> {
        let is_called = |subject: &Subject| match subject {
            Subject::Type(id) => self.labels.of(*id) == name,
            Subject::Member(..) | Subject::Operation(_) | Subject::Parameter(_) => false,
        };
        let called: BTreeSet<Subject> = found.iter().copied().filter(is_called).collect();
        if called.is_empty() { found } else { called }
    }

    /// Without the types that became others, unless nothing else is meant.
    fn emitted(&self, found: BTreeSet<Subject>) -> Vec<Subject> {
        let is_emitted = |subject: &Subject| match subject {
            Subject::Type(id) | Subject::Member(id, _) => self.frozen.api.types[*id].is_live(),
            _ => true,
        };
        let emitted: Vec<Subject> = found.iter().copied().filter(is_emitted).collect();
        if emitted.is_empty() {
            found.into_iter().collect()
        } else {
            emitted
        }
    }

    /// Every name of every item.
    fn spell(&self) -> Vec<(String, Subject)> {
        let mut all = Vec::new();
        self.spell_operations(&mut all);
        self.spell_types(&mut all);
        self.spell_parameters(&mut all);
        all
    }

    fn spell_operations(&self, all: &mut Vec<(String, Subject)>) {
        let (api, names) = (&self.frozen.api, &self.frozen.names);
        for (position, operation) in api.operations.iter().enumerate() {
            let name = names.operation(position);
            let group = &names.group(operation.tag).module;
            let spellings = [
                format!("{group}.{}", name.method),
                format!("{group}.{}", name.request),
                operation.id.clone(),
                rust::lock::call(operation),
                operation.at.to_string(),
            ];
            all.extend(spellings.map(|spelling| (spelling, Subject::Operation(position))));
        }
    }

    fn spell_types(&self, all: &mut Vec<(String, Subject)>) {
        for (id, def) in self.frozen.api.types.iter() {
            let label = self.labels.of(id);
            let subject = Subject::Type(id);
            all.push((label.to_owned(), subject));
            for (place, hint) in &def.origins {
                all.push((place.to_string(), subject));
                all.push((hint.words.join("."), subject));
            }
            for (position, (wire, name)) in self.members(id).into_iter().enumerate() {
                let member = Subject::Member(id, position);
                all.push((format!("{label}.{wire}"), member));
                all.extend(name.map(|name| (format!("{label}.{name}"), member)));
            }
        }
    }

    /// What is inside a type: each by its name on the wire, and its Rust name if it has one.
    pub(super) fn members(&self, id: TypeId) -> Vec<(String, Option<String>)> {
        let names = &self.frozen.names;
        let (wires, names): (Vec<String>, _) = match &self.frozen.api.types[id].shape {
            Shape::Struct(object) => {
                let wires = object.fields.iter().map(|field| field.wire.clone());
                let rest = object.rest.iter().map(|_| rust::lock::REST.to_owned());
                (wires.chain(rest).collect(), names.fields(id))
            }
            Shape::Enum(values) => (values.texts(), names.variants(id)),
            Shape::Union(union) => {
                let words = union.variants.iter().map(|one| one.word.clone());
                (words.collect(), names.variants(id))
            }
            Shape::Id => (Vec::new(), &[][..]),
        };
        let name = |position: usize| names.get(position).map(ToString::to_string);
        let wires = wires.into_iter().enumerate();
        wires
            .map(|(position, wire)| (wire, name(position)))
            .collect()
    }

    fn spell_parameters(&self, all: &mut Vec<(String, Subject)>) {
        let components = Pointer::root().child("components").child("parameters");
        for (position, parameter) in self.frozen.api.parameters.iter().enumerate() {
            let subject = Subject::Parameter(position);
            let location = parameter.location.as_str();
            all.push((format!("{location}.{}", parameter.name), subject));
            all.push((parameter.name.clone(), subject));
            for definition in parameter
                .kinds
                .iter()
                .flat_map(|kind| kind.definitions.keys())
            {
                all.push((definition.clone(), subject));
                all.push((components.child(definition).to_string(), subject));
            }
        }
    }
}

/// A name without what only says how to get at it: `client.boards().list()` is `boards.list`.
fn plain(name: &str) -> String {
    if name.starts_with('#') {
        return name.to_owned();
    }
    let dotted = name.replace("()", "").replace("::", ".");
    let mut rest = dotted.as_str();
    for prefix in ["pinterest_v5.", "client.", "types.", "api."] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    rest.to_owned()
}

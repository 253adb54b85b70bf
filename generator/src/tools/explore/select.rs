//! One item and what belongs to it.

use super::Trace;
use super::find::Subject;
use super::node::Selection;
use crate::model::ir::{Operation, TypeId};

impl Trace {
    /// The items that a name stands for. To an operation belong its parameters and the types that it mentions at any
    /// step, to a type those that are declared inside it, to a parameter its types.
    pub(super) fn selected(&self, name: &str) -> Result<Selection, String> {
        let mut selection = Selection::default();
        for subject in self.subjects(name)? {
            match subject {
                Subject::Operation(position) => self.select_operation(position, &mut selection),
                Subject::Type(id) | Subject::Member(id, _) => self.select_type(id, &mut selection),
                Subject::Parameter(position) => {
                    let parameter = &self.frozen.api.parameters[position];
                    let location = parameter.location.as_str();
                    let key = format!("{location}.{}", parameter.name);
                    selection.parameters.insert(key);
                    for kind in &parameter.kinds {
                        kind.usage.for_each_named(&mut |id| {
                            selection.types.insert(id);
                        });
                    }
                }
            }
        }
        Ok(selection)
    }

    fn select_operation(&self, position: usize, selection: &mut Selection) {
        selection.operations.insert(position);
        for operation in self
            .steps
            .iter()
            .filter_map(|(_, api)| api.operations.get(position))
        {
            for usage in Operation::usages(operation) {
                usage.for_each_named(&mut |id| {
                    selection.types.insert(id);
                });
            }
            let parameters = operation.parameters.iter();
            let keys = parameters.map(|one| format!("{}.{}", one.location.as_str(), one.name));
            selection.parameters.extend(keys);
        }
    }

    fn select_type(&self, id: TypeId, selection: &mut Selection) {
        let types = &self.frozen.api.types;
        let places = || types[id].origins.iter().map(|(place, _)| place);
        let inside = types
            .iter()
            .filter(|(_, def)| places().any(|place| def.at().is_in(place)));
        selection.types.extend(inside.map(|(id, _)| id));
        selection.types.insert(id);
    }
}

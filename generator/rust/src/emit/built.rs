//! For the wire tests: each type of requests with everything that it can hold, built as a user builds it.
//!
//! Takes the API; gives a table of values made by constructors and setters alone, each with the JSON that the description
//! has for it. Invariant: the value of a member is as small as it may be, since its type has a row of its own.

use serde_json::Value;
use syn::parse_quote;

use super::samples::{FURTHER, everything};
use super::ty::{Imports, Scope};
use super::{Context, bundles};
use crate::layout::{Piece, RustFile};
use crate::names::Companion;
use model::ir::{Argument, Field, Shape, Struct, TypeId};

/// The file of the table.
pub(super) fn file(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "Every type of requests, built by its constructor and its setters.".to_owned(),
    ]);
    let mut imports = Imports::default();
    imports.types_module();
    let mut lines = Vec::new();
    for (id, name) in context.names.sorted_types() {
        let def = &context.api.types[id];
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        let json = everything(context.api, id, object);
        let row = Row {
            context,
            id,
            object,
            json: &json,
        };
        if let Some(value) = row.value().filter(|_| def.direction.request) {
            row.import(&mut imports);
            lines.push(format!(
                "{:?} at {:?} =>",
                name.to_string(),
                def.at().as_str()
            ));
            lines.extend(value.into_iter().map(|line| format!("    {line}")));
            lines.push(format!("    => {:?};", json.to_string()));
        }
    }
    for import in imports.for_tests() {
        file.push(import);
    }
    let import: syn::Item = parse_quote! { use crate::calls::{built, json}; };
    file.push(import);
    file.push(Piece::Macro("built".to_owned(), lines));
    file
}

/// A type and the JSON that it is to be written as.
struct Row<'a> {
    context: Context<'a>,
    id: TypeId,
    object: &'a Struct,
    json: &'a Value,
}

impl Row<'_> {
    /// The lines of the value; none for a type that cannot be built since it requires itself.
    fn value(&self) -> Option<Vec<String>> {
        let name = self.context.names.ty(self.id);
        let mut lines = vec![format!("types::{name}::new({})", self.arguments()?)];
        let fields = self
            .object
            .fields
            .iter()
            .zip(self.context.names.fields(self.id));
        let optional = fields.filter(|(one, _)| !one.is_argument() && !one.usage.read_only);
        lines.extend(optional.filter_map(|(field, name)| {
            let value = self.member(field)?;
            Some(format!("    .{name}({value})"))
        }));
        if let (Some(rest), Some(value)) = (&self.object.rest, self.json.get(FURTHER)) {
            let ty = self.context.nullable_ty(rest, Scope::Api);
            let value = value.to_string();
            lines.push(format!("    .member({FURTHER:?}, json::<{ty}>({value:?}))"));
        }
        Some(lines)
    }

    /// What the constructor takes.
    fn arguments(&self) -> Option<String> {
        let names = self.context.names.fields(self.id);
        if let Some(required) = self.context.names.companion(self.id, Companion::Required) {
            let fields = self.object.arguments().map(|position| {
                let field = &self.object.fields[position];
                let value = self.member(field)?;
                let value = if field.boxed {
                    format!("Box::new({value})")
                } else {
                    value
                };
                Some(format!("{}: {value}", names[position]))
            });
            let fields: Vec<String> = fields.collect::<Option<_>>()?;
            return Some(format!("types::{required} {{ {} }}", fields.join(", ")));
        }
        let member = |position: &usize| self.member(&self.object.fields[*position]);
        let arguments = self.object.arguments.iter().map(|argument| match argument {
            Argument::Member(position) => member(position),
            Argument::Bundle(position, members) => {
                let bundle = &self.context.api.bundles[*position];
                let values: Vec<String> = members.iter().map(member).collect::<Option<_>>()?;
                let name = &bundle.name;
                let members = bundles::members(self.context, bundle);
                if !bundles::by_name(bundle, &members) {
                    return Some(format!("types::{name}::new({})", values.join(", ")));
                }
                let members = members.iter().zip(values);
                let members = members.map(|(member, value)| format!("{}: {value}", member.name));
                let members: Vec<String> = members.collect();
                Some(format!("types::{name} {{ {} }}", members.join(", ")))
            }
        });
        let arguments: Vec<String> = arguments.collect::<Option<_>>()?;
        Some(arguments.join(", "))
    }

    /// The value of a member.
    fn member(&self, field: &Field) -> Option<String> {
        let value = self.json.get(&field.wire)?.to_string();
        let ty = self.context.ty(&field.usage, Scope::Api);
        Some(format!("json::<{ty}>({value:?})"))
    }

    /// Adds what the value mentions.
    fn import(&self, imports: &mut Imports) {
        let fields = self.object.fields.iter();
        let written = fields.filter(|field| self.json.get(&field.wire).is_some());
        let usages = written.map(|field| &field.usage);
        for usage in usages.chain(self.object.rest.as_deref()) {
            imports.add(self.context, usage);
        }
    }
}

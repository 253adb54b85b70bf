//! For the wire tests: each type of requests with everything that it can hold, built as a user builds it.
//!
//! Takes the API; gives a table of constructors and setters alone, each of which is given what a test has for the member.
//! Invariant: no value is in the table, so what is compared with the description comes from the description.

use syn::parse_quote;

use super::samples::FURTHER;
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
    let mut lines = Vec::new();
    for (id, name) in context.names.sorted_types() {
        let def = &context.api.types[id];
        if let (Shape::Struct(object), true) = (&def.shape, def.direction.request) {
            let row = Row {
                context,
                id,
                object,
            };
            imports.ty(&name.to_string());
            for usage in row
                .fields()
                .map(|field| &field.usage)
                .chain(object.rest.as_deref())
            {
                imports.add(context, usage);
            }
            let (name, at) = (name.to_string(), def.at().as_str());
            lines.push(format!("{name:?} at {at:?} => |of|"));
            lines.extend(row.lines());
        }
    }
    for import in imports.for_tests() {
        file.push(import);
    }
    let import: syn::Item = parse_quote! { use crate::calls::built; };
    file.push(import);
    file.push(Piece::Macro("built".to_owned(), lines));
    file
}

/// A type that is built.
struct Row<'a> {
    context: Context<'a>,
    id: TypeId,
    object: &'a Struct,
}

impl<'a> Row<'a> {
    /// The members that a client may give.
    fn fields(&self) -> impl Iterator<Item = &'a Field> {
        let fields = self.object.fields.iter();
        fields.filter(|field| field.is_argument() || !field.usage.read_only)
    }

    /// The lines of the value.
    fn lines(&self) -> Vec<String> {
        let name = self.context.names.ty(self.id);
        let mut lines = vec![format!("types::{name}::new({})", self.arguments())];
        let fields = self
            .object
            .fields
            .iter()
            .zip(self.context.names.fields(self.id));
        let optional = fields.filter(|(one, _)| !one.is_argument() && !one.usage.read_only);
        lines.extend(optional.map(|(field, name)| format!(".{name}({})", self.member(field))));
        lines.extend(self.object.rest.iter().map(|rest| {
            let ty = self.context.nullable_ty(rest, Scope::Api);
            format!(".member({FURTHER:?}, of.member::<{ty}>({FURTHER:?}))")
        }));
        let last = lines.len() - 1;
        lines[last].push(';');
        let indented = lines.into_iter().enumerate();
        indented
            .map(|(index, line)| format!("{}{line}", " ".repeat(if index == 0 { 4 } else { 8 })))
            .collect()
    }

    /// What the constructor takes.
    fn arguments(&self) -> String {
        let names = self.context.names.fields(self.id);
        if let Some(required) = self.context.names.companion(self.id, Companion::Required) {
            let fields = self.object.arguments().map(|position| {
                let field = &self.object.fields[position];
                let value = self.member(field);
                let value = if field.boxed {
                    format!("Box::new({value})")
                } else {
                    value
                };
                format!("{}: {value}", names[position])
            });
            let fields: Vec<String> = fields.collect();
            return format!("types::{required} {{ {} }}", fields.join(", "));
        }
        let member = |position: &usize| self.member(&self.object.fields[*position]);
        let arguments = self.object.arguments.iter().map(|argument| match argument {
            Argument::Member(position) => member(position),
            Argument::Bundle(position, members) => {
                let bundle = &self.context.api.bundles[*position];
                let values: Vec<String> = members.iter().map(member).collect();
                let name = &bundle.name;
                let members = bundles::members(self.context, bundle);
                let members = members.iter().zip(values);
                let members = members.map(|(member, value)| format!("{}: {value}", member.name));
                let members: Vec<String> = members.collect();
                format!("types::{name} {{ {} }}", members.join(", "))
            }
        });
        let arguments: Vec<String> = arguments.collect();
        arguments.join(", ")
    }

    /// The value of a member.
    fn member(&self, field: &Field) -> String {
        let ty = self.context.ty(&field.usage, Scope::Api);
        format!("of.member::<{ty}>({:?})", field.wire)
    }
}

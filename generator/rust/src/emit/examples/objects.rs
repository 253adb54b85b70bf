//! Objects and unions in examples: what a constructor needs, and the members that people set.
//!
//! Takes a type; gives the code that makes a value of it. Invariant: what the words say is shown is set, however deep the
//! object is; of others only what a call sends is given something to hold.

use super::code::Code;
use super::values::Maker;
use crate::emit::{Context, unions};
use crate::names::Ident;
use model::ir::{Argument, Field, Shape, Struct, Type, TypeId, Union, Usage, Variant};
use model::words::own;

/// So many optional members show how a value is made that requires none.
const MOST_SETTERS: usize = 4;

impl Maker<'_> {
    pub(super) fn structure(&mut self, id: TypeId, object: &Struct) -> Option<Code> {
        let mut built = self.constructed(id, object)?;
        let telling = self.telling(object);
        let members = object.fields.iter().zip(self.context.names.fields(id));
        let methods = self.context.names.methods(id);
        for (position, (field, setter)) in members.enumerate() {
            if !telling.contains(&field.wire) {
                continue;
            }
            let hashing = methods.get(position).and_then(|one| one.hash.as_ref());
            let (setter, value) = match (hashing, self.plain(id, &field.wire)) {
                (Some(setter), Some(plain)) => (setter, Code::text(format!("{plain:?}"))),
                _ => (setter, self.member(id, field, true)?),
            };
            built = built.then_list(format!(".{setter}("), value, ")");
        }
        Some(built)
    }

    /// The value of a member: the one that was chosen for it in this type, or in all.
    fn member(&mut self, id: TypeId, field: &Field, converts: bool) -> Option<Code> {
        let own = own(id, &field.wire);
        let is_chosen = self.context.api.examples.contains_key(&own);
        let wire = if is_chosen { &own } else { &field.wire };
        self.made(wire, &field.usage, converts)
    }

    /// The value that was chosen for a member of this type alone.
    fn plain(&self, id: TypeId, wire: &str) -> Option<&String> {
        self.context.api.examples.get(&own(id, wire))
    }

    /// The value with what the API requires.
    fn constructed(&mut self, id: TypeId, object: &Struct) -> Option<Code> {
        let name = self.context.names.ty(id);
        if object.by_name {
            let fields = self.context.names.fields(id);
            let values = object.arguments().map(|position| {
                let field = &object.fields[position];
                let value = self.member(id, field, false)?;
                let value = if field.boxed {
                    value.inside("Box::new(", ")")
                } else {
                    value
                };
                Some(value.behind(&format!("{}: ", fields[position])))
            });
            let values: Option<Vec<Code>> = values.collect();
            let required = Code::list(format!("types::{}Required {{", name.bare()), values?, "}");
            let new = format!("types::{name}::new(");
            return Some(Code::list(new, vec![required], ")"));
        }
        let arguments = object.arguments.iter().map(|argument| match argument {
            Argument::Member(position) => self.member(id, &object.fields[*position], true),
            Argument::Bundle(position, _) => {
                let bundle = &self.context.api.bundles[*position];
                Some(self.bundle(bundle))
            }
        });
        let arguments: Option<Vec<Code>> = arguments.collect();
        Some(Code::list(format!("types::{name}::new("), arguments?, ")"))
    }

    /// The members that the example sets although a value can be made without them.
    fn telling(&self, object: &Struct) -> Vec<String> {
        let is_set = |field: &&Field| !field.is_argument() && !field.usage.read_only;
        let optional = || object.fields.iter().filter(is_set);
        let wires = |fields: Vec<&Field>| fields.into_iter().map(|one| one.wire.clone()).collect();
        let shown: Vec<&Field> = optional().filter(|field| field.shown).collect();
        if !shown.is_empty() || !object.arguments.is_empty() || self.depth > 1 {
            return wires(shown);
        }
        // A body with nothing in it teaches nothing.
        let simple = || optional().filter(|field| is_simple(self.context, field));
        let known = simple().filter(|field| self.ours(&field.wire).is_some());
        let known: Vec<&Field> = known.take(MOST_SETTERS).collect();
        if known.is_empty() {
            wires(simple().take(1).collect())
        } else {
            wires(known)
        }
    }

    /// The alternative of the tag that was chosen, or else the first that can be made; by itself where anything that
    /// converts will do.
    pub(super) fn alternative(
        &mut self,
        (id, union): (TypeId, &Union),
        wire: &str,
        converts: bool,
    ) -> Option<Code> {
        let tag = union.tag.as_ref().and_then(|tag| self.ours(tag));
        let variants = union.variants.iter().zip(self.context.names.variants(id));
        let variants = variants.filter(|(variant, _)| !variant.usage.nullable);
        let mut variants: Vec<_> = variants.collect();
        variants.sort_by_key(|(variant, _)| !tag.is_some_and(|tag| variant.tags.contains(tag)));
        for (variant, ident) in variants {
            let usage = &variant.usage;
            if converts && is_text(self.context, usage) && unions::takes_text(self.context, id) {
                return self.made(wire, usage, true);
            }
            let inner = usage.named().filter(|_| converts);
            if inner.is_some_and(|inner| unions::converts_through(self.context, id, inner))
                && let Some(value) = self.made(&variant.word, usage, true)
            {
                return Some(value);
            }
            if let Some(value) = self.made(&variant.word, usage, false) {
                return Some(self.inside((id, ident), variant, value, converts));
            }
        }
        None
    }

    /// What an alternative holds as a value of the union.
    fn inside(
        &self,
        (id, ident): (TypeId, &Ident),
        variant: &Variant,
        value: Code,
        converts: bool,
    ) -> Code {
        let name = self.context.names.ty(id);
        let is_boxed = matches!(variant.usage.ty, Type::Named(_));
        if is_boxed && unions::converts_from(self.context, id, variant) {
            return if converts {
                value
            } else {
                value.inside(&format!("types::{name}::from("), ")")
            };
        }
        let value = if is_boxed {
            value.inside("Box::new(", ")")
        } else {
            value
        };
        Code::list(format!("types::{name}::{ident}("), vec![value], ")")
    }
}

/// Whether the value is free text or an id.
fn is_text(context: Context<'_>, usage: &Usage) -> bool {
    match usage.ty {
        Type::String => true,
        Type::Named(id) => matches!(context.api.types[id].shape, Shape::Id),
        _ => false,
    }
}

/// Whether a setter takes one text, number or flag.
fn is_simple(context: Context<'_>, field: &Field) -> bool {
    let is_text = matches!(field.usage.ty, Type::String | Type::Boolean | Type::Integer);
    let is_named = matches!(field.usage.named(), Some(id) if matches!(context.api.types[id].shape, Shape::Enum(_) | Shape::Id));
    (is_text || is_named) && !field.usage.read_only && !field.boxed
}

//! Types as Rust text, and what a file must import for them.

use std::collections::BTreeSet;

use super::Context;
use crate::layout::{Piece, RustFile};
use model::ir::{Field, Shape, Type, TypeId, Usage};

/// Where a type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Inside `types`, where names are imported one by one.
    Types,
    /// Elsewhere, where they are reached through `types::`.
    Api,
}

impl Context<'_> {
    /// The Rust type of a usage, leaving its own nullability to the caller.
    pub(super) fn ty(&self, usage: &Usage, scope: Scope) -> String {
        let inner = |usage: &Usage| self.nullable_ty(usage, scope);
        match &usage.ty {
            Type::Boolean => "bool".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::Timestamp | Type::UnixTime(_) => "Timestamp".to_owned(),
            Type::MicroAmount { .. } => "MicroAmount".to_owned(),
            Type::Secret => "Secret".to_owned(),
            Type::Hashed => "Hashed".to_owned(),
            Type::Any => "Value".to_owned(),
            Type::List(item) => format!("Vec<{}>", inner(item)),
            Type::Map(None, value) => format!("BTreeMap<String, {}>", inner(value)),
            Type::Map(Some(key), value) => {
                format!("BTreeMap<{}, {}>", self.named(*key, scope), inner(value))
            }
            Type::Page(item) => format!("Page<{}>", inner(item)),
            Type::OneOrMany(item) => format!("OneOrMany<{}>", inner(item)),
            Type::Named(id) => self.named(*id, scope),
        }
    }

    /// The Rust type of a usage, with `Option` if null is a value.
    pub(super) fn nullable_ty(&self, usage: &Usage, scope: Scope) -> String {
        let ty = self.ty(usage, scope);
        if usage.nullable {
            format!("Option<{ty}>")
        } else {
            ty
        }
    }

    /// The Rust type of a field.
    pub(super) fn field_ty(&self, field: &Field) -> String {
        let mut ty = self.ty(&field.usage, Scope::Types);
        if field.boxed {
            ty = format!("Box<{ty}>");
        }
        if field.patch {
            format!("Patch<{ty}>")
        } else if field.list || field.is_argument() {
            ty
        } else {
            format!("Option<{ty}>")
        }
    }

    /// The name of a type as it is written at a place.
    pub(super) fn named(&self, id: TypeId, scope: Scope) -> String {
        let name = self.names.ty(id);
        match scope {
            Scope::Types => name.to_string(),
            Scope::Api => format!("types::{name}"),
        }
    }

    /// Whether the value is one of several, which a constructor takes as it is: text in its place could be swapped.
    pub(super) fn is_enum(&self, usage: &Usage) -> bool {
        let of = |id: TypeId| matches!(self.api.types[id].shape, Shape::Enum(_));
        usage.named().is_some_and(of)
    }
}

/// Whether a value of the type is made from others, so that a setter should take anything that converts to it.
pub(super) fn converts(usage: &Usage) -> bool {
    matches!(
        usage.ty,
        // A number, so that a whole one is taken too.
        Type::String
            | Type::Secret
            | Type::Number
            | Type::Timestamp
            | Type::UnixTime(_)
            | Type::Named(_)
    )
}

/// What a file imports.
#[derive(Default)]
pub(super) struct Imports {
    runtime: BTreeSet<String>,
    types: BTreeSet<String>,
    map: bool,
    json: bool,
}

impl Imports {
    /// Adds what a usage mentions.
    pub(super) fn add(&mut self, context: Context<'_>, usage: &Usage) {
        match &usage.ty {
            Type::Date => self.runtime("Date"),
            Type::Timestamp | Type::UnixTime(_) => self.runtime("Timestamp"),
            Type::MicroAmount { .. } => self.runtime("MicroAmount"),
            Type::Secret => self.runtime("Secret"),
            Type::Hashed => self.runtime("Hashed"),
            Type::Page(_) => self.runtime("Page"),
            Type::OneOrMany(_) => self.runtime("OneOrMany"),
            Type::Any => self.json = true,
            Type::Map(key, _) => {
                self.map = true;
                self.types
                    .extend(key.map(|id| context.names.ty(id).to_string()));
            }
            Type::Named(id) => drop(self.types.insert(context.names.ty(*id).to_string())),
            _ => {}
        }
        if let Some(inner) = usage.ty.inner() {
            self.add(context, inner);
        }
    }

    /// Adds a name of the runtime.
    pub(super) fn runtime(&mut self, name: &str) {
        self.runtime.insert(name.to_owned());
    }

    /// Adds the macros of the runtime that a file calls, but for those that are called by their whole path.
    fn macros(&mut self, file: &RustFile) {
        for piece in &file.pieces {
            if let Piece::Macro(name, _) | Piece::Gated(_, name, _) = piece
                && !name.contains("::")
            {
                self.runtime(name);
            }
        }
    }

    /// Adds a type that is not of the description.
    pub(super) fn ty(&mut self, name: &str) {
        self.types.insert(name.to_owned());
    }

    /// Puts its `use` items before the items of a file in `types` that declares `own` itself.
    pub(super) fn into_types(mut self, own: &BTreeSet<String>, file: RustFile) -> RustFile {
        self.types.retain(|name| !own.contains(name));
        self.macros(&file);
        let mut lines = self.shared();
        let types: Vec<String> = self.types.into_iter().collect();
        if !types.is_empty() {
            lines.push(format!("use super::{};", braced(&types)));
        }
        file.after(parsed(&lines))
    }

    /// Puts its `use` items before the items of a file outside `types`.
    pub(super) fn into_api(mut self, file: RustFile) -> RustFile {
        self.macros(&file);
        let mut lines = self.shared();
        let types = !self.types.is_empty();
        lines.push("use crate::Client;".to_owned());
        if types {
            // What the group takes and gives, which its own code goes by too.
            lines.insert(0, "pub mod types;".to_owned());
        }
        file.after(parsed(&lines))
    }

    /// The `use` items of a file of the wire tests.
    pub(super) fn for_tests(mut self) -> Vec<syn::Item> {
        self.runtime.remove("ListStyle");
        let types = !self.types.is_empty();
        let mut names: Vec<String> = self.runtime.into_iter().collect();
        names.extend(self.json.then(|| "Value".to_owned()));
        names.extend(types.then(|| "types".to_owned()));
        let mut lines = Vec::new();
        if self.map {
            lines.push("use std::collections::BTreeMap;".to_owned());
        }
        if !names.is_empty() {
            lines.push(format!("use pinterest_v5::{};", braced(&names)));
        }
        parsed(&lines)
    }

    fn shared(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.map {
            lines.push("use std::collections::BTreeMap;".to_owned());
        }
        let runtime: Vec<String> = self.runtime.iter().cloned().collect();
        if !runtime.is_empty() {
            lines.push(format!("use pinterest_v5_runtime::{};", braced(&runtime)));
        }
        if self.json {
            lines.push("use serde_json::Value;".to_owned());
        }
        lines
    }
}

fn braced(names: &[String]) -> String {
    match names {
        [only] => only.clone(),
        many => format!("{{{}}}", many.join(", ")),
    }
}

fn parsed(lines: &[String]) -> Vec<syn::Item> {
    lines
        .iter()
        .filter_map(|line| syn::parse_str(line).ok())
        .collect()
}

/// A type's text as tokens.
pub(super) fn tokens(ty: &str) -> proc_macro2::TokenStream {
    ty.parse().unwrap_or_default()
}

//! The `types` module: its files, each with a type and what only it uses, and the index.

use std::collections::{BTreeMap, BTreeSet};

use quote::{format_ident, quote};
use syn::parse_quote;

use super::module::Module;
use super::{Context, File, bundles, docs, enums, features, file, structs, unions};
use crate::layout::RustFile;
use crate::names::{Companion, IDS, Ident, own_module};
use model::ir::{Shape, TypeId};

/// Every file of the module.
pub(super) fn files(context: Context<'_>) -> Vec<File<'_>> {
    let path = |module: &Ident| format!("src/types/{}.rs", module.bare());
    let types = context.names.modules().map(|(name, ids)| {
        let text = move || types_of(context, name, ids).text();
        file(path(name), text)
    });
    let bundles = context.api.bundles.iter().map(|bundle| {
        let text = move || bundles::file(context, bundle).text();
        file(path(&own_module(&bundle.name)), text)
    });
    let index = file("src/types/mod.rs", move || index(context).text());
    types.chain(bundles).chain([index]).collect()
}

/// The file of a type and of what only that uses.
fn types_of(context: Context<'_>, name: &Ident, ids: &[TypeId]) -> RustFile {
    let own = ids.iter().map(|id| context.names.ty(*id).to_string());
    let mut module = Module::declaring(own.collect());
    module.file.docs = module_docs(context, name, ids);
    for id in ids {
        match &context.api.types[*id].shape {
            Shape::Struct(object) => structs::add(context, *id, object, &mut module),
            Shape::Enum(values) => enums::add(context, *id, values, &mut module),
            Shape::Union(union) => unions::add(context, *id, union, &mut module),
            Shape::Id => enums::add_id(context, *id, &mut module),
        }
    }
    module.finish()
}

/// What a file without a type of its own name holds.
fn module_docs(context: Context<'_>, name: &Ident, ids: &[TypeId]) -> Vec<String> {
    let is_own = |id: &TypeId| own_module(context.names.ty(*id).bare()) == *name;
    let tags = ids.first().map(|id| &context.api.types[*id].tags);
    match tags.and_then(BTreeSet::first) {
        _ if ids.iter().any(is_own) => Vec::new(),
        _ if name.bare() == IDS => vec!["The identifiers.".to_owned()],
        Some(tag) => {
            let group = docs::code(context.names.group(*tag).module.bare());
            vec![format!("What only the operations of {group} take or give.")]
        }
        None => Vec::new(),
    }
}

/// The index: every type, under the features whose operations reach it.
fn index(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "Every type that the API sends or answers with. Each file has a type and what only that uses.".to_owned(),
    ]);
    // Whoever names a type of the API names these beside it.
    let values: syn::Item = parse_quote! {
        #[doc(no_inline)]
        pub use pinterest_v5_runtime::{Date, Hashed, MicroAmount, Patch, Secret, Timestamp};
    };
    file.push(values);
    let exports = exports(context);
    let mut modules: BTreeMap<&Ident, BTreeSet<usize>> = BTreeMap::new();
    for export in &exports {
        modules
            .entry(&export.module)
            .or_default()
            .extend(&export.tags);
    }
    for (module, tags) in modules {
        let cfg = features::cfg_with_badge(context, &tags);
        let item: syn::Item = parse_quote! { #cfg mod #module; };
        file.push(item);
    }
    for Export {
        module,
        names,
        tags,
    } in &exports
    {
        let cfg = features::cfg_with_badge(context, tags);
        let names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
        let names = match names.as_slice() {
            [only] => quote! { #only },
            many => quote! { {#(#many),*} },
        };
        let item: syn::Item = parse_quote! { #cfg pub use #module::#names; };
        file.push(item);
    }
    file
}

/// A line that exports types of a module, under the features of these tags.
struct Export {
    module: Ident,
    names: BTreeSet<String>,
    tags: BTreeSet<usize>,
}

/// The lines in the order of rustfmt. The features of identifiers differ, so each has a line.
fn exports(context: Context<'_>) -> Vec<Export> {
    let types = context.names.modules().flat_map(|(module, ids)| {
        let at_once = if module.bare() == IDS { 1 } else { ids.len() };
        ids.chunks(at_once.max(1)).map(|ids| Export {
            module: module.clone(),
            names: ids.iter().flat_map(|id| exported(context, *id)).collect(),
            tags: context.api.types[ids[0]].tags.clone(),
        })
    });
    let bundles = context.api.bundles.iter().map(|bundle| Export {
        module: own_module(&bundle.name),
        names: BTreeSet::from([bundle.name.clone()]),
        tags: bundle.tags.clone(),
    });
    let mut exports: Vec<Export> = types.chain(bundles).collect();
    exports.sort_by(|one, other| (&one.module, &one.names).cmp(&(&other.module, &other.names)));
    exports
}

/// The names that the items of a type have.
pub(super) fn exported(context: Context<'_>, id: TypeId) -> Vec<String> {
    let name = context.names.ty(id);
    let required = context.names.companion(id, Companion::Required);
    let names = required.into_iter().chain([name]);
    names.map(ToString::to_string).collect()
}

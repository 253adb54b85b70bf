//! What a union is made from, and how one looks into it.
//!
//! Takes a union; gives the sections of its macro. Invariant: a conversion is there only if one variant alone can be meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::Context;
use crate::emit::ty::{Imports, Scope, converts};
use model::ir::{Enum, Shape, Type, TypeId, Union, Usage, Variant};

/// A type that a union is made from.
struct Source {
    ty: String,
    usage: Usage,
    /// The variant that takes it, and the type on the way if that is not its payload.
    variant: usize,
    through: Option<String>,
    depth: usize,
    is_payload: bool,
}

/// The accessors of the variants, and the conversions into the union.
pub(super) fn sections(context: Context<'_>, id: TypeId, union: &Union) -> Vec<String> {
    let variants = union.variants.iter().zip(context.names.variants(id));
    let access = variants.map(|(variant, name)| {
        let ty = context.nullable_ty(&variant.usage, Scope::Types);
        let held = super::held(context, variant);
        let words = held.lines().take_while(|line| !line.is_empty());
        let mut words = words.collect::<Vec<_>>().join(" ");
        words.extend(super::selected(union, variant).map(|selected| format!(" {selected}")));
        if variant.usage.nullable {
            words.push_str(" `Some(None)` is null, which only a caller can set.");
        }
        format!("    {:?} as_{} {name}({ty}),", words, name.snake_words())
    });
    let names = context.names.variants(id);
    let (lists, clear) = parted(clear(context, id));
    let from = clear.into_iter().map(|source| {
        let through = source.through.map(|inner| format!(" through {inner}"));
        let through = through.unwrap_or_default();
        format!("    {}({}){through},", names[source.variant], source.ty)
    });
    let lists = lists.into_iter().filter_map(|source| {
        let item = context.ty(source.usage.ty.inner()?, Scope::Types);
        Some(format!("    {}({item}),", names[source.variant]))
    });
    let mut lines = section("variants", access.collect());
    lines.extend(section("from", from.collect()));
    lines.extend(section("lists", lists.collect()));
    lines
}

/// The list that the union is made from, if it is one alone and takes what converts to its items; and all others.
fn parted(sources: Vec<Source>) -> (Vec<Source>, Vec<Source>) {
    let is_list = |source: &Source| matches!(source.usage.ty, Type::List(_));
    let is_open = |source: &Source| match &source.usage.ty {
        Type::List(item) => converts(item) && !item.nullable && source.depth == 1,
        _ => false,
    };
    let alone = sources.iter().filter(|one| is_list(one)).count() == 1;
    sources
        .into_iter()
        .partition(|source| alone && is_open(source))
}

/// Says which types the union is not made from, and why.
pub(super) fn docs(context: Context<'_>, id: TypeId) -> Vec<String> {
    let unclear = by_type(context, id)
        .into_iter()
        .filter_map(|(ty, sources)| {
            let names = context.names.variants(id);
            let names: BTreeSet<String> = sources
                .iter()
                .map(|one| format!("`{}`", names[one.variant]))
                .collect();
            (names.len() > 1).then(|| {
                let all = names.into_iter().collect::<Vec<_>>().join(", ");
                format!("There is no `From<{ty}>`: which of {all} is meant, it would not say.")
            })
        });
    unclear.flat_map(|line| [String::new(), line]).collect()
}

/// Whether the union is made from what an alternative holds.
pub(in crate::emit) fn converts_from(context: Context<'_>, id: TypeId, variant: &Variant) -> bool {
    let own = payload(context, &variant.usage);
    clear(context, id).iter().any(|source| source.ty == own)
}

/// Whether the union is made from all that another union in it is made from.
pub(in crate::emit) fn converts_through(context: Context<'_>, id: TypeId, inner: TypeId) -> bool {
    match &context.api.types[inner].shape {
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            variants.all(|variant| converts_from(context, id, variant))
        }
        _ => false,
    }
}

/// Whether the union is made from any text.
pub(in crate::emit) fn takes_text(context: Context<'_>, id: TypeId) -> bool {
    clear(context, id).iter().any(|source| source.ty == "&str")
}

/// Adds the types that the conversions mention.
pub(super) fn import(context: Context<'_>, id: TypeId, imports: &mut Imports) {
    for source in clear(context, id) {
        imports.add(context, &source.usage);
    }
}

fn section(name: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    [vec![format!("{name} {{")], lines, vec!["}".to_owned()]].concat()
}

/// What only one variant can be made from.
fn clear(context: Context<'_>, id: TypeId) -> Vec<Source> {
    let sources = by_type(context, id).into_values();
    let mut clear: Vec<Source> = sources
        .filter(|sources| sources.len() == 1)
        .flatten()
        .collect();
    clear.sort_by_key(|source| (source.depth, source.variant));
    clear
}

/// The variants by the types that they are made from; of those with a type in common the nearest.
fn by_type(context: Context<'_>, id: TypeId) -> BTreeMap<String, Vec<Source>> {
    let mut sources = Vec::new();
    collect(context, id, &mut vec![id], None, &mut sources);
    let texts = texts(context, &sources);
    let mut by_type: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for source in sources.into_iter().chain(texts) {
        by_type.entry(source.ty.clone()).or_default().push(source);
    }
    by_type.remove(&context.names.ty(id).to_string());
    for sources in by_type.values_mut() {
        if sources.iter().any(|source| source.is_payload) {
            sources.retain(|source| source.is_payload);
        }
        let nearest = sources.iter().map(|source| source.depth).min();
        sources.retain(|source| Some(source.depth) == nearest);
    }
    by_type
}

/// The payloads of the union, and those of unions in it.
fn collect(
    context: Context<'_>,
    id: TypeId,
    path: &mut Vec<TypeId>,
    outer: Option<(usize, &str)>,
    sources: &mut Vec<Source>,
) {
    let Shape::Union(union) = &context.api.types[id].shape else {
        return;
    };
    for (position, variant) in union.variants.iter().enumerate() {
        let ty = payload(context, &variant.usage);
        sources.push(Source {
            ty: ty.clone(),
            usage: variant.usage.clone(),
            variant: outer.map_or(position, |(variant, _)| variant),
            through: outer.map(|(_, inner)| inner.to_owned()),
            depth: path.len(),
            is_payload: true,
        });
        if let Type::Named(inner) = variant.usage.ty
            && !path.contains(&inner)
        {
            path.push(inner);
            collect(
                context,
                inner,
                path,
                Some(outer.unwrap_or((position, &ty))),
                sources,
            );
            path.pop();
        }
    }
}

/// A payload that may be null is made from what it is without null, unless it is boxed with its null.
fn payload(context: Context<'_>, usage: &Usage) -> String {
    match usage.ty {
        Type::Named(_) => context.nullable_ty(usage, Scope::Types),
        _ => context.ty(usage, Scope::Types),
    }
}

/// The texts that those of the payloads are made from that are text on the wire. Free text goes before the others.
fn texts(context: Context<'_>, sources: &[Source]) -> Vec<Source> {
    let is_free = |source: &Source| source.usage.ty == Type::String;
    let is_text = |source: &Source| match source.usage.ty {
        Type::Named(id) => matches!(
            context.api.types[id].shape,
            Shape::Enum(Enum::Text(_)) | Shape::Id
        ),
        _ => false,
    };
    let free = sources.iter().any(is_free);
    let chosen = |source: &&Source| {
        if free {
            is_free(source)
        } else {
            is_text(source)
        }
    };
    let texts = sources.iter().filter(chosen).flat_map(|source| {
        let borrowed = borrowed(context, source);
        let kinds = ["&str", "String"].map(str::to_owned);
        kinds.into_iter().chain(borrowed).map(|ty| Source {
            ty,
            usage: Usage {
                ty: Type::String,
                ..source.usage.clone()
            },
            variant: source.variant,
            through: Some(source.through.clone().unwrap_or_else(|| source.ty.clone())),
            depth: source.depth,
            is_payload: false,
        })
    });
    texts.collect()
}

/// What else the payload is made from: references, as whoever has a list of ids passes them on.
fn borrowed(context: Context<'_>, source: &Source) -> Vec<String> {
    let is_id = |id: TypeId| matches!(context.api.types[id].shape, Shape::Id);
    match source.usage.ty {
        Type::Named(id) if is_id(id) => vec!["&String".to_owned(), format!("&{}", source.ty)],
        Type::Named(_) => Vec::new(),
        _ => vec!["&String".to_owned()],
    }
}

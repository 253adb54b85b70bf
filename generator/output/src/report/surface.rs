//! The public surface of emitted files, read back from their text: what a user of the crate can name.

use quote::ToTokens;
use syn::{Fields, ImplItem, Item, ReturnType, Visibility};

use rust::emit::macros::{Adds, adds};

/// One sorted line per public symbol of the files; those of `types` say so.
pub(super) fn surface(texts: &[&str], types: &[&str]) -> String {
    let mut lines: Vec<String> = texts.iter().copied().flat_map(symbols).collect();
    let types = types.iter().copied().flat_map(symbols);
    lines.extend(types.map(|line| format!("types::{line}")));
    lines.sort();
    lines.into_iter().map(|line| line + "\n").collect()
}

/// One line per public symbol of a file, in the file's order.
#[must_use]
pub fn symbols(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in syn::parse_file(text).iter().flat_map(|file| &file.items) {
        add_item(item, &mut lines);
    }
    lines
}

fn add_item(item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(one) if is_public(&one.vis) => {
            lines.push(format!("{}", one.ident));
            if let Fields::Named(fields) = &one.fields {
                for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                    let name = field
                        .ident
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    lines.push(format!("{}.{name}: {}", one.ident, compact(&field.ty)));
                }
            }
        }
        Item::Enum(one) if is_public(&one.vis) => {
            lines.push(format!("{}", one.ident));
            for variant in &one.variants {
                lines.push(format!(
                    "{}::{}",
                    one.ident,
                    compact(&variant_head(variant))
                ));
            }
        }
        Item::Impl(one) if one.trait_.is_none() => {
            let owner = compact(&one.self_ty).replace("<'_>", "");
            for member in &one.items {
                add_member(&owner, member, lines);
            }
        }
        Item::Macro(one) => add_call(one, lines),
        _ => {}
    }
}

fn add_member(owner: &str, member: &ImplItem, lines: &mut Vec<String>) {
    match member {
        ImplItem::Fn(one) if is_public(&one.vis) => {
            let inputs: Vec<String> = one.sig.inputs.iter().map(compact).collect();
            let output = match &one.sig.output {
                ReturnType::Default => String::new(),
                ReturnType::Type(_, ty) => format!(" -> {}", compact(ty)),
            };
            lines.push(format!(
                "{owner}::{}({}){output}",
                one.sig.ident,
                inputs.join(", ")
            ));
        }
        _ => {}
    }
}

/// What a request answers with and the facts of its operation are in macro calls, and so are the methods that views and
/// streams add.
fn add_call(one: &syn::ItemMacro, lines: &mut Vec<String>) {
    let name = one
        .mac
        .path
        .segments
        .last()
        .map(|last| last.ident.to_string());
    let tokens = compact(&one.mac.tokens);
    let name = name.unwrap_or_default();
    match adds(&name) {
        Some(Adds::Answer) => lines.push(tokens),
        Some(Adds::View) => lines.push(format!("{tokens} ({name})")),
        Some(Adds::Facts) => {
            let facts = tokens.split_once(" {").map(|(request, facts)| {
                let facts = facts.strip_suffix('}').unwrap_or(facts).trim();
                format!("{request}::OPERATION = {}", facts.trim_end_matches(','))
            });
            lines.extend(facts);
        }
        Some(Adds::Serde) | None => {}
    }
}

fn variant_head(variant: &syn::Variant) -> proc_macro2::TokenStream {
    let (name, fields) = (&variant.ident, &variant.fields);
    quote::quote! { #name #fields }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens as text with the spaces that a reader expects.
fn compact(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" : ", ": "),
        (" . ", "."),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        ("&' ", "&'"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

//! Counts: what the emitted code itself shows.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, ImplItem, Item, Visibility};

/// The macros that give an enum its traits.
const ENUMS: [&str; 2] = ["string_enum", "integer_enum"];
/// The macros that give a union its traits.
const UNIONS: [&str; 2] = ["tagged_union", "untagged_union"];

/// What was read of the emitted files.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// Functions that take the same twice in a row.
    neighbours: Vec<String>,
    /// The types that are enums, each with the payload of its variants, in boxes or not.
    enums: BTreeMap<String, Vec<String>>,
    /// What the macros give their traits.
    with_traits: BTreeSet<String>,
    /// The unions, each with what it is made from.
    made_from: BTreeMap<String, BTreeSet<String>>,
}

impl Code {
    pub(super) fn read(files: &BTreeMap<String, String>) -> Self {
        let mut code = Self::default();
        let rust = files.iter().filter(|(path, _)| path.starts_with("src/"));
        for (_, text) in rust {
            for item in syn::parse_file(text).iter().flat_map(|file| &file.items) {
                code.add(item);
            }
        }
        code
    }

    pub(super) fn neighbours(&self) -> Vec<String> {
        self.neighbours.clone()
    }

    pub(super) fn bare_enums(&self) -> Vec<String> {
        let names = self.enums.keys();
        let bare = names.filter(|name| {
            !self.with_traits.contains(*name) && !self.made_from.contains_key(*name)
        });
        bare.cloned().collect()
    }

    /// Payloads of unions inside unions that the outer one has no `From` for.
    pub(super) fn far_payloads(&self) -> Vec<String> {
        let mut far = Vec::new();
        for (outer, made_from) in &self.made_from {
            for payload in self.payloads(outer) {
                let inner = self.payloads(&payload);
                let missing = inner.filter(|deep| !made_from.contains(deep) && deep != outer);
                far.extend(missing.map(|deep| format!("{outer} from {deep} by way of {payload}")));
            }
        }
        far
    }

    /// The payloads of a union at any depth.
    fn payloads(&self, union: &str) -> impl Iterator<Item = String> {
        let mut all = BTreeSet::new();
        let mut open = vec![union.to_owned()];
        while let Some(one) = open.pop() {
            if self.made_from.contains_key(&one) {
                for payload in self.enums.get(&one).into_iter().flatten() {
                    if all.insert(payload.clone()) {
                        open.push(payload.clone());
                    }
                }
            }
        }
        all.into_iter()
    }

    fn add(&mut self, item: &Item) {
        match item {
            Item::Enum(one) if matches!(one.vis, Visibility::Public(_)) => {
                let known = one
                    .variants
                    .iter()
                    .filter(|one| one.ident != "Unrecognized");
                let payloads = known.flat_map(|one| &one.fields);
                let payloads = payloads.map(|field| unboxed(&text(&field.ty)));
                self.enums.insert(one.ident.to_string(), payloads.collect());
            }
            Item::Impl(one) if one.trait_.is_none() => {
                let owner = text(&one.self_ty);
                for member in &one.items {
                    if let ImplItem::Fn(function) = member
                        && matches!(function.vis, Visibility::Public(_))
                    {
                        self.add_function(&owner, &function.sig);
                    }
                }
            }
            Item::Macro(one) => self.add_macro(&one.mac),
            _ => {}
        }
    }

    fn add_function(&mut self, owner: &str, signature: &syn::Signature) {
        let arguments: Vec<(String, String)> = signature
            .inputs
            .iter()
            .filter_map(|input| match input {
                FnArg::Typed(one) => Some((text(&one.pat), text(&one.ty))),
                FnArg::Receiver(_) => None,
            })
            .collect();
        for pair in arguments.windows(2) {
            if pair[0].1 == pair[1].1 {
                self.neighbours.push(format!(
                    "{owner}::{}: {} and {}",
                    signature.ident, pair[0].0, pair[1].0
                ));
            }
        }
    }

    fn add_macro(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string());
        let name = name.unwrap_or_default();
        let mut tokens = call.tokens.clone().into_iter();
        if ENUMS.contains(&name.as_str()) {
            self.with_traits
                .extend(tokens.next().map(|name| name.to_string()));
        } else if UNIONS.contains(&name.as_str()) {
            let Some(name) = tokens.nth(1) else { return };
            let made_from = made_from(tokens);
            self.made_from.insert(name.to_string(), made_from);
        }
    }
}

/// What is in parentheses behind `from`.
fn made_from(tokens: impl Iterator<Item = TokenTree>) -> BTreeSet<String> {
    let mut behind = tokens
        .skip_while(|token| token.to_string() != "from")
        .skip(1);
    let Some(TokenTree::Group(group)) = behind.next() else {
        return BTreeSet::new();
    };
    let groups = group.stream().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(plain(&group.stream())),
        _ => None,
    });
    groups.collect()
}

fn unboxed(ty: &str) -> String {
    let inside = ty.strip_prefix("Box<").and_then(|ty| ty.strip_suffix('>'));
    inside.unwrap_or(ty).to_owned()
}

fn text(tokens: &impl ToTokens) -> String {
    plain(&tokens.to_token_stream())
}

fn plain(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}

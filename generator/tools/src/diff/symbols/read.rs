//! Reading: the items of an emitted file to symbols.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Fields, Item, Visibility};

use super::Symbols;
use super::signature::{arguments, nameless};
use output::report::symbols as lines;
use rust::emit::macros::{Adds, adds};

impl Symbols {
    pub(super) fn add_file(&mut self, module: &str, text: &str) {
        for line in lines(text) {
            self.add_line(module, &line);
        }
        let items = syn::parse_file(text)
            .map(|file| file.items)
            .unwrap_or_default();
        for item in &items {
            match item {
                Item::Struct(one) => {
                    let name = format!("{module}{}", one.ident);
                    self.add_derives(&name, &one.attrs);
                    if is_literal(one) {
                        self.literal.insert(name);
                    }
                }
                Item::Enum(one) => self.add_derives(&format!("{module}{}", one.ident), &one.attrs),
                Item::Impl(one) => {
                    if let Some((path, _)) = &one.trait_ {
                        let (ty, path) = (plain(&one.self_ty), plain(path));
                        self.add(format!("{module}{ty}: {path}"), String::new());
                    }
                }
                Item::Macro(one) => self.add_macro(module, one),
                _ => {}
            }
        }
    }

    fn add(&mut self, symbol: String, signature: String) {
        self.signatures.insert(symbol, signature);
    }

    fn add_line(&mut self, module: &str, line: &str) {
        // The accessors of groups are in the files of the groups.
        let module = match line {
            _ if line.starts_with("crate::") => "",
            _ if line.starts_with("Client::") => "crate::",
            _ => module,
        };
        if let Some((name, what)) = called(line) {
            self.add_view(module, name, what);
            return;
        }
        if let Some((head, facts)) = line.split_once("::OPERATION = ") {
            self.add(format!("{module}{head}::OPERATION"), facts.to_owned());
            return;
        }
        if let Some((head, answer)) = line.split_once(" => ") {
            self.add(format!("{module}{head} =>"), answer.to_owned());
            return;
        }
        let open = line.find('(').unwrap_or(line.len());
        let colon = line.find(": ").unwrap_or(line.len());
        let end = open.min(colon);
        let symbol = format!("{module}{}", &line[..end]);
        let mut signature = line[end..].trim_start_matches(": ").to_owned();
        if open < colon || line[end..].starts_with('(') {
            let (names, types): (Vec<_>, Vec<_>) = arguments(&signature).into_iter().unzip();
            for (name, ty) in names.iter().zip(types) {
                self.add(format!("{symbol}({name})"), ty);
            }
            self.arguments.insert(symbol.clone(), names);
            signature = nameless(&signature);
        }
        self.add(symbol, signature);
    }

    /// What a macro gives a type beyond its declaration, each kind of macro by itself.
    fn add_view(&mut self, module: &str, name: &str, what: &str) {
        let end = what.find([' ', '{']).unwrap_or(what.len());
        let (ty, rest) = what.split_at(end);
        let rest = rest.trim_start_matches(" =>").trim();
        self.add(format!("{module}{ty} => {name}"), rest.to_owned());
    }

    fn add_derives(&mut self, name: &str, attributes: &[syn::Attribute]) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            if let syn::Meta::List(list) = &attribute.meta {
                for derived in list.tokens.to_string().split(',') {
                    self.add(format!("{name}: {}", derived.trim()), String::new());
                }
            }
        }
    }

    /// The halves of serde, the conversions and the other traits that a macro call gives a type in place of a derive.
    fn add_macro(&mut self, module: &str, call: &syn::ItemMacro) {
        let name = call
            .mac
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string());
        let text = call.mac.tokens.to_string();
        let mut words = text.split_whitespace();
        if let (Some("string_enum"), Some(ty)) = (name.as_deref(), words.clone().next()) {
            self.add(format!("{module}{ty}: Debug"), String::new());
        }
        if name.as_deref().and_then(adds) != Some(Adds::Serde) {
            return;
        }
        let (Some(direction), Some(ty)) = (words.next(), words.next()) else {
            return;
        };
        if direction != "response" {
            self.add(format!("{module}{ty}: Serialize"), String::new());
        }
        if direction != "request" {
            self.add(format!("{module}{ty}: Deserialize"), String::new());
        }
        let mut tokens = call.mac.tokens.clone().into_iter().peekable();
        while let Some(token) = tokens.next() {
            if token.to_string() == "from"
                && let Some(TokenTree::Group(group)) = tokens.peek()
            {
                for conversion in group.stream() {
                    if let TokenTree::Group(payload) = conversion {
                        let payload = plain(&payload.stream());
                        self.add(format!("{module}{ty}: From<{payload}>"), String::new());
                    }
                }
            }
        }
    }
}

/// The macro behind a line of the surface, and what the line says without it.
fn called(line: &str) -> Option<(&str, &str)> {
    let (what, name) = line.strip_suffix(')')?.rsplit_once(" (")?;
    adds(name).map(|_| (name, what))
}

/// The module that a file's items are public in.
pub(super) fn module(path: &str) -> Option<String> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    match path.split_once('/') {
        Some((_, "mod")) => None,
        Some(("api", name)) => Some(format!("{name}::")),
        Some(("types", _)) => Some("types::".to_owned()),
        None if path == "client" => Some("crate::".to_owned()),
        None if path == "oauth" => Some("oauth::".to_owned()),
        _ => None,
    }
}

fn is_literal(one: &syn::ItemStruct) -> bool {
    let closed = one
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("non_exhaustive"));
    let Fields::Named(fields) = &one.fields else {
        return false;
    };
    let mut fields = fields.named.iter();
    !closed && fields.all(|field| matches!(field.vis, Visibility::Public(_)))
}

fn plain(tokens: &impl ToTokens) -> String {
    tokens
        .to_token_stream()
        .to_string()
        .split_whitespace()
        .collect()
}

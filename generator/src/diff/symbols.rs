//! Symbols: everything that a user of an emitted crate can name, each with its signature.
//!
//! Takes the text of the crate's files; gives one entry per symbol, with all Cargo features on. Beyond the lines of the
//! surface snapshots there are the traits that differ from type to type and, for evidence, each argument by itself.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Fields, Item, Visibility};

use super::rules::Class;
use crate::report::symbols as lines;

/// The symbols of a crate.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    signatures: BTreeMap<String, String>,
    /// The names of the arguments of functions, in their order.
    arguments: BTreeMap<String, Vec<String>>,
    /// Structs that code outside of the crate may write as literals.
    literal: BTreeSet<String>,
}

/// A symbol that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// The path of the symbol: `boards::Boards::create`, `types::Board.name`.
    pub symbol: String,
    /// What it is to a caller.
    pub class: Class,
    /// The signature that it had.
    pub before: Option<String>,
    /// The signature that it has.
    pub after: Option<String>,
}

impl Symbols {
    /// The symbols of the files of an emitted crate, by path inside it.
    #[must_use]
    pub fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut symbols = Self::default();
        for (path, text) in files {
            if let Some(module) = module(path) {
                symbols.add_file(&module, text);
            }
        }
        symbols
    }

    /// The number of symbols.
    #[must_use]
    pub fn len(&self) -> usize {
        self.signatures
            .keys()
            .filter(|symbol| !is_argument(symbol))
            .count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.signatures.is_empty()
    }

    /// What changed between two crates, by symbol.
    #[must_use]
    pub fn shifts(&self, new: &Self) -> Vec<Shift> {
        self.all_shifts(new)
            .into_iter()
            .filter(|shift| !is_argument(&shift.symbol))
            .collect()
    }

    /// What changed, arguments too.
    pub(super) fn all_shifts(&self, new: &Self) -> Vec<Shift> {
        let names: BTreeSet<&String> = self
            .signatures
            .keys()
            .chain(new.signatures.keys())
            .collect();
        let shift = |symbol: &String| {
            let (before, after) = (self.signatures.get(symbol), new.signatures.get(symbol));
            let class = match (before, after) {
                (Some(before), Some(after)) if before == after => {
                    return self.meant_otherwise(new, symbol);
                }
                (Some(before), Some(after)) => changed(symbol, before, after),
                (Some(_), None) => Class::Breaking,
                _ => self.added(symbol),
            };
            Some(Shift {
                symbol: symbol.clone(),
                class,
                before: before.cloned(),
                after: after.cloned(),
            })
        };
        names.into_iter().filter_map(shift).collect()
    }

    /// Arguments of the same types that mean something else: nothing that a compiler would see.
    fn meant_otherwise(&self, new: &Self, symbol: &str) -> Option<Shift> {
        let (before, after) = (self.meanings(symbol)?, new.meanings(symbol)?);
        let names = |names: &Vec<String>| Some(format!("({})", names.join(", ")));
        (before != after).then(|| Shift {
            symbol: symbol.to_owned(),
            class: Class::Breaking,
            before: names(&before),
            after: names(&after),
        })
    }

    /// What the arguments of a function are; the names of those in a path mean nothing, their places do.
    fn meanings(&self, symbol: &str) -> Option<Vec<String>> {
        let names = self.arguments.get(symbol)?;
        let request = self.signatures.get(symbol)?.rsplit_once("-> ")?.1;
        let module = symbol.split_once("::").map_or("", |(module, _)| module);
        let operation = self
            .signatures
            .get(&format!("{module}::{request}::OPERATION"));
        let in_path = |name: &&String| {
            let template = format!("{{{name}}}");
            operation.is_some_and(|facts| facts.contains(&template))
        };
        let meaning = |name: &String| match in_path(&name) {
            true => "in the path".to_owned(),
            false => name.clone(),
        };
        Some(names.iter().map(meaning).collect())
    }

    /// A field more in a struct that callers write as a literal, or an argument more, breaks them.
    fn added(&self, symbol: &str) -> Class {
        let owner = root(symbol);
        let literal = symbol.contains('.') && self.literal.contains(owner);
        let argument = is_argument(symbol) && {
            let (function, _) = symbol.split_once('(').unwrap_or((symbol, ""));
            self.signatures.contains_key(function)
        };
        if literal || argument {
            Class::Breaking
        } else {
            Class::Additive
        }
    }

    fn add_file(&mut self, module: &str, text: &str) {
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
        // The accessors of groups stand in the files of the groups.
        let module = if line.starts_with("crate::") {
            ""
        } else {
            module
        };
        if let Some((head, answer)) = line.split_once(" =>") {
            self.add_answer(module, head, answer);
            return;
        }
        if let Some((head, facts)) = line.split_once("::OPERATION = ") {
            self.add(format!("{module}{head}::OPERATION"), facts.to_owned());
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

    /// What a macro call says: what a request answers with, or a view of it.
    fn add_answer(&mut self, module: &str, head: &str, answer: &str) {
        const KINDS: [&str; 5] = ["pages", "bulk", "bulk_call", "row", "checked_call"];
        let kind = KINDS
            .into_iter()
            .find(|kind| answer.ends_with(&format!(" ({kind})")));
        let end = kind.map_or(answer.len(), |kind| answer.len() - kind.len() - 3);
        let answer = answer[..end].trim().to_owned();
        match kind {
            // Checks are a setter more.
            Some("checked_call") => {
                self.add(format!("{module}{head}::unchecked"), String::new());
                self.add(format!("{module}{head} =>"), answer);
            }
            Some(kind) => self.add(format!("{module}{head} => {kind}"), answer),
            None => self.add(format!("{module}{head} =>"), answer),
        }
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

    /// The halves of serde and the conversions that a macro call gives a type.
    fn add_macro(&mut self, module: &str, call: &syn::ItemMacro) {
        let name = call
            .mac
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string());
        if !matches!(
            name.as_deref(),
            Some("object" | "tagged_union" | "untagged_union")
        ) {
            return;
        }
        let text = call.mac.tokens.to_string();
        let mut words = text.split_whitespace();
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

/// What the signature of one symbol becoming another is to a caller.
fn changed(symbol: &str, before: &str, after: &str) -> Class {
    // How many items one call takes is data.
    let counted = |text: &str| match text.rsplit_once(", ") {
        Some((text, count)) if count.chars().all(|c| c.is_ascii_digit()) => text.to_owned(),
        _ => text.to_owned(),
    };
    if symbol.ends_with("::OPERATION") || counted(before) == counted(after) {
        Class::Internal
    } else {
        Class::Breaking
    }
}

/// The first name of a symbol below its module: `types::Board` of `types::Board.name`.
#[must_use]
pub(super) fn root(symbol: &str) -> &str {
    let start = symbol.find("::").map_or(0, |at| at + 2);
    let rest = &symbol[start..];
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    &symbol[..start + end]
}

/// Whether a symbol is an argument of a function; those are evidence, and part of the function.
pub(super) fn is_argument(symbol: &str) -> bool {
    symbol.ends_with(')')
}

/// The module that a file's items are public in.
fn module(path: &str) -> Option<String> {
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

/// The arguments of a function by name, each with its type.
fn arguments(signature: &str) -> Vec<(String, String)> {
    let inside = signature.strip_prefix('(').unwrap_or_default();
    let mut depth = 1_i32;
    let mut parts = vec![String::new()];
    let mut previous = ' ';
    for character in inside.chars() {
        match character {
            '(' | '<' | '[' => depth += 1,
            '>' if previous == '-' || previous == '=' => {}
            ')' | '>' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        match parts.last_mut() {
            _ if character == ',' && depth == 1 => parts.push(String::new()),
            Some(part) => part.push(character),
            None => {}
        }
        previous = character;
    }
    let named = parts.iter().filter_map(|part| part.trim().split_once(": "));
    named
        .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
        .collect()
}

/// A signature without the names of its arguments, which callers do not write.
fn nameless(signature: &str) -> String {
    let mut text = signature.to_owned();
    for (name, ty) in arguments(signature) {
        text = text.replacen(&format!("{name}: {ty}"), &ty, 1);
    }
    text
}

//! The paths that a Rust file names, whether it imports them or not.
//!
//! Takes tokens, so that comments and texts do not count; gives each path as its segments. Braces are followed, so that
//! `use crate::{ir::Api, names}` names two paths.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Every path of one segment or more.
pub(super) fn of(text: &str) -> Vec<Vec<String>> {
    let mut named = Vec::new();
    if let Ok(tokens) = text.parse::<TokenStream>() {
        walk(tokens, &[], &mut named);
    }
    named
}

fn walk(tokens: TokenStream, before: &[String], named: &mut Vec<Vec<String>>) {
    let mut open: Option<Vec<String>> = None;
    let mut colons = 0;
    for token in tokens {
        let continues = colons == 2;
        let is_colon = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ':');
        colons = if is_colon { colons + 1 } else { 0 };
        match (token, &mut open) {
            (TokenTree::Punct(_), _) if is_colon => {}
            (TokenTree::Ident(ident), Some(path)) if continues => path.push(ident.to_string()),
            (TokenTree::Ident(ident), _) => {
                let path = before.iter().cloned().chain([ident.to_string()]);
                named.extend(open.replace(path.collect()));
            }
            (TokenTree::Group(group), Some(path))
                if continues && group.delimiter() == Delimiter::Brace =>
            {
                walk(group.stream(), path, named);
                open = None;
            }
            (TokenTree::Group(group), _) => {
                named.extend(open.take());
                walk(group.stream(), &[], named);
            }
            _ => named.extend(open.take()),
        }
    }
    named.extend(open);
}

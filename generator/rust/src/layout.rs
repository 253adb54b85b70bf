//! Stage *layout*: items to the text of a file.
//!
//! Takes the pieces of a file; gives text that rustfmt would not change: each item through prettyplease by itself and
//! then with rustfmt's line breaks, a blank line between items and between the members of an `impl`, and macro calls as
//! the emitter wrote them.

pub use super::reflow::LINE_END;
use super::reflow::{docs, reflow};
use crate::header;

/// A piece of a file.
pub enum Piece {
    /// Something that syn knows.
    Item(Box<syn::Item>),
    /// A call of one of the runtime's macros: its name and its lines, indented by their own depth.
    Macro(String, Vec<String>),
    /// Such a call under attributes.
    Gated(proc_macro2::TokenStream, String, Vec<String>),
}

impl From<syn::Item> for Piece {
    fn from(item: syn::Item) -> Self {
        Self::Item(Box::new(item))
    }
}

/// A file before it is text.
#[derive(Default)]
pub struct RustFile {
    /// The module's documentation, line by line.
    pub docs: Vec<String>,
    /// What is said of the module itself beside that, a line each.
    pub attributes: Vec<&'static str>,
    /// What the file holds, in order.
    pub pieces: Vec<Piece>,
}

impl RustFile {
    /// An empty file.
    #[must_use]
    pub fn new(docs: Vec<String>) -> Self {
        Self {
            docs,
            ..Self::default()
        }
    }

    /// Adds a piece.
    pub fn push(&mut self, piece: impl Into<Piece>) {
        self.pieces.push(piece.into());
    }

    /// The file with these items before its own.
    #[must_use]
    pub fn after(mut self, items: Vec<syn::Item>) -> Self {
        self.pieces.splice(0..0, items.into_iter().map(Piece::from));
        self
    }

    /// The text of the file, under the header that marks it as generated.
    #[must_use]
    pub fn text(self) -> String {
        let mut blocks = vec![header::line("//").trim_end().to_owned()];
        if !self.docs.is_empty() {
            let mut in_code = false;
            let docs = self.docs.iter().map(|line| {
                let is_fence = line.starts_with("```");
                in_code ^= is_fence;
                if in_code || is_fence {
                    format!("//! {line}").trim_end().to_owned()
                } else {
                    docs::wrapped("//!", line, 0)
                }
            });
            blocks.push(docs.collect::<Vec<_>>().join("\n"));
        }
        if !self.attributes.is_empty() {
            blocks.push(self.attributes.join("\n"));
        }
        let mut text = blocks.join("\n\n");
        let mut previous = Group::Alone;
        for piece in self.pieces {
            let block = match piece {
                Piece::Item(item) => item_text(*item),
                Piece::Macro(name, lines) => macro_text(&name, &lines),
                Piece::Gated(attributes, name, lines) => {
                    attributes_text(&attributes) + &macro_text(&name, &lines)
                }
            };
            let group = Group::of(&block);
            let close = group != Group::Alone && group == previous;
            text.push_str(if close { "\n" } else { "\n\n" });
            text.push_str(&block);
            previous = group;
        }
        text.push('\n');
        text
    }
}

/// Which one-line items are without a blank line between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Alone,
    Modules,
    Std,
    Foreign,
    Own,
    Public,
}

impl Group {
    fn of(block: &str) -> Self {
        let line = block.lines().last().unwrap_or_default();
        if line.starts_with("use std") {
            Self::Std
        } else if line.starts_with("use super") || line.starts_with("use crate") {
            Self::Own
        } else if line.starts_with("use ") {
            Self::Foreign
        } else if line.starts_with("pub use ") {
            Self::Public
        } else if line.ends_with(';') && (line.starts_with("mod ") || line.starts_with("pub mod "))
        {
            Self::Modules
        } else {
            Self::Alone
        }
    }
}

fn item_text(item: syn::Item) -> String {
    let file = syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
        frontmatter: None,
    };
    spaced(&reflow(prettyplease::unparse(&file).trim_end()))
}

/// The text of attributes, which is how they are before any item.
fn attributes_text(attributes: &proc_macro2::TokenStream) -> String {
    const ITEM: &str = "struct Item;";
    let text = item_text(syn::parse_quote! { #attributes struct Item; });
    text.strip_suffix(ITEM).unwrap_or_default().to_owned()
}

/// A blank line before each member of an `impl` but the first.
fn spaced(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let in_impl = lines
        .iter()
        .any(|line| line.starts_with("impl") || line.starts_with("pub impl"));
    let mut spaced = String::new();
    let mut previous = "";
    for line in lines {
        if in_impl && begins_member(previous, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced.trim_end().to_owned()
}

/// Whether a line inside an `impl` is the first of a member, and of another than the first.
fn begins_member(previous: &str, line: &str) -> bool {
    let at_depth = |line: &str| line.starts_with("    ") && !line.starts_with("     ");
    let continues = line.trim_start().starts_with(['}', ')', ']', '.']) || line.trim() == "where";
    let belongs = previous.trim_start().starts_with("///") || previous.ends_with(']');
    let follows_member = previous.starts_with(' ');
    at_depth(line) && follows_member && !continues && !belongs
}

fn macro_text(name: &str, lines: &[String]) -> String {
    if let [only] = lines {
        return format!("{name}! {{ {only} }}");
    }
    format!("{name}! {{\n    {}\n}}", lines.join("\n    "))
}

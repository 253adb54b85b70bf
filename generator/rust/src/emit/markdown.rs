//! Texts of the description as rustdoc.
//!
//! Published descriptions mix HTML, Markdown, links relative to a site and indented blocks. What comes out is plain
//! Markdown in which rustdoc finds nothing to warn about.

use std::fmt::Write;

/// Where links that start with `/` lead.
const SITE: &str = "https://developers.pinterest.com";

/// A text of the description as lines of Markdown.
pub(super) fn rustdoc(text: &str) -> Vec<String> {
    let text = inline_html(text);
    let mut lines: Vec<String> = Vec::new();
    let mut in_list = false;
    for raw in text.lines() {
        let line = raw.trim();
        if line.starts_with("```") {
            continue;
        }
        let item = item_text(line);
        if line.is_empty() {
            blank(&mut lines);
        } else if let Some(item) = item {
            if !in_list {
                blank(&mut lines);
            }
            lines.push(format!("- {}", words(item.trim())));
        } else {
            if in_list {
                blank(&mut lines);
            }
            lines.push(words(line));
        }
        in_list = item.is_some();
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The text of a list item, whichever way it is marked.
fn item_text(line: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    let numbered = || {
        let (number, text) = line.split_once(['.', ')'])?;
        let digits = !number.is_empty()
            && number.len() < 3
            && number.chars().all(|one| one.is_ascii_digit());
        (digits && text.starts_with(' ')).then_some(text)
    };
    marked.or_else(numbered)
}

fn blank(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
}

/// Tags that mean something as Markdown, or nothing; anything else between angle brackets is text.
fn inline_html(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else {
            break;
        };
        out.push_str(&rest[..start]);
        let tag = &rest[start + 1..start + end];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        match name.to_lowercase().as_str() {
            "p" | "br" | "ul" | "ol" | "pre" | "div" | "table" | "tr" => out.push('\n'),
            "li" if !tag.starts_with('/') => out.push_str("\n- "),
            "a" if !tag.starts_with('/') => {
                rest = link(&mut out, tag, &rest[start + end + 1..]);
                continue;
            }
            "li" | "a" | "b" | "strong" | "i" | "em" | "u" | "code" | "span" | "td" | "th"
            | "h1" | "h2" | "h3" => {}
            _ => out.push_str(&rest[start..=start + end]),
        }
        rest = &rest[start + end + 1..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&nbsp;", " ")
}

/// `<a href="X">text</a>` as `[text](X)`; gives what follows it.
fn link<'t>(out: &mut String, tag: &str, after: &'t str) -> &'t str {
    let target = tag.split(['"', '\'']).nth(1).unwrap_or_default();
    let (text, rest) = after.split_once("</a>").unwrap_or((after, ""));
    let text: String = text
        .split('<')
        .map(|part| part.rsplit('>').next().unwrap_or_default())
        .collect();
    let _ = write!(out, "[{}]({target})", text.trim());
    rest
}

/// One line with links made absolute and everything that rustdoc would read as markup escaped.
fn words(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(next) = rest.find(['[', 'h', '`', '<', '>', ']', '\\', '#']) {
        out.push_str(&rest[..next]);
        rest = &rest[next..];
        if let Some((text, target, after)) = markdown_link(rest) {
            let _ = write!(out, "{} (<{}>)", escaped(text), absolute(target));
            rest = after;
        } else if let Some((url, after)) = bracketed_url(rest).or_else(|| bare_url(rest)) {
            let _ = write!(out, "<{url}>");
            rest = after;
        } else if let Some((code, after)) =
            rest.strip_prefix('`').and_then(|code| code.split_once('`'))
        {
            let _ = write!(out, "`{code}`");
            rest = after;
        } else {
            let mut characters = rest.chars();
            out.push_str(&escaped(
                &characters.next().map(String::from).unwrap_or_default(),
            ));
            rest = characters.as_str();
        }
    }
    out.push_str(rest);
    out.replace('\t', " ")
}

fn markdown_link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    let (target, rest) = after.split_once(')')?;
    let target = target.split_whitespace().next().unwrap_or_default();
    let plain = !label.contains(['[', ']']) && !target.is_empty();
    let known = target.starts_with('/') || target.starts_with("http") || target.starts_with('#');
    (plain && known).then_some((label, target, rest))
}

/// A URL that is between angle brackets already.
fn bracketed_url(text: &str) -> Option<(&str, &str)> {
    let (url, after) = bare_url(text.strip_prefix('<')?)?;
    Some((url, after.strip_prefix('>')?))
}

fn bare_url(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let stop = |character: char| character.is_whitespace() || "<>\"'`)]}".contains(character);
    let end = text.find(stop).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':']);
    Some((url, &text[url.len()..]))
}

fn absolute(target: &str) -> String {
    if target.starts_with("http") {
        target.to_owned()
    } else {
        format!("{SITE}{target}")
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if "[]<>`\\#".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

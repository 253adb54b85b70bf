//! The path template and the parameters make the target of a request.
//!
//! A segment that a server or proxy would read as "here" or "up" never leaves.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::encode;

/// The target, from encoded parameters and those of the options, which go before parameters of the same
/// name and are not encoded yet; the error is a reason in words.
pub(super) fn build(
    template: &str,
    path: &[(&'static str, String)],
    query: &[(&'static str, String)],
    extra: &[(String, String)],
) -> Result<String, String> {
    let mut target = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((literal, (name, after))) = split_placeholder(rest) {
        target.push_str(literal);
        target.push_str(segment(name, path)?);
        rest = after;
    }
    target.push_str(rest);
    let replaced = |name: &str| extra.iter().any(|(known, _)| known == name);
    let query = query.iter().filter(|(name, _)| !replaced(name));
    let query = query.map(|(_, pairs)| Cow::Borrowed(pairs.as_str()));
    let extra = extra
        .iter()
        .map(|(name, value)| Cow::Owned(encode::pair(name, value)));
    let mut separator = '?';
    for pairs in query.chain(extra).filter(|pairs| !pairs.is_empty()) {
        target.push(separator);
        target.push_str(&pairs);
        separator = '&';
    }
    Ok(target)
}

/// The target of a call with a path of its own.
pub(super) fn raw(path: &str, extra: &[(String, String)]) -> Result<String, String> {
    let segments = path
        .strip_prefix('/')
        .ok_or("the path does not begin with `/`")?;
    for segment in segments.split('/') {
        let whole = percent_decode_str(segment).decode_utf8_lossy();
        if whole.is_empty() || whole == "." || whole == ".." {
            return Err("the path has an empty segment or a dot segment".to_owned());
        }
    }
    let is_plain = |letter: char| letter.is_ascii_graphic() && !matches!(letter, '?' | '#' | '\\');
    if !path.chars().all(is_plain) {
        let reason = "the path has a character that must be percent-encoded; parameters of the query have `query`";
        return Err(reason.to_owned());
    }
    build(path, &[], &[], extra)
}

fn split_placeholder(template: &str) -> Option<(&str, (&str, &str))> {
    let (literal, rest) = template.split_once('{')?;
    Some((literal, rest.split_once('}')?))
}

fn segment<'a>(name: &str, path: &'a [(&'static str, String)]) -> Result<&'a str, String> {
    let value = path.iter().find(|(known, _)| *known == name);
    match value.map(|(_, segment)| segment.as_str()) {
        None => Err(format!("the path parameter `{name}` is not set")),
        Some("") => Err(format!("the path parameter `{name}` is empty")),
        Some("." | "..") => Err(format!(
            "the path parameter `{name}` is a dot segment, which would address another resource"
        )),
        Some(segment) => Ok(segment),
    }
}

//! What must be in a file, and what must not.

use super::Finding;
use super::rules::texts::{ENDINGS, HOSTS, MARKER, PRIVATE, SECRETS, WORDS};
use super::tree::File;

/// Where the marker of an emitted file must have come by.
const WITHIN: usize = 400;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    for file in files {
        heads(file, findings);
        let stray = ENDINGS
            .iter()
            .find(|(ending, _)| file.path.ends_with(ending));
        if let Some((_, reason)) = stray {
            findings.push(Finding::new("stray-file", file, 1, *reason));
        }
        for (at, line) in file.lines() {
            words(file, at, line, findings);
            addresses(file, at, line, findings);
        }
    }
}

fn heads(file: &File, findings: &mut Vec<Finding>) {
    let start: String = file.text.chars().take(WITHIN).collect();
    let is_marked = start.lines().take(3).any(|line| line.contains(MARKER));
    if file.is_emitted() && !is_marked {
        let message = "no header of the generator: nobody else writes here";
        findings.push(Finding::new("header", file, 1, message));
    }
    if file.is_written() {
        if is_marked {
            let message = "the header of the generator on a file that it does not write";
            findings.push(Finding::new("header", file, 1, message));
        }
        if !start.starts_with("//!") {
            let message = "no head: say what the module takes, gives and always keeps (`//!`)";
            findings.push(Finding::new("module-head", file, 1, message));
        }
    }
}

fn words(file: &File, at: usize, line: &str, findings: &mut Vec<Finding>) {
    for (word, reason) in WORDS {
        if line.contains(word) {
            let message = format!("`{word}`: {reason}");
            findings.push(Finding::new("word", file, at, message));
        }
    }
    for (start, least, reason) in SECRETS {
        for (position, _) in line.match_indices(start) {
            let rest = line[position + start.len()..].chars();
            let rest = rest.take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c));
            if rest.count() >= *least {
                findings.push(Finding::new("secret", file, at, *reason));
            }
        }
    }
}

/// Hosts of a private network anywhere; in what readers follow, only hosts that we know.
fn addresses(file: &File, at: usize, line: &str, findings: &mut Vec<Finding>) {
    let is_followed = [".md", ".toml", ".lock", ".yml"]
        .iter()
        .any(|end| file.path.ends_with(end))
        && !file.path.contains("/fixtures/");
    for (position, _) in line.match_indices("://") {
        let rest = &line[position + 3..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c)));
        let host = &rest[..end.unwrap_or(rest.len())];
        if PRIVATE.iter().any(|end| host.ends_with(end)) || is_private_number(host) {
            let message = format!("`{host}` is a host of somebody's own network");
            findings.push(Finding::new("private-host", file, at, message));
        } else if is_followed && !host.is_empty() && !HOSTS.contains(&host) {
            let message = format!("`{host}` is not among the known hosts");
            findings.push(Finding::new("unknown-host", file, at, message));
        }
    }
}

fn is_private_number(host: &str) -> bool {
    let number: Option<std::net::Ipv4Addr> = host.parse().ok();
    number.is_some_and(|number| number.is_private() || number.is_link_local())
}

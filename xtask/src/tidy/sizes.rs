//! Files and functions that one can keep in mind.

use super::Finding;
use super::rules::{FILE, FUNCTION, MEDIAN, SNAPSHOT};
use super::tree::File;

/// The lines of a snapshot before its text.
const HEAD: usize = 4;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    let written: Vec<&File> = files.iter().filter(|file| file.is_written()).collect();
    let mut sizes = Vec::new();
    for file in written {
        let size = file.text.lines().count();
        sizes.push((size, file));
        if size > FILE {
            let message = format!("{size} lines; split what is above {FILE}");
            findings.push(Finding::new("file-size", file, size, message));
        }
        functions(file, findings);
    }
    for file in files.iter().filter(|file| file.is_snapshot()) {
        // The head of a snapshot is not part of it.
        let size = file.text.lines().count().saturating_sub(HEAD);
        if size > SNAPSHOT {
            let message = format!("{size} lines; split it by what is read together");
            findings.push(Finding::new("snapshot-size", file, 1, message));
        }
    }
    sizes.sort_by_key(|(size, _)| *size);
    if let Some((size, file)) = sizes.get(sizes.len() / 2)
        && *size > MEDIAN
    {
        let message = format!("half of all files have more than {size} lines; {MEDIAN} is the aim");
        findings.push(Finding::new("median-size", file, 1, message));
    }
}

/// rustfmt lays functions out so that the brace which ends one is where its first line began.
fn functions(file: &File, findings: &mut Vec<Finding>) {
    let (_, most, _) = FUNCTION
        .iter()
        .find(|(place, ..)| file.path.starts_with(place))
        .unwrap_or(&("", usize::MAX, ""));
    let mut open: Vec<(usize, &str, usize)> = Vec::new();
    for (at, line) in file.lines() {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        // A trait's function may have no body.
        if text == "}" || text.starts_with(')') && text.ends_with(';') {
            open.pop_if(|(_, begin, _)| *begin == indent);
        }
        let counts = !text.is_empty() && !text.starts_with("//");
        for (start, _, size) in open.iter_mut().filter(|_| counts) {
            *size += 1;
            if *size == most + 1 {
                let message = format!("a function of more than {most} lines; give its parts names");
                findings.push(Finding::new("function-size", file, *start, message));
            }
        }
        if is_head(text) && !line.ends_with([';', '}']) {
            open.push((at, indent, 0));
        }
    }
}

/// Whether a line begins a function.
fn is_head(text: &str) -> bool {
    const BEFORE: &[&str] = &["pub", "const", "async", "unsafe", "default"];
    for word in text.split(' ') {
        if word == "fn" {
            return true;
        }
        if !BEFORE.contains(&word) && !word.starts_with("pub(") {
            return false;
        }
    }
    false
}

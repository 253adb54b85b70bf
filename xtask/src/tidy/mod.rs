//! `cargo xtask tidy`: what must hold of the repository's own files, and what no compiler checks.
//!
//! Takes every file of the repository; prints what breaks a rule, each with its line. Invariant: the rules and their
//! exceptions are the tables in `rules`, each row with a reason, and an exception that excuses nothing is a finding.

mod boundaries;
mod cycles;
mod paths;
mod rules;
mod sizes;
mod terms;
mod texts;
mod tree;

use std::path::Path;
use std::process::ExitCode;

use tree::File;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    message: String,
}

impl Finding {
    fn new(rule: &'static str, file: &File, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            line,
            rule,
            message: message.into(),
        }
    }
}

/// An exception: the rule, the path or the beginning of paths, and the reason.
type Exception = (&'static str, &'static str, &'static str);

pub(crate) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let files = tree::read(root)?;
    let findings = judge(&files, rules::EXCEPTIONS);
    for finding in &findings {
        let Finding {
            path,
            line,
            rule,
            message,
        } = finding;
        println!("{path}:{line}: {message} [{rule}]");
    }
    if findings.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "{} findings; the rules are in xtask/src/tidy/rules/",
        findings.len()
    );
    Ok(ExitCode::FAILURE)
}

/// Everything that breaks a rule and is not excused, in the order of paths.
fn judge(files: &[File], exceptions: &[Exception]) -> Vec<Finding> {
    let mut findings = Vec::new();
    sizes::check(files, &mut findings);
    boundaries::check(files, &mut findings);
    cycles::check(files, &mut findings);
    terms::check(files, &mut findings);
    texts::check(files, &mut findings);
    let excuses = |(rule, path, _): &Exception, finding: &Finding| {
        finding.rule == *rule && finding.path.starts_with(path)
    };
    let unused = exceptions
        .iter()
        .filter(|one| !findings.iter().any(|finding| excuses(one, finding)))
        .map(|(rule, path, _)| Finding {
            path: (*path).to_owned(),
            line: 1,
            rule: "exception",
            message: format!("nothing here breaks `{rule}` any more: remove the exception"),
        });
    let unused: Vec<Finding> = unused.collect();
    findings.retain(|finding| !exceptions.iter().any(|one| excuses(one, finding)));
    findings.extend(unused);
    findings.sort();
    findings
}

#[cfg(test)]
mod tests;

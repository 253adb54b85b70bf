//! The calls that start jobs and those that ask about them, with what was read from the shapes.

use std::fmt::Write;

use model::ir::{Shape, StatusSource};
use rust::emit::Context;

/// One line per call, those that ask first; then what the states mean.
pub(super) fn jobs(context: Context<'_>) -> String {
    let jobs = &context.api.jobs;
    let mut text = format!(
        "calls that ask about a job: {}\ncalls that start one: {}\n\n",
        jobs.asks.len(),
        jobs.starts.len()
    );
    for (id, ask) in &jobs.asks {
        let states = context.names.ty(ask.states);
        let _ = writeln!(text, "{id}: asks by `{}`, tells {states}", ask.parameter);
    }
    text.push('\n');
    for (id, start) in &jobs.starts {
        let shared = match start.shared.as_slice() {
            [] => String::new(),
            names => format!(", takes over `{}`", names.join("`, `")),
        };
        let _ = writeln!(text, "{id}: starts what {} asks about{shared}", start.ask);
    }
    text.push('\n');
    for line in types(context) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// Enums with what their values mean, answers with their links; by name.
fn types(context: Context<'_>) -> Vec<String> {
    let status_sources = context.api.jobs.status_sources.iter();
    let lines = status_sources.filter_map(|(id, status_source)| {
        let name = context.names.ty(*id);
        match status_source {
            StatusSource::State { done, failed } => Some(format!(
                "{name}: done {}; failed {}",
                list(done),
                list(failed)
            )),
            StatusSource::Member(_, Some(link)) => match &context.api.types[*id].shape {
                Shape::Struct(object) => {
                    Some(format!("{name}: link `{}`", object.fields[*link].wire))
                }
                _ => None,
            },
            _ => None,
        }
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

fn list(words: &[String]) -> String {
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}

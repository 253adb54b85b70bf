//! The path: the template that it fits and the values of the variables.

use crate::description::Place;

use super::{Case, Verdict, text, typed};

/// The raw values of the variables if `path` fits `template`.
pub(super) fn variables<'t, 'p>(
    template: &'t str,
    path: &'p str,
) -> Option<Vec<(&'t str, &'p str)>> {
    let mut expected = template.split('/');
    let mut given = path.split('/');
    let mut variables = Vec::new();
    loop {
        match (expected.next(), given.next()) {
            (None, None) => return Some(variables),
            (Some(expected), Some(given)) => match variable(expected) {
                Some(name) => variables.push((name, given)),
                None if expected == given => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

/// Judges the values of the variables.
pub(super) fn judge(case: Case<'_>, variables: &[(&str, &str)], verdict: &mut Verdict) {
    for (parameter, validator) in case.parameters(Place::Path) {
        let raw = variables.iter().find(|(name, _)| *name == parameter.name);
        let Some((_, raw)) = raw.filter(|(_, raw)| !raw.is_empty()) else {
            verdict.find(parameter.to_string(), "is missing");
            continue;
        };
        if let Some(message) = text::untidy(raw, text::Part::Segment) {
            verdict.note(parameter.to_string(), message);
        }
        let read = || {
            let text = text::decode(raw, text::Part::Segment)?;
            typed::scalar(case.description, &[&parameter.schema], &text)
        };
        verdict.take(parameter, validator, read());
    }
}

fn variable(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

//! What is wrong with a value that fits none of several alternatives.
//!
//! That it fits none tells nobody what to change. Invariant: what is told is wrong by the alternative that the value is
//! nearest to, and where none is near the alternatives themselves are told.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;

/// How much of a value a reason shows.
const LENGTH: usize = 300;

/// Adds the reasons of one error.
pub(super) fn tell(error: &ValidationError<'_>, reasons: &mut Vec<String>) {
    if let ValidationErrorKind::AnyOf { context } = error.kind()
        && let Some(nearest) = nearest(error, context)
    {
        for error in nearest {
            tell(error, reasons);
        }
        return;
    }
    let message: String = error.to_string().chars().take(LENGTH).collect();
    let reason = format!("at `{}`: {message}", error.instance_path());
    if !reasons.contains(&reason) {
        reasons.push(reason);
    }
}

/// Of the alternatives for a value of this type, the one with the fewest errors in the value itself, then in its parts.
fn nearest<'c>(
    error: &ValidationError<'_>,
    alternatives: &'c [Vec<ValidationError<'static>>],
) -> Option<&'c Vec<ValidationError<'static>>> {
    let is_own = |one: &&ValidationError<'_>| one.instance_path() == error.instance_path();
    let is_other = |one: &ValidationError<'_>| {
        matches!(one.kind(), ValidationErrorKind::Type { .. }) && is_own(&one)
    };
    let near = alternatives
        .iter()
        .filter(|errors| !errors.is_empty() && !errors.iter().any(is_other));
    near.min_by_key(|errors| (errors.iter().filter(is_own).count(), errors.len()))
}

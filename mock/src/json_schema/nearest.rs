//! What is wrong with a value that fits none of several alternatives.
//!
//! That it fits none tells nobody what to change. Invariant: what is told is wrong by the alternatives that the value is
//! nearest to, and where none is near the alternatives themselves are told.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;

/// How much of a value a reason shows.
const LENGTH: usize = 600;

/// How many alternatives are told that are equally near.
const ALTERNATIVES: usize = 4;

/// The reasons of one alternative.
type Errors = Vec<ValidationError<'static>>;

/// Adds the reasons of one error.
pub(super) fn tell(error: &ValidationError<'_>, reasons: &mut Vec<String>) {
    let nearest = match error.kind() {
        ValidationErrorKind::AnyOf { context } => nearest(error, context),
        _ => Vec::new(),
    };
    let told = match nearest.as_slice() {
        [] => {
            let message: String = words(error).chars().take(LENGTH).collect();
            vec![format!("at `{}`: {message}", error.instance_path())]
        }
        [one] => all(one),
        several => {
            let several = several.iter().take(ALTERNATIVES);
            let several: Vec<String> = several.map(|one| all(one).join(" and ")).collect();
            vec![several.join(", or ")]
        }
    };
    for reason in told {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
}

/// What an error says; of an enum all values.
fn words(error: &ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array().into_iter().flatten();
            let options: Vec<String> = options.map(ToString::to_string).collect();
            format!("{} is none of {}", error.instance(), options.join(", "))
        }
        _ => error.to_string(),
    }
}

fn all(errors: &Errors) -> Vec<String> {
    let mut reasons = Vec::new();
    for error in errors {
        tell(error, &mut reasons);
    }
    reasons
}

/// Of the alternatives for a value of this type, those with the fewest errors in the value itself, then in its parts.
fn nearest<'c>(error: &ValidationError<'_>, alternatives: &'c [Errors]) -> Vec<&'c Errors> {
    let is_own = |one: &&ValidationError<'_>| one.instance_path() == error.instance_path();
    let is_other = |one: &ValidationError<'_>| {
        matches!(one.kind(), ValidationErrorKind::Type { .. }) && is_own(&one)
    };
    let near = alternatives
        .iter()
        .filter(|errors| !errors.is_empty() && !errors.iter().any(is_other));
    let distance = |errors: &Errors| (errors.iter().filter(is_own).count(), errors.len());
    let mut near: Vec<&Errors> = near.collect();
    let least = near.iter().map(|errors| distance(errors)).min();
    near.retain(|errors| Some(distance(errors)) == least);
    near
}

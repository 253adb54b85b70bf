//! One change in words.

use crate::diff::rules::Rule;
use crate::diff::{Change, Shift};

/// The change in one line, without what holds it.
pub(super) fn line(change: &Change) -> String {
    let place = &change.place;
    let place = if place.is_empty() {
        String::new()
    } else {
        format!("`{place}` ")
    };
    let subject = &change.subject;
    let values = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": `{before}` to `{after}`"),
        (Some(before), None) => format!(": `{before}` to nothing"),
        (None, Some(after)) => format!(": nothing to `{after}`"),
        (None, None) => String::new(),
    };
    let times = if change.count > 1 {
        format!(", {} places", change.count)
    } else {
        String::new()
    };
    let text = match change.rule {
        Rule::OperationAdded => "operation added".to_owned(),
        Rule::OperationRemoved => "operation removed".to_owned(),
        Rule::OperationMoved => format!("operation moved{values}"),
        Rule::ScopeAdded => format!("scope {subject} added"),
        Rule::ScopeRemoved => format!("scope {subject} removed"),
        Rule::AuthAdded => format!("takes {subject}"),
        Rule::AuthRemoved => format!("no longer takes {subject}"),
        Rule::ParameterAdded if change.after.is_some() => {
            format!("required parameter {subject} added")
        }
        Rule::ParameterAdded => format!("parameter {subject} added"),
        Rule::ParameterRemoved => format!("parameter {subject} removed"),
        Rule::FieldAdded if subject == "required" => format!("{place}added as required"),
        Rule::FieldAdded => format!("field {place}added"),
        Rule::FieldRemoved if subject == "required" => format!("{place}removed, was required"),
        Rule::FieldRemoved => format!("field {place}removed"),
        Rule::Required => format!("{place}required"),
        Rule::Optional => format!("{place}no longer required"),
        Rule::ValueAdded => format!("{place}value `{subject}` added"),
        Rule::ValueRemoved => format!("{place}value `{subject}` removed"),
        Rule::VariantAdded => format!("{place}alternative {subject} added"),
        Rule::VariantRemoved => format!("{place}alternative {subject} removed"),
        Rule::ComponentAdded => "component added".to_owned(),
        Rule::ComponentRemoved => "component removed".to_owned(),
        Rule::ComponentRenamed => "component renamed".to_owned(),
        Rule::Reference => format!("{place}reference{values}{times}"),
        Rule::Composition => format!("{place}put together otherwise{values}"),
        Rule::Order => format!("{place}in another order"),
        Rule::Names => match (&change.before, &change.after) {
            (Some(before), Some(after)) => format!("`{before}` is called `{after}`"),
            _ => place.trim_end().to_owned(),
        },
        _ => format!("{place}{} {subject}{values}", change.rule.code()),
    };
    text.replace(" :", ":").trim().to_owned()
}

/// What happened to the symbols of a change, as far as one line has room.
pub(super) fn symbols(change: &Change) -> String {
    const ROOM: usize = 2;
    let worst = change
        .symbols
        .iter()
        .filter(|shift| shift.class == change.class);
    let worst: Vec<&Shift> = worst.collect();
    let mut texts: Vec<String> = worst
        .iter()
        .take(ROOM)
        .map(|shift| self::shift(shift))
        .collect();
    if worst.len() > ROOM {
        texts.push(format!("{} more", worst.len() - ROOM));
    }
    texts.join(", ")
}

/// One symbol's shift.
pub(super) fn shift(shift: &Shift) -> String {
    const ROOM: usize = 90;
    let symbol = &shift.symbol;
    match (&shift.before, &shift.after) {
        (Some(before), Some(after)) if before.len() + after.len() < ROOM => {
            format!("`{symbol}`: `{before}` to `{after}`")
        }
        (Some(_), Some(_)) => format!("`{symbol}` changes"),
        (Some(_), None) => format!("`{symbol}` goes"),
        _ => format!("`{symbol}` comes"),
    }
}

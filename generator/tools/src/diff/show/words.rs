//! One change in words.

use std::collections::BTreeSet;

use crate::diff::rules::Rule;
use crate::diff::{Change, Shift, symbols};

/// The change in one line, without what holds it.
pub(super) fn line(change: &Change) -> String {
    let place = match change.place.as_str() {
        "" => String::new(),
        place => format!("`{place}` "),
    };
    let subject = &change.subject;
    let values = values(change);
    let times = match change.also.len() {
        0 => String::new(),
        others => format!(" at {} places", others + 1),
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
        Rule::FieldAdded if change.after.is_some() => format!("required field {place}added"),
        Rule::FieldAdded => format!("field {place}added"),
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
        Rule::Composition => format!("{place}put together otherwise{values}{times}"),
        Rule::AnswerAdded | Rule::AnswerRemoved => {
            let how = if change.rule == Rule::AnswerAdded {
                "added"
            } else {
                "removed"
            };
            format!("answer {subject} {how}")
        }
        Rule::MediaAdded => format!("{place}format `{subject}` added"),
        Rule::MediaRemoved => format!("{place}format `{subject}` removed"),
        Rule::BodyAdded => "body added".to_owned(),
        Rule::BodyRemoved => "body removed".to_owned(),
        Rule::Document => format!("{place}{subject}{values}"),
        Rule::Capability => format!("{place}{subject}"),
        Rule::Order => format!("{place}in another order{times}"),
        Rule::FollowOn => match (&change.before, &change.after) {
            (Some(before), Some(after)) => format!("`{before}` is called `{after}`"),
            _ => place.trim_end().to_owned(),
        },
        _ if subject.is_empty() => format!("{place}{}{values}", change.rule.code()),
        _ => format!("{place}{subject}{values}"),
    };
    text.replace(" :", ":").trim().to_owned()
}

/// What was there and what is.
fn values(change: &Change) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": `{before}` to `{after}`"),
        (Some(before), None) => format!(": `{before}` to nothing"),
        (None, Some(after)) => format!(": nothing to `{after}`"),
        (None, None) => String::new(),
    }
}

/// The changes, those of the values of one enum together.
pub(super) fn alike<'a>(changes: &[&'a Change]) -> Vec<Vec<&'a Change>> {
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        let values = matches!(change.rule, Rule::ValueAdded | Rule::ValueRemoved);
        let same = groups.iter_mut().find(|group| {
            values && (group[0].rule, &group[0].place) == (change.rule, &change.place)
        });
        match same {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

/// Changes of one kind at one place in one line.
pub(super) fn lines(changes: &[&Change]) -> String {
    let [first, rest @ ..] = changes else {
        return String::new();
    };
    let subjects = rest.iter().map(|change| format!(", `{}`", change.subject));
    let all = format!("`{}`{}", first.subject, subjects.collect::<String>());
    let one = format!("value `{}`", first.subject);
    match rest {
        [] => line(first),
        _ => line(first).replacen(&one, &format!("values {all}"), 1),
    }
}

/// What happened to the symbols of a change, as far as one line has room.
pub(super) fn symbols(change: &Change) -> String {
    const ROOM: usize = 2;
    let worst = change
        .symbols
        .iter()
        .filter(|shift| shift.class == change.class);
    // A symbol that comes or goes speaks for all of it.
    let whole: BTreeSet<&str> = change
        .symbols
        .iter()
        .map(|shift| shift.symbol.as_str())
        .collect();
    let part = |shift: &&Shift| {
        let root = symbols::root(&shift.symbol);
        root == shift.symbol || !whole.contains(root)
    };
    let worst: Vec<&Shift> = worst.filter(part).collect();
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

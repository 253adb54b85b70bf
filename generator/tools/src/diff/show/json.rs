//! The diff for tools.

use serde_json::{Value, json as value};

use super::words;
use crate::diff::{Change, Class, Diff, Shift, bump};

/// Everything, one object per change.
pub(in crate::diff) fn json(diff: &Diff) -> Value {
    let counts: Vec<Value> = diff
        .counts()
        .into_iter()
        .map(|((rule, class), count)| {
            value!({ "rule": rule.code(), "class": class.word(), "count": count })
        })
        .collect();
    let changes: Vec<Value> = diff.changes.iter().map(change).collect();
    value!({
        "old": diff.old,
        "new": diff.new,
        "class": diff.worst().map(Class::word),
        "bump": bump(diff.worst()),
        "differences": diff.differences,
        "symbols": { "gone_or_changed": diff.symbols.0, "new": diff.symbols.1 },
        "counts": counts,
        "changes": changes,
    })
}

fn change(change: &Change) -> Value {
    let operations: Vec<Value> = change
        .reach
        .iter()
        .map(|reach| {
            value!({
                "method": reach.method,
                "path": reach.path,
                "tag": reach.tag,
                "direction": reach.way.word(),
            })
        })
        .collect();
    value!({
        "rule": change.rule.code(),
        "class": change.class.word(),
        "text": words::line(change),
        "holder": change.holder,
        "place": change.place,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "old": change.old,
        "new": change.new,
        "also": change.also,
        "tags": change.tags(),
        "operations": operations,
        "symbols": change.symbols.iter().map(shift).collect::<Vec<_>>(),
    })
}

/// One symbol's shift.
pub(crate) fn shift(shift: &Shift) -> Value {
    value!({
        "symbol": shift.symbol,
        "class": shift.class.word(),
        "before": shift.before,
        "after": shift.after,
    })
}

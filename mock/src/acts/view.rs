//! A thing as callers see it, with the counts that are not kept.

use serde_json::Value;

use super::Call;
use crate::resources::{Kind, table::COUNTS};

/// What a caller sees of a thing; null if it is not there.
pub(super) fn view(call: &Call<'_>, kind: &Kind, id: &str) -> Value {
    let Some(thing) = call.state.get(&kind.collection, id) else {
        return Value::Null;
    };
    let mut value = thing.value.clone();
    for (of, member, counted, names) in COUNTS {
        if *of == kind.collection {
            let count = call
                .state
                .all(counted)
                .filter(|(_, one)| one.has(names, id))
                .count();
            value.insert((*member).to_owned(), count.into());
        }
    }
    value.into()
}

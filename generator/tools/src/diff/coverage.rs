//! Coverage: the raw differences that no fact speaks for.

use std::collections::HashSet;

use serde_json::Value;

use super::raw::Leaf;
use super::rules::Rule;
use super::walk::{Fact, Walked};
use source::pointer::Pointer;

/// A fact for every raw difference that has none yet.
pub(super) fn rest(walked: &Walked, leaves: &[Leaf], old: &Value, new: &Value) -> Vec<Fact> {
    let covers = |side: fn(&Fact) -> &Vec<Pointer>| -> HashSet<&str> {
        let all = walked.facts.iter().flat_map(side);
        all.map(Pointer::as_str).collect()
    };
    let before = covers(|fact| &fact.covers_old);
    let after = covers(|fact| &fact.covers_new);
    let mut rest = Vec::new();
    for leaf in leaves {
        if leaf.order {
            rest.push(Fact::new(Rule::Order, leaf.old.as_ref(), leaf.new.as_ref()));
            continue;
        }
        let open_old = leaf
            .old
            .as_ref()
            .filter(|place| !is_covered(place, &before));
        let open_new = leaf.new.as_ref().filter(|place| !is_covered(place, &after));
        if open_old.is_none() && open_new.is_none() {
            continue;
        }
        let composed = open_old.is_none_or(|place| is_composed(place, old, walked))
            && open_new.is_none_or(|place| is_composed(place, new, walked));
        let rule = if composed {
            Rule::Composition
        } else {
            Rule::Unclassified
        };
        let value =
            |place: Option<&Pointer>, document| place.and_then(|place| place.lookup(document));
        let fact = Fact::new(rule, open_old, open_new);
        rest.push(fact.values(value(open_old, old), value(open_new, new)));
    }
    rest
}

fn is_covered(place: &Pointer, covered: &HashSet<&str>) -> bool {
    let text = place.as_str();
    let mut ends = text
        .match_indices('/')
        .map(|(end, _)| end)
        .chain([text.len()]);
    ends.any(|end| covered.contains(&text[..end]))
}

/// Whether a place is in a schema that was compared as a whole because it is put together from parts, or says nothing
/// at all: what it means was compared, wherever it is written.
fn is_composed(place: &Pointer, document: &Value, walked: &Walked) -> bool {
    let says_nothing = place.lookup(document).is_some_and(|value| match value {
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        Value::Bool(false) => place.last().as_deref() != Some("additionalProperties"),
        _ => false,
    });
    let around = std::iter::successors(place.parent(), Pointer::parent);
    says_nothing || around.into_iter().any(|at| walked.composed.contains(&at))
}

//! Evidence: the symbols that a fact may have to do with.

use std::collections::BTreeSet;

use super::emitted::Emitted;
use super::rules::Rule;
use super::walk::Fact;
use source::pointer::Pointer;

/// The symbols that a fact may have to do with, on one side.
pub(super) fn symbols(side: &Emitted, place: &Pointer, fact: &Fact) -> BTreeSet<String> {
    match fact.rule {
        // Nothing that Rust names depends on these.
        Rule::Deprecated | Rule::Category | Rule::Header | Rule::WriteOnly | Rule::Document => {
            BTreeSet::new()
        }
        Rule::ValueAdded | Rule::ValueRemoved => {
            let found = side.value(place, &fact.subject);
            found.into_iter().cloned().collect()
        }
        Rule::ScopeAdded | Rule::ScopeRemoved => {
            let scope = fact.subject.split(' ').next().unwrap_or_default();
            side.scope(scope).into_iter().cloned().collect()
        }
        Rule::ParameterAdded | Rule::ParameterRemoved => side.parameter(place, &fact.subject),
        Rule::Composition
        | Rule::ComponentAdded
        | Rule::ComponentRemoved
        | Rule::ComponentRenamed
        | Rule::AnswerAdded
        | Rule::AnswerRemoved
        | Rule::MediaAdded
        | Rule::MediaRemoved => side.below(place),
        Rule::FieldAdded | Rule::FieldRemoved | Rule::VariantAdded | Rule::VariantRemoved => {
            // Where a member is not there, the place is that of the object around it, which stays.
            let here = fact.covers_old.first().or(fact.covers_new.first());
            let here = here.filter(|here| *here == place);
            here.map(|place| both(side, place)).unwrap_or_default()
        }
        Rule::OperationAdded
        | Rule::OperationRemoved
        | Rule::OperationMoved
        | Rule::OperationId
        | Rule::OperationTag
        | Rule::BodyAdded
        | Rule::BodyRemoved
        | Rule::Type
        | Rule::Reference
        | Rule::Format => both(side, place),
        Rule::Order => order(side, place),
        _ => side.at(place),
    }
}

/// The symbols of a place and of all types in it.
fn both(side: &Emitted, place: &Pointer) -> BTreeSet<String> {
    let mut found = side.at(place);
    found.extend(side.below(place));
    found
}

/// The functions that take the members of a list or an object.
fn order(side: &Emitted, place: &Pointer) -> BTreeSet<String> {
    let decides = ["properties", "parameters", "allOf"];
    if !place
        .last()
        .is_some_and(|last| decides.contains(&last.as_str()))
    {
        return BTreeSet::new();
    }
    let around = place.parent().unwrap_or_else(Pointer::root);
    let mut found = BTreeSet::new();
    for symbol in side.at(&around) {
        found.insert(format!("{symbol}::new"));
        found.insert(symbol);
    }
    found
}

/// Constructors and `Default` depend on all members; only what changes the list of members counts for them.
pub(super) fn may_count(rule: Rule, symbol: &str) -> bool {
    let decides = matches!(
        rule,
        Rule::FieldAdded
            | Rule::FieldRemoved
            | Rule::Required
            | Rule::Optional
            | Rule::Nullable
            | Rule::Order
    );
    !is_shape(symbol) || decides
}

pub(super) fn is_shape(symbol: &str) -> bool {
    symbol.ends_with("::new") || symbol.ends_with(": Default")
}

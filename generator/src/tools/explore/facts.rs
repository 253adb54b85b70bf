//! The facts of a use of a type.

use super::labels::Labels;
use super::node::Node;
use crate::model::ir::{Bounds, Usage};

impl Labels {
    /// Adds what is known of a usage.
    pub(super) fn usage_facts(&self, node: &mut Node, usage: &Usage) {
        node.fact("type", self.ty(usage));
        let default = usage.default.as_ref();
        node.maybe("default", default.map(ToString::to_string));
        node.maybe("bounds", bounds(&usage.bounds));
        // What the items of a list may be is known of the items.
        let mut inner = usage.ty.inner();
        while let Some(item) = inner {
            node.maybe("item bounds", bounds(&item.bounds));
            inner = item.ty.inner();
        }
        let at_least = usage.at_least.iter().map(|set| set.join(" and "));
        let at_least: Vec<String> = at_least.collect();
        node.maybe(
            "at least",
            (!at_least.is_empty()).then(|| at_least.join(", or ")),
        );
        let hash = usage.hash.as_ref();
        node.maybe(
            "hash",
            hash.map(|hash| format!("{} as {}", hash.setter, hash.kind)),
        );
        node.flag("read only", usage.read_only);
        node.flag("deprecated", usage.deprecated);
        node.maybe("docs", usage.docs.clone());
    }
}

fn bounds(bounds: &Bounds) -> Option<String> {
    let least = if bounds.exclusive_minimum { ">" } else { ">=" };
    let most = if bounds.exclusive_maximum { "<" } else { "<=" };
    let number = |sign: &str, limit: Option<f64>| Some(format!("{sign} {}", limit?));
    let count =
        |what: &str, sign: &str, limit: Option<usize>| Some(format!("{what} {sign} {}", limit?));
    let all = [
        number(least, bounds.minimum),
        number(most, bounds.maximum),
        count("length", ">=", bounds.min_length),
        count("length", "<=", bounds.max_length),
        count("items", ">=", bounds.min_items),
        count("items", "<=", bounds.max_items),
        bounds
            .pattern
            .as_ref()
            .map(|pattern| format!("like {pattern}")),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

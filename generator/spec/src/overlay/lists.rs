//! Lists of names in targets: `$.components.schemas['Pin','Board']`.
//!
//! Takes the text of a target; gives the names of which nothing is there, which the other names would hide. Invariant: a
//! target without these names selects what it selected with them.

use std::collections::HashSet;
use std::ops::Range;

use source::pointer::Pointer;

/// A list of names.
pub struct List<'t> {
    /// What is before its bracket.
    pub before: &'t str,
    /// What is between its brackets.
    pub inside: Range<usize>,
    /// The names.
    pub names: Vec<&'t str>,
}

/// The lists of several names in a target.
#[must_use]
pub fn lists(target: &str) -> Vec<List<'_>> {
    let starts = target.match_indices("['").map(|(start, _)| start);
    let lists = starts.filter_map(|start| {
        let inside = start + 1..start + target[start..].find("']")? + 1;
        let names = target[inside.clone()].split(',').map(str::trim);
        let names = names.map(|name| name.strip_prefix('\'')?.strip_suffix('\''));
        let names: Vec<&str> = names.collect::<Option<_>>()?;
        let before = &target[..start];
        (names.len() > 1).then_some(List {
            before,
            inside,
            names,
        })
    });
    lists.collect()
}

/// The target with other names in place of a list.
#[must_use]
pub fn with_names<'n>(
    target: &str,
    list: &List<'_>,
    names: impl Iterator<Item = &'n str>,
) -> String {
    let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    let mut text = target.to_owned();
    text.replace_range(list.inside.clone(), &names.join(","));
    text
}

/// The names that none of the places has which the target selects, and the target without them; nothing if that would
/// leave no name.
pub(super) fn without_missing(target: &str, places: &[Pointer]) -> Option<(Vec<String>, String)> {
    let mut missing = Vec::new();
    let names: HashSet<String> = places.iter().flat_map(Pointer::segments).collect();
    let mut text = target.to_owned();
    // From the back, so that earlier lists stay where they are.
    for list in lists(target).into_iter().rev() {
        let is_there = |name: &&str| names.contains(*name);
        let (there, gone): (Vec<&str>, Vec<&str>) =
            list.names.iter().partition(|one| is_there(one));
        if !gone.is_empty() && !there.is_empty() {
            text = with_names(&text, &list, there.into_iter());
            missing.extend(gone.into_iter().map(str::to_owned));
        }
    }
    (!missing.is_empty()).then_some((missing, text))
}

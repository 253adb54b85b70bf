//! Bundles: the entries of `names.toml` whose parameters the description has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::reserved::is_reserved;
use super::{Ident, NamesFile, own_module};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use model::ir::{Api, Bundle};
use model::recognise::bundles::is_used;
use source::Source;
use source::pointer::Pointer;

/// The names of a bundle where it is used.
#[derive(Clone, Debug)]
pub struct BundleName {
    /// The argument or setter that takes it: `date_range`.
    pub argument: Ident,
    /// Its members, in the bundle's order.
    pub members: Vec<Ident>,
}

/// The bundles that an operation takes and that can be types.
pub fn bundles(
    api: &Api,
    file: &NamesFile,
    source: &Arc<Source>,
    strict: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    for (position, entry) in file.bundles.iter().enumerate() {
        let at = Pointer::root().child("bundles").index(position);
        let bundle = Bundle {
            name: entry.name.clone(),
            members: entry.members.clone(),
            complete: entry.complete,
            docs: entry.docs.clone(),
            usages: Vec::new(),
            tags: BTreeSet::new(),
        };
        let name = &entry.name;
        let finding = if let Some(problem) = problem(name, &bundles) {
            Diagnostic::new(
                Code::NameInvalid,
                &at.child("name"),
                format!("the bundle cannot be called `{name}`: {problem}"),
                "write another name for its type",
            )
            .fix(Fix::Own(vec![Edit::Set(
                at.child("name"),
                free(name, &bundles).into(),
            )]))
        } else if is_used(api, &bundle) {
            bundles.push(bundle);
            continue;
        } else {
            Diagnostic::new(
                Code::BundleUnused,
                &at,
                format!("no operation takes all members of the bundle `{name}` as single values"),
                "remove the bundle, or correct its members",
            )
            .fix(Fix::Own(vec![Edit::Remove(at.clone())]))
            .error_if(strict)
        };
        diagnostics.add(finding.in_file(source));
    }
    bundles
}

fn problem(name: &str, others: &[Bundle]) -> Option<&'static str> {
    if Ident::given(name).is_none() {
        Some("that is no Rust name")
    } else if is_reserved(name) {
        Some("the emitted files use it for something else")
    } else if others
        .iter()
        .any(|one| own_module(&one.name) == own_module(name))
    {
        Some("another bundle is called so")
    } else {
        None
    }
}

/// A name like `name` that a bundle may have.
fn free(name: &str, others: &[Bundle]) -> String {
    let mut free = Ident::camel(name).bare().to_owned();
    while problem(&free, others).is_some() {
        free.push_str("Bundle");
    }
    free
}

//! What types are called while nothing has a name: their Rust names where they get one, else the words of their place.

use std::fmt::Write;

use generator::Frozen;
use model::ir::{Bounds, TypeId, Usage};

/// A label for every type.
#[derive(Debug)]
pub(super) struct Labels(Vec<String>);

impl Labels {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let named = frozen.names.sorted_types().into_iter();
        let mut labels: Vec<String> = frozen
            .api
            .types
            .iter()
            .map(|(id, def)| {
                // The number tells places with the same words apart, and says that no such type is emitted.
                format!("{}#{}", def.hint().words.join("."), id.0)
            })
            .collect();
        for (id, name) in named {
            labels[id.0] = name.to_string();
        }
        Self(labels)
    }

    /// The label of a type.
    pub(super) fn of(&self, id: TypeId) -> &str {
        &self.0[id.0]
    }

    /// A type as text.
    pub(super) fn ty(&self, usage: &Usage) -> String {
        usage.text(&|id| self.of(id).to_owned())
    }

    /// A usage with all that is known of its place.
    pub(super) fn usage(&self, usage: &Usage) -> String {
        let mut text = self.ty(usage);
        let mut inner = Some(usage);
        while let Some(one) = inner {
            text.push_str(&bounds(&one.bounds));
            inner = one.ty.inner();
        }
        if let Some(default) = &usage.default {
            let _ = write!(text, ", default {default}");
        }
        if !usage.required_one_of.is_empty() {
            let sets: Vec<String> = usage
                .required_one_of
                .iter()
                .map(|set| set.join(" and "))
                .collect();
            let _ = write!(text, ", with {}", sets.join(" or "));
        }
        if let Some(hash) = &usage.hash {
            let _ = write!(text, ", hash of {} by {}", hash.kind, hash.of);
        }
        for (mark, is_so) in [
            ("read only", usage.read_only),
            ("of the path", usage.from_path),
            ("deprecated", usage.deprecation.is_some()),
        ] {
            if is_so {
                text = text + ", " + mark;
            }
        }
        if let Some(docs) = &usage.docs {
            text = text + ": " + docs;
        }
        text
    }
}

fn bounds(bounds: &Bounds) -> String {
    let least = if bounds.exclusive_minimum { ">" } else { ">=" };
    let most = if bounds.exclusive_maximum { "<" } else { "<=" };
    let number = |sign: &str, limit: Option<f64>| Some(format!(", {sign} {}", limit?));
    let count = |what: &str, limit: Option<usize>| Some(format!(", {what} {}", limit?));
    let all = [
        number(least, bounds.minimum),
        number(most, bounds.maximum),
        count("length >=", bounds.min_length),
        count("length <=", bounds.max_length),
        count("items >=", bounds.min_items),
        count("items <=", bounds.max_items),
        bounds
            .pattern
            .as_ref()
            .map(|pattern| format!(", like {pattern}")),
    ];
    all.into_iter().flatten().collect()
}

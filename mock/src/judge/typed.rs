//! From the text of a query, a path or a form to the JSON value that its schema speaks of.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use crate::description::Description;
use crate::shape::{Additional, Shape};

/// Why there is no value.
pub(super) enum Unread {
    /// The request is wrong.
    Wrong(String),
    /// The judge does not know how values of this shape are written: nobody is to blame.
    Shape(String),
}

impl From<String> for Unread {
    fn from(message: String) -> Self {
        Self::Wrong(message)
    }
}

/// The value that `text` writes; the text itself if no type of `schemas` fits it.
pub(super) fn scalar(
    description: &Description,
    schemas: &[&Value],
    text: &str,
) -> Result<Value, Unread> {
    let mut kinds = BTreeSet::new();
    collect_kinds(&Shape::of(description, schemas), &mut kinds);
    if !kinds.is_empty() && kinds.iter().all(|kind| matches!(*kind, "array" | "object")) {
        let shape: Vec<String> = schemas.iter().map(ToString::to_string).collect();
        return Err(Unread::Shape(shape.join(" and ")));
    }
    let canonical = |number: &Number| number.to_string() == text;
    if kinds.contains("integer") || kinds.contains("number") {
        let whole = text.parse::<i64>().ok().map(Number::from).filter(canonical);
        let fraction = || {
            text.parse::<f64>()
                .ok()
                .and_then(Number::from_f64)
                .filter(canonical)
        };
        let allowed = |number: &Number| !number.is_f64() || kinds.contains("number");
        if let Some(number) = whole.or_else(fraction).filter(allowed) {
            return Ok(Value::Number(number));
        }
    }
    match boolean(text) {
        Some(value) if kinds.contains("boolean") => Ok(value.into()),
        _ => Ok(text.into()),
    }
}

/// What `text` says, also in the capitals that Python writes: Pinterest's own client sends them.
pub(super) fn boolean(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    (is("true") || is("false")).then(|| is("true"))
}

/// The object that `members` write, each by the schema of its own name; unlike in JSON, a name that
/// no schema declares is refused.
pub(super) fn object(
    description: &Description,
    schemas: &[&Value],
    members: Vec<Member>,
) -> Result<Value, Unread> {
    let shape = widened(description, schemas);
    let mut below: Vec<(String, Vec<Member>)> = Vec::new();
    for Member { mut path, text } in members {
        let name = path.remove(0);
        match below.iter_mut().find(|(known, _)| *known == name) {
            Some((_, inner)) => inner.push(Member { path, text }),
            None => below.push((name, vec![Member { path, text }])),
        }
    }
    let member = |(name, members): (String, Vec<Member>)| {
        let known = match (shape.properties.get(name.as_str()), shape.additional) {
            (Some(known), _) => known.clone(),
            (None, Additional::Of(schema)) => vec![schema],
            (None, Additional::Any) => Vec::new(),
            (None, Additional::Unsaid | Additional::None) => {
                return Err(format!("the member `{name}` is not declared").into());
            }
        };
        let value = match members.as_slice() {
            [Member { path, text }] if path.is_empty() => scalar(description, &known, text)?,
            _ if members.iter().any(|member| member.path.is_empty()) => {
                return Err(format!("the member `{name}` is given twice").into());
            }
            _ => object(description, &known, members)?,
        };
        Ok((name, value))
    };
    let object: Map<_, _> = below
        .into_iter()
        .map(member)
        .collect::<Result<_, Unread>>()?;
    Ok(object.into())
}

/// A member of an object with the names that lead to it.
pub(super) struct Member {
    /// The names, outermost first; there is one at least.
    pub(super) path: Vec<String>,
    /// The value as text.
    pub(super) text: String,
}

/// The shape with all branches of its unions: enough to know what type a member may have.
fn widened<'d>(description: &'d Description, schemas: &[&'d Value]) -> Shape<'d> {
    let mut shape = Shape::of(description, schemas);
    while let Some(union) = shape.unions.pop() {
        for branch in union.branches {
            shape.choose(None, branch);
        }
    }
    shape
}

fn collect_kinds<'d>(shape: &Shape<'d>, kinds: &mut BTreeSet<&'d str>) {
    kinds.extend(shape.kind);
    for union in &shape.unions {
        for branch in &union.branches {
            let mut chosen = shape.clone();
            chosen.unions.clear();
            chosen.choose(None, *branch);
            collect_kinds(&chosen, kinds);
        }
    }
}

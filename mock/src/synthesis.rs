//! Bodies and values made up from schemas.
//!
//! Takes a raw schema and a recipe, gives a value that is valid against the schema. Invariant: the
//! same schema and recipe always give the same value, and a schema that contains itself ends.

mod number;
mod picks;
mod plausible;
mod sample;
mod text;
mod unsatisfiable;

use serde_json::{Map, Value, json};

use crate::description::Description;
use crate::json_schema::Direction;
use crate::random;
use crate::shape::{Additional, Shape, takes_null};

pub use picks::picks;
pub use sample::Sample;
pub use unsatisfiable::Unsatisfiable;

/// How to make up a value.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Which members an object has.
    pub members: Members,
    /// Which way the value travels.
    pub direction: Direction,
    /// Which branch of a union and which value of an enum to take, counted round.
    pub pick: usize,
}

/// What a plausible value goes by.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// Decides between what is equally likely.
    pub seed: u64,
    /// Milliseconds since 1970, to which times are near.
    pub now: i64,
}

/// Which members a made-up object has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// The required ones.
    Required,
    /// All of them.
    All,
    /// All of them, and null wherever it is allowed.
    Nulls,
}

/// A value that is valid against `schema`.
///
/// # Errors
/// If the schema allows no value that this module knows to make up.
pub fn value(
    description: &Description,
    schema: &Value,
    recipe: Recipe,
) -> Result<Value, Unsatisfiable> {
    let maker = Maker {
        description,
        recipe,
        likeness: None,
    };
    maker.some_value(&[schema], &[])
}

/// A value that is valid against `schemas` and looks like one of Pinterest's; `name` is what it is called.
///
/// # Errors
/// If the schemas allow no value that this module knows to make up.
pub fn plausible(
    description: &Description,
    schemas: &[&Value],
    recipe: Recipe,
    name: &str,
    likeness: Likeness,
) -> Result<Value, Unsatisfiable> {
    let maker = Maker {
        description,
        recipe,
        likeness: Some((name, likeness)),
    };
    maker.some_value(schemas, &[])
}

#[derive(Clone, Copy)]
struct Maker<'d> {
    description: &'d Description,
    recipe: Recipe,
    /// For a plausible value: what it is called, and what it goes by.
    likeness: Option<(&'d str, Likeness)>,
}

type Made = Result<Value, Unsatisfiable>;

impl<'d> Maker<'d> {
    /// `above` are the references that the value stands in.
    fn value(self, schemas: &[&'d Value], above: &[&'d str]) -> Made {
        let takes_null = schemas
            .iter()
            .all(|schema| takes_null(self.description, schema));
        if takes_null && self.recipe.members == Members::Nulls {
            return Ok(Value::Null);
        }
        self.some_value(schemas, above)
    }

    fn some_value(self, schemas: &[&'d Value], above: &[&'d str]) -> Made {
        let mut shape = Shape::of(self.description, schemas);
        while let Some(union) = shape.unions.pop() {
            if !union.branches.is_empty() {
                shape.choose(
                    union.tag,
                    union.branches[self.recipe.pick % union.branches.len()],
                );
            }
        }
        if shape
            .references
            .iter()
            .any(|reference| above.contains(reference))
        {
            return Err(Unsatisfiable::new("the schema contains itself"));
        }
        let above = [above, &shape.references].concat();
        if let Some(values) = &shape.values {
            return self.listed(values);
        }
        match shape.kind {
            Some("object") => return self.object(&shape, &above),
            Some("array") => return self.array(&shape, &above),
            _ => {}
        }
        if let Some((name, likeness)) = self.likeness {
            return plausible::scalar(self.description, &shape, name, likeness);
        }
        match shape.kind {
            Some("string") => text::string(&shape, self.recipe.members),
            Some("integer") => Ok(number::integer(&shape, self.recipe.members)),
            Some("number") => Ok(number::number(&shape, self.recipe.members)),
            Some("boolean") => Ok((self.recipe.members != Members::Required).into()),
            Some(other) => Err(Unsatisfiable::new(format!("no value is of type `{other}`"))),
            None => Ok(json!({ "any": [1, "two", { "three": false }] })),
        }
    }

    fn listed(self, values: &[&Value]) -> Made {
        let some: Vec<&Value> = values
            .iter()
            .copied()
            .filter(|value| !value.is_null())
            .collect();
        match (some.len(), values.len()) {
            (0, 0) => Err(Unsatisfiable::new("an enum without a value")),
            (0, _) => Ok(Value::Null),
            (count, _) => {
                let liked = self
                    .likeness
                    .and_then(|(_, likeness)| plausible::listed(&some, likeness));
                Ok(liked.unwrap_or_else(|| some[self.recipe.pick % count].clone()))
            }
        }
    }

    fn object(self, shape: &Shape<'d>, above: &[&'d str]) -> Made {
        let mut members = Map::new();
        for (name, schemas) in &shape.properties {
            let required = shape.required.contains(name);
            if self.is_strange(schemas) || !(required || self.recipe.members != Members::Required) {
                continue;
            }
            match self.within(name).value(schemas, above) {
                Ok(value) => {
                    members.insert((*name).to_owned(), value);
                }
                Err(unsatisfiable) if required => return Err(unsatisfiable.within(name)),
                Err(unsatisfiable) if unsatisfiable.is_recursion() => {}
                Err(unsatisfiable) => return Err(unsatisfiable.within(name)),
            }
        }
        for (tag, name) in &shape.tags {
            if shape.required.contains(tag) || self.recipe.members != Members::Required {
                members.insert((*tag).to_owned(), (*name).into());
            }
        }
        self.additional(shape, above, &mut members)?;
        Ok(members.into())
    }

    /// Members that are allowed without being listed: a map's entries, a report's columns.
    fn additional(
        self,
        shape: &Shape<'d>,
        above: &[&'d str],
        members: &mut Map<String, Value>,
    ) -> Result<(), Unsatisfiable> {
        let least = shape
            .keyword("minProperties")
            .and_then(Value::as_u64)
            .unwrap_or(0);
        if self.recipe.members == Members::Required && least == 0 {
            return Ok(());
        }
        match shape.additional {
            Additional::Of(schema) => {
                let value = self
                    .value(&[schema], above)
                    .map_err(|error| error.within("*"))?;
                match self.likeness {
                    Some((name, likeness)) => {
                        members.extend(plausible::entries(name, &value, likeness));
                    }
                    None => {
                        members.insert("549755885175".to_owned(), value);
                    }
                }
            }
            Additional::Any if self.likeness.is_some() => {}
            Additional::Any => {
                members.insert("SPEND_IN_DOLLAR".to_owned(), json!(12.5));
                members.insert("TOTAL_CLICKTHROUGH".to_owned(), json!(8_589_934_592_u64));
                members.insert("CAMPAIGN_NAME".to_owned(), json!("spring"));
            }
            Additional::Unsaid if shape.is_free_form() && self.likeness.is_none() => {
                members.insert("free".to_owned(), json!({ "form": [1, null, "x"] }));
            }
            Additional::Unsaid | Additional::None => {}
        }
        Ok(())
    }

    fn array(self, shape: &Shape<'d>, above: &[&'d str]) -> Made {
        let least = bound(shape, "minItems").unwrap_or(0);
        let most = bound(shape, "maxItems").unwrap_or(usize::MAX);
        let count = match self.recipe.members {
            Members::Required => least,
            Members::All | Members::Nulls if self.likeness.is_some() => least.max(1).min(most),
            Members::All | Members::Nulls => least.max(2).min(most),
        };
        let mut elements = Vec::new();
        for index in 0..count {
            match self.at(index).value(&shape.items, above) {
                Ok(element) => elements.push(element),
                Err(error) if error.is_recursion() && least == 0 => break,
                Err(error) => return Err(error.within(&index.to_string())),
            }
        }
        Ok(elements.into())
    }

    /// The same for what is called `name` inside; an element is called as its list.
    fn within(mut self, name: &'d str) -> Self {
        if let Some((_, likeness)) = &mut self.likeness {
            likeness.seed = random::mix(likeness.seed, name);
        }
        self.likeness = self.likeness.map(|(_, likeness)| (name, likeness));
        // Nothing is wrong with what is made up.
        if self.likeness.is_some() && ["errors", "warnings"].contains(&name) {
            self.recipe.members = Members::Required;
        }
        self
    }

    /// For the element with this index.
    fn at(mut self, index: usize) -> Self {
        self.recipe.pick += index;
        if let Some((_, likeness)) = &mut self.likeness {
            likeness.seed = random::mix(likeness.seed, &index.to_string());
        }
        self
    }

    /// Whether a member does not travel this way.
    fn is_strange(self, schemas: &[&Value]) -> bool {
        let stranger = match self.recipe.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        schemas
            .iter()
            .any(|schema| schema.get(stranger) == Some(&Value::Bool(true)))
    }
}

fn bound(shape: &Shape<'_>, keyword: &str) -> Option<usize> {
    shape
        .keyword(keyword)
        .and_then(Value::as_u64)
        .and_then(|bound| usize::try_from(bound).ok())
}

//! A whole request that is right in every respect, written without any client.

use serde_json::Value;

use super::{Members, Recipe, value};
use crate::description::{Description, Operation, Parameter, Place, Scheme, Style};
use crate::json_schema::Direction;
use crate::judge::Request;
use crate::url::encode;

/// What a request says, before it is written.
#[derive(Clone, Debug)]
pub struct Sample<'d> {
    operation: &'d Operation,
    /// The parameters that are sent, with their values.
    pub parameters: Vec<(&'d Parameter, Value)>,
    /// The body.
    pub body: Option<Value>,
}

impl<'d> Sample<'d> {
    /// A request of `operation` with these members.
    ///
    /// # Errors
    /// If a schema allows no value that can be made up.
    pub fn of(
        description: &Description,
        operation: &'d Operation,
        members: Members,
    ) -> Result<Self, super::Unsatisfiable> {
        let made = |schema: &Value, members| {
            let recipe = Recipe {
                members,
                direction: Direction::Request,
                pick: 0,
            };
            value(description, schema, recipe)
        };
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            if !parameter.required && members == Members::Required {
                continue;
            }
            let value = match made(&parameter.schema, members)? {
                // A query cannot say that a list is there and empty.
                Value::Array(none) if none.is_empty() => made(&parameter.schema, Members::All)?,
                value => value,
            };
            parameters.push((parameter, value));
        }
        let body = operation.body.as_ref();
        Ok(Self {
            operation,
            parameters,
            body: body.map(|body| made(&body.schema, members)).transpose()?,
        })
    }

    /// The request, with a credential of the first kind that the operation takes.
    #[must_use]
    pub fn request(&self, base_path: &str) -> Request {
        let mut path = self.operation.template.clone();
        let mut query = Vec::new();
        for (parameter, value) in &self.parameters {
            match parameter.place {
                Place::Path => {
                    path = path.replace(&format!("{{{}}}", parameter.name), &text(value));
                }
                Place::Query => {
                    pairs(&parameter.name, parameter.style, value, &mut query);
                }
            }
        }
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut headers = vec![
            header("host", "localhost"),
            header("accept", "application/json"),
        ];
        headers.extend(self.operation.schemes.first().map(|scheme| match scheme {
            Scheme::Bearer => header("authorization", "Bearer pina_token"),
            // The app `1` with the secret `secret`.
            Scheme::Basic => header("authorization", "Basic MTpzZWNyZXQ="),
        }));
        let declared = self.operation.body.as_ref();
        let body = declared.zip(self.body.as_ref()).map(|(declared, value)| {
            headers.push(header("content-type", &declared.media_type));
            match declared.media_type.as_str() {
                "application/json" => value.to_string(),
                _ => form(value),
            }
        });
        let separator = if query.is_empty() { "" } else { "?" };
        Request {
            method: self.operation.method.clone(),
            target: format!("{base_path}{path}{separator}{}", query.join("&")),
            headers,
            body: body.unwrap_or_default().into_bytes(),
        }
    }
}

fn pairs(name: &str, style: Style, value: &Value, query: &mut Vec<String>) {
    match (value, style) {
        (Value::Array(elements), Style::Repeated) => {
            query.extend(
                elements
                    .iter()
                    .map(|element| format!("{name}={}", text(element))),
            );
        }
        (Value::Array(elements), _) => {
            let elements: Vec<_> = elements.iter().map(text).collect();
            query.push(format!("{name}={}", elements.join(",")));
        }
        (Value::Object(members), _) => {
            for (member, value) in members {
                pairs(&format!("{name}[{member}]"), style, value, query);
            }
        }
        (scalar, _) => query.push(format!("{name}={}", text(scalar))),
    }
}

fn form(value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let pairs: Vec<_> = members
        .map(|(name, value)| format!("{name}={}", text(value)))
        .collect();
    pairs.join("&")
}

/// The percent-encoded text of a scalar.
fn text(value: &Value) -> String {
    encode(
        &value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned),
    )
}

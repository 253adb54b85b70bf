//! Validators that are made when they are needed first: a description has hundreds, a program uses few.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::{Validators, reasons};

/// A validator that is made when it is needed first.
#[derive(Debug)]
pub struct Lazy {
    validators: Arc<Validators>,
    schema: Value,
    made: OnceLock<Result<Validator, String>>,
}

impl Lazy {
    /// A validator for `schema`.
    #[must_use]
    pub fn new(validators: &Arc<Validators>, schema: &Value) -> Self {
        Self {
            validators: Arc::clone(validators),
            schema: schema.clone(),
            made: OnceLock::new(),
        }
    }

    /// The members of an object that are not valid, or not there although they must be.
    #[must_use]
    pub fn wrong_members(&self, value: &Value) -> Vec<String> {
        let Ok(validator) = self.validator() else {
            return Vec::new();
        };
        let member = |error: ValidationError<'_>| {
            let path = error.instance_path().to_string();
            match (path.split('/').nth(1), error.kind()) {
                (Some(name), _) => Some(name.to_owned()),
                (None, ValidationErrorKind::Required { property }) => {
                    property.as_str().map(str::to_owned)
                }
                (None, _) => None,
            }
        };
        let members: BTreeSet<String> = validator.iter_errors(value).filter_map(member).collect();
        members.into_iter().collect()
    }

    /// Why `value` is not valid, one line for each reason.
    ///
    /// # Errors
    /// That the schema itself cannot be compiled, with the schema.
    pub fn reasons(&self, value: &Value) -> Result<Vec<String>, String> {
        match self.validator() {
            Ok(validator) => Ok(reasons(validator, value)),
            Err(message) => Err(format!("{message}, of {}", self.schema)),
        }
    }

    fn validator(&self) -> Result<&Validator, &String> {
        let make = || self.validators.build(&self.schema);
        let validator = self
            .made
            .get_or_init(|| make().map_err(|error| error.to_string()));
        validator.as_ref()
    }
}

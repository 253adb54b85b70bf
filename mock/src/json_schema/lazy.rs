//! Validators that are made when they are needed first: a description has hundreds, a program uses few.

use std::sync::{Arc, OnceLock};

use jsonschema::Validator;
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

    /// Why `value` is not valid, one line for each reason; also that the schema makes no sense.
    #[must_use]
    pub fn reasons(&self, value: &Value) -> Vec<String> {
        let make = || self.validators.build(&self.schema);
        match self
            .made
            .get_or_init(|| make().map_err(|error| error.to_string()))
        {
            Ok(validator) => reasons(validator, value),
            Err(message) => vec![message.clone()],
        }
    }
}

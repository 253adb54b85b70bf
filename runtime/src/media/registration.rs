//! What the API says of where a file goes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::transfer::Link;
use crate::{Core, Error, Operation, Response, Result, Secret};

/// Where the answer to a registration has what an upload needs, and how to ask about it afterwards.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct UploadShape {
    /// The member with the id.
    pub id: &'static str,
    /// The member with the URL to post to.
    pub url: &'static str,
    /// The member with the fields of the form.
    pub fields: &'static str,
    /// The operation that says how far the processing is.
    pub ask: &'static Operation,
    /// The parameter of it that takes the id.
    pub parameter: &'static str,
    /// What the registration is for, if it can only be one thing, such as `video`.
    pub kind: Option<&'static str>,
}

impl UploadShape {
    /// A shape with these members: the id, the URL and the fields of the form.
    #[must_use]
    pub const fn new(
        [id, url, fields]: [&'static str; 3],
        ask: &'static Operation,
        parameter: &'static str,
    ) -> Self {
        Self {
            id,
            url,
            fields,
            ask,
            parameter,
            kind: None,
        }
    }

    /// For nothing but this.
    #[must_use]
    pub const fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }
}

/// A place for one file.
pub(super) struct Registration {
    pub(super) id: String,
    pub(super) link: Link,
    pub(super) fields: Vec<(String, Secret)>,
}

impl Registration {
    /// The fields are read from the answer itself: the storage may want more of them than are known here.
    pub(super) fn read(
        core: &Core,
        operation: &'static str,
        answer: &Response<Value>,
        shape: &UploadShape,
    ) -> Result<Self> {
        let body = answer.body();
        let text = |member: &str| text(&body[member]);
        let (Some(id), Some(url)) = (text(shape.id), text(shape.url)) else {
            let reason = "the answer does not say where the file has to go";
            return Err(Error::unusable(operation, reason, answer.clone()));
        };
        let link = Link::new(&url.into(), core);
        let link = link.map_err(|reason| Error::unusable(operation, reason, answer.clone()))?;
        let fields = body[shape.fields].as_object().into_iter().flatten();
        let fields = fields.filter_map(|(name, value)| Some((name.clone(), self::text(value)?)));
        let fields: BTreeMap<String, String> = fields.collect();
        let fields = fields.into_iter();
        Ok(Self {
            id,
            link,
            fields: fields.map(|(name, value)| (name, value.into())).collect(),
        })
    }
}

/// A value that is a text or is written as one; none for what is not there.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
